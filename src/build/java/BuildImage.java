import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// Makes the application image: a folder with a launcher, a Java runtime that holds only the JDK
/// modules that Shardlens needs and JavaFX, and the libraries. No Java need be installed to run it.
///
/// Runs in the build toolchain's JVM, because the tools link the modules of the JDK that they
/// belong to. Where that JDK has no `jpackage`, it says so and ends well: nothing else of the build
/// depends on the image.
///
/// Arguments: the project's folder; the build folder, which holds `shardlens.jar` and `lib`; the
/// version. The image is left in `image` in the build folder, and is started once without a
/// display. Exit code 1 when a tool fails or the started image does.
public class BuildImage {
  private static final String JAVAFX_MODULES = "javafx.controls,javafx.fxml";

  /// Long enough for a slow computer, short enough that a launcher that hangs is noticed.
  private static final int START_SECONDS = 60;

  private final Path project;
  private final Path build;
  private final String version;
  private final Path image;
  private final OperatingSystem system = OperatingSystem.current();

  private BuildImage(Path project, Path build, String version) {
    this.project = project;
    this.build = build;
    this.version = version;
    this.image = build.resolve("image");
  }

  public static void main(String[] arguments) throws Exception {
    if (ToolProvider.findFirst("jpackage").isEmpty() || ToolProvider.findFirst("jlink").isEmpty()) {
      System.out.println(
          "No application image: this JDK has no jpackage (" + Runtime.version() + ")");
      return;
    }
    new BuildImage(Path.of(arguments[0]), Path.of(arguments[1]), arguments[2]).make();
  }

  private void make() throws Exception {
    long start = System.nanoTime();
    Path runtime = linkRuntime(modules());
    Path launcher = packageImage(runtime);
    System.out.printf(
        Locale.ROOT,
        "Application image %s made in %.1f s%n",
        launcher,
        (System.nanoTime() - start) / 1e9);
    check(launcher, "Shardlens", "--version");
    String topology = project.resolve("sample-topologies/users-two-regions.json").toString();
    check(launcher, "Asia", "route", "--topology", topology, "--table", "users", "50000");
  }

