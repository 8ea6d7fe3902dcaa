package io.shardlens.app;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/// What `java -jar shardlens.jar` starts: [Main] itself where this JVM can run it, else a JVM that
/// can, with the same standard streams and exit code.
///
/// Two things may be missing: a Java that is new enough, because the first `java` of a computer is
/// often an older one than the newest that is installed; and JavaFX on the module path, which a jar
/// cannot ask for. Compiled for the oldest Java that the build itself runs on, so that it can say
/// what is wrong instead of failing to load.
@NullMarked
public final class Launcher {
  private static final int NEEDED = 25;

  private Launcher() {}

  public static void main(String[] arguments) throws Exception {
    boolean javaIsNewEnough = Runtime.version().feature() >= NEEDED;
    if (javaIsNewEnough && (!opensWindow(arguments) || hasJavaFx())) {
      startHere(arguments);
    } else if (javaIsNewEnough) {
      System.exit(startIn(Path.of(System.getProperty("java.home")), arguments));
    } else {
      System.exit(startIn(findJava(), arguments));
    }
  }

  /// Whether JavaFX will be needed: commands do without.
  static boolean opensWindow(String... arguments) {
    return arguments.length == 0 || arguments[0].toLowerCase(Locale.ROOT).endsWith(".json");
  }

  /// The newest of the homes that is new enough.
  static Optional<Path> newest(Stream<Path> homes) {
    return homes
        .filter(home -> feature(home) >= NEEDED)
        .max(java.util.Comparator.comparingInt(Launcher::feature));
  }

  /// The number of the Java in a home, by its `release` file; 0 where there is none.
  static int feature(Path home) {
    Path release = home.resolve("release");
    if (!Files.isRegularFile(release)) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(release)) {
      return lines
          .filter(line -> line.startsWith("JAVA_VERSION="))
          .map(line -> line.substring(line.indexOf('=') + 1).replace("\"", "").split("[.+-]", 2)[0])
          .filter(number -> number.matches("\\d{1,4}"))
          .mapToInt(Integer::parseInt)
          .findFirst()
          .orElse(0);
    } catch (IOException | java.io.UncheckedIOException e) {
      // A home that cannot be read cannot be started either.
      return 0;
    }
  }

  private static boolean hasJavaFx() {
    return ModuleLayer.boot().findModule("javafx.graphics").isPresent();
  }

  private static void startHere(String[] arguments) throws Exception {
    try {
      Class.forName("io.shardlens.app.Main")
          .getMethod("main", String[].class)
          .invoke(null, (Object) arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Exception failure) {
        throw failure;
      }
      throw e;
    }
  }

  private static Path findJava() {
    Optional<Path> named =
        newest(
            Stream.of("JAVA25_HOME", "JAVA_HOME")
                .map(System::getenv)
                .filter(home -> home != null && !home.isBlank())
                .map(Path::of));
    return named
        .or(() -> newest(folders().flatMap(Launcher::homesIn)))
        .orElseGet(() -> {
          System.err.println(
              "Shardlens needs Java "
                  + NEEDED
                  + " or newer. This is Java "
                  + Runtime.version().feature()
                  + " in "
                  + System.getProperty("java.home")
                  + ", and no newer one was found: install a JDK "
                  + NEEDED
                  + ", or set JAVA25_HOME to its folder.");
          System.exit(1);
          throw new IllegalStateException();
        });
  }

  /// Where this system keeps its Javas: beside this one, and where they are usually installed.
  private static Stream<Path> folders() {
    Path home = Path.of(System.getProperty("user.home"));
    Path parent = Path.of(System.getProperty("java.home")).toAbsolutePath().getParent();
    return Stream.of(
        parent == null ? home : parent,
        Path.of("/usr/lib/jvm"),
        Path.of("/Library/Java/JavaVirtualMachines"),
        home.resolve(".jdks"),
        home.resolve(".sdkman/candidates/java"),
        Path.of("C:\\Program Files\\Java"),
        Path.of("C:\\Program Files\\Eclipse Adoptium"));
  }

  private static Stream<Path> homesIn(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Stream.empty();
    }
    try (Stream<Path> children = Files.list(folder)) {
      return children
          .flatMap(child -> Stream.of(child, child.resolve("Contents/Home")))
          .toList()
          .stream();
    } catch (IOException e) {
      // A folder that may not be listed offers nothing.
      return Stream.empty();
    }
  }

  /// Runs Shardlens in another JVM and gives its exit code. Whoever ends this JVM ends that one.
  private static int startIn(Path javaHome, String[] arguments) throws Exception {
    Path jar = Path.of(Launcher.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<String> command = new ArrayList<>();
    command.add(javaHome.resolve("bin").resolve("java").toString());
    Path javafx = jar.resolveSibling("lib").resolve("javafx");
    if (Files.isDirectory(javafx)) {
      command.add("--module-path=" + javafx);
      command.add("--add-modules=javafx.controls,javafx.fxml");
      command.add("--enable-native-access=javafx.graphics,ALL-UNNAMED");
    }
    command.addAll(List.of("-classpath", jar.toString(), "io.shardlens.app.Main"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).inheritIO().start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process)));
    return process.waitFor();
  }

  private static void end(Process process) {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
