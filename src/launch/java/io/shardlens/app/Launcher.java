package io.shardlens.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/// What `java -jar shardlens.jar` starts: [Main] itself where this Java is new enough, else a newer
/// Java that is installed, with the same standard streams and exit code.
///
/// The first `java` of a computer is often older than the newest that is installed. This class is
/// compiled for the oldest Java that the build itself runs on, so that it can say what is wrong
/// instead of failing to load.
@NullMarked
public final class Launcher {
  private static final int NEEDED = 25;

  private Launcher() {}

  public static void main(String[] arguments) throws Exception {
    if (Runtime.version().feature() >= NEEDED) {
      startHere(arguments);
      return;
    }
    Optional<Path> java = findJava();
    if (java.isPresent()) {
      System.exit(startIn(java.get(), arguments));
    }
    System.err.printf(
        "Shardlens needs Java %d or newer. This is Java %d in %s, and no newer one was found:"
            + " install a JDK %d, or set JAVA25_HOME to its folder.%n",
        NEEDED, Runtime.version().feature(), System.getProperty("java.home"), NEEDED);
    System.exit(1);
  }

  private static void startHere(String[] arguments) throws Exception {
    try {
      // By name, because the compiler for the older Java cannot read the class.
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

  private static Optional<Path> findJava() {
    Stream<Path> named =
        Stream.of("JAVA25_HOME", "JAVA_HOME")
            .map(System.getenv()::get)
            .filter(home -> home != null && !home.isBlank())
            .map(Path::of);
    return newest(named).or(() -> newest(usualFolders().flatMap(Launcher::homesIn)));
  }

  /// The newest of the homes that is new enough.
  static Optional<Path> newest(Stream<Path> homes) {
    return homes
        .filter(home -> feature(home) >= NEEDED)
        .max(Comparator.comparingInt(Launcher::feature));
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
    } catch (IOException | UncheckedIOException e) {
      // A home that cannot be read cannot be started either.
      return 0;
    }
  }

  /// Where this system keeps its Javas: beside this one, and where they are usually installed.
  private static Stream<Path> usualFolders() {
    Path user = Path.of(System.getProperty("user.home"));
    return Stream.of(
        Path.of(System.getProperty("java.home")).resolveSibling(""),
        Path.of("/usr/lib/jvm"),
        Path.of("/Library/Java/JavaVirtualMachines"),
        user.resolve(".jdks"),
        user.resolve(".sdkman/candidates/java"),
        Path.of("C:\\Program Files\\Java"),
        Path.of("C:\\Program Files\\Eclipse Adoptium"));
  }

  private static Stream<Path> homesIn(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Stream.empty();
    }
    try (Stream<Path> children = Files.list(folder)) {
      return children.toList().stream()
          .flatMap(child -> Stream.of(child, child.resolve("Contents/Home")));
    } catch (IOException e) {
      // A folder that may not be listed offers nothing.
      return Stream.empty();
    }
  }

  /// Runs Shardlens in another Java and gives its exit code. Whoever ends this one ends that one.
  private static int startIn(Path home, String[] arguments)
      throws IOException, InterruptedException, URISyntaxException {
    Path jar = Path.of(Launcher.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin").resolve("java").toString());
    System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.startsWith("shardlens."))
        .sorted()
        .forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
    command.addAll(List.of("-jar", jar.toString()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).inheritIO().start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process), "end-newer-java"));
    return process.waitFor();
  }

  /// Waits, so that what the other Java cleans up is done when this one is gone.
  private static void end(Process process) {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