  /// The modules that the class path uses, as far as byte code tells, and those that only services
  /// or JavaFX bring.
  private String modules() throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                "--multi-release",
                String.valueOf(Runtime.version().feature()),
                "--ignore-missing-deps",
                "--print-module-deps",
                "--module-path",
                javafx().toString(),
                build.resolve("shardlens.jar").toString()));
    jars(build.resolve("lib")).forEach(jar -> command.add(jar.toString()));
    String found = run("jdeps", command).strip();
    return found + "," + JAVAFX_MODULES;
  }

  /// Links the runtime, or keeps the one that an earlier build linked of the same modules.
  private Path linkRuntime(String modules) throws Exception {
    Path runtime = image.resolve("runtime");
    Path memory = image.resolve("runtime.modules");
    List<String> command =
        List.of(
            "--module-path",
            javafx().toString(),
            "--add-modules",
            modules,
            "--output",
            runtime.toString(),
            "--exclude-resources=/javafx.*/*" + system.librarySuffix,
            "--compress=zip-6",
            "--generate-cds-archive",
            "--no-header-files",
            "--no-man-pages");
    String wanted = Runtime.version() + "\n" + command + "\n" + jars(javafx()) + "\n";
    if (Files.exists(memory) && Files.readString(memory).equals(wanted)) {
      return runtime;
    }
    delete(image);
    Files.createDirectories(image);
    run("jlink", command);
    for (Path jar : jars(javafx())) {
      unpackLibraries(jar, runtime.resolve(system.libraryFolder));
    }
    Files.writeString(memory, wanted);
    return runtime;
  }

  /// JavaFX first looks for its native libraries beside the JDK's own. Left inside the modules they
  /// would be written into the home folder at the first start.
  private void unpackLibraries(Path jar, Path folder) throws IOException {
    try (ZipInputStream entries = new ZipInputStream(Files.newInputStream(jar))) {
      for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        if (entry.getName().endsWith(system.librarySuffix) && !entry.getName().contains("/")) {
          Files.copy((InputStream) entries, folder.resolve(entry.getName()));
        }
      }
    }
  }

  private Path packageImage(Path runtime) throws Exception {
    delete(image.resolve(system.imageFolder));
    List<String> command =
        new ArrayList<>(
            List.of(
                "--type", "app-image",
                "--name", "shardlens",
                "--app-version", system.version(version),
                "--vendor", "Shardlens",
                "--description", "Explorer for PostgreSQL data spread over shards",
                "--copyright", "Apache License 2.0",
                "--input", stage().toString(),
                "--main-jar", "shardlens.jar",
                "--main-class", "io.shardlens.app.Main",
                "--java-options", "--enable-native-access=javafx.graphics,ALL-UNNAMED",
                "--runtime-image", runtime.toString(),
                "--icon", project.resolve("installers/icons").resolve(system.icon).toString(),
                "--dest", image.toString()));
    command.addAll(system.packageOptions);
    run("jpackage", command);
    return image.resolve(system.imageFolder).resolve(system.launcher);
  }

  /// The files that lie beside the launcher: the jar, the class path's libraries where the jar's
  /// manifest looks for them, and the licence.
  private Path stage() throws IOException {
    Path stage = image.resolve("input");
    delete(stage);
    Files.createDirectories(stage.resolve("lib"));
    Files.copy(build.resolve("shardlens.jar"), stage.resolve("shardlens.jar"));
    for (Path jar : jars(build.resolve("lib"))) {
      Files.copy(jar, stage.resolve("lib").resolve(jar.getFileName()));
    }
    for (String file : List.of("LICENSE", "NOTICE")) {
      Files.copy(project.resolve(file), stage.resolve(file));
    }
    return stage;
  }

  /// Starts the launcher as a user without a display would.
  private static void check(Path launcher, String expected, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile("shardlens-image", ".txt");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
      List.of("DISPLAY", "WAYLAND_DISPLAY", "JAVA_HOME", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS")
          .forEach(builder.environment()::remove);
      Process process = builder.start();
      process.getOutputStream().close();
      boolean ended = process.waitFor(START_SECONDS, TimeUnit.SECONDS);
      if (!ended) {
        process.destroyForcibly().waitFor();
      }
      String text = Files.readString(output).strip();
      if (!ended || process.exitValue() != 0 || !text.contains(expected)) {
        String ending = ended ? "exit code " + process.exitValue() : "no end after a minute";
        fail("The image does not start: " + command + ": " + ending + "\n" + text);
      }
      System.out.println(String.join(" ", arguments) + ": " + text.lines().findFirst().orElse(""));
    } finally {
      Files.deleteIfExists(output);
    }
  }

  private Path javafx() {
    return build.resolve("lib").resolve("javafx");
  }

  private static List<Path> jars(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }

  /// What the tool printed.
  private static String run(String tool, List<String> arguments) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream output = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    int code =
        ToolProvider.findFirst(tool)
            .orElseThrow()
            .run(output, output, arguments.toArray(String[]::new));
    String text = bytes.toString(StandardCharsets.UTF_8);
    if (code != 0) {
      fail(tool + " " + String.join(" ", arguments) + ": exit code " + code + "\n" + text);
    }
    return text;
  }

  private static void fail(String message) {
    System.err.println(message);
    System.exit(1);
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        file.toFile().setWritable(true);
        Files.delete(file);
      }
    }
  }

  /// Where each system keeps things in an image.
  private enum OperatingSystem {
    LINUX("shardlens", "bin/shardlens", "lib", ".so", "shardlens.png", List.of()),
    MAC("shardlens.app", "Contents/MacOS/shardlens", "lib", ".dylib", "shardlens.icns", List.of()),
    /// The command line needs a console to print on.
    WINDOWS("shardlens", "shardlens.exe", "bin", ".dll", "shardlens.ico", List.of("--win-console"));

    final String imageFolder;
    final String launcher;
    final String libraryFolder;
    final String librarySuffix;
    final String icon;
    final List<String> packageOptions;

    OperatingSystem(
        String imageFolder,
        String launcher,
        String libraryFolder,
        String librarySuffix,
        String icon,
        List<String> packageOptions) {
      this.imageFolder = imageFolder;
      this.launcher = launcher;
      this.libraryFolder = libraryFolder;
      this.librarySuffix = librarySuffix;
      this.icon = icon;
      this.packageOptions = packageOptions;
    }

    static OperatingSystem current() {
      String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
      return name.startsWith("windows") ? WINDOWS : name.startsWith("mac") ? MAC : LINUX;
    }

    /// macOS refuses a version that begins with zero.
    String version(String version) {
      return this == MAC && version.startsWith("0.") ? "1" + version.substring(1) : version;
    }
  }
}
