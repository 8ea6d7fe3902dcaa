package io.shardlens.app;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Starts the same program again with JavaFX on the module path, where `java -jar` left it out:
/// JavaFX runs from nowhere else without a warning, and a manifest cannot put it there.
final class Relaunch {
  private Relaunch() {}

  static boolean isNeeded() {
    return ModuleLayer.boot().findModule("javafx.controls").isEmpty();
  }

  /// Runs the program again and waits for it.
  ///
  /// @return its exit code, or 1 where JavaFX is not beside this program
  static int run(List<String> words) {
    Path javafx = folderOfThisProgram().resolve("lib").resolve("javafx");
    if (!Files.isDirectory(javafx)) {
      System.err.println(
          "The window needs JavaFX in " + javafx + ". Build it with: mvn package -DskipTests");
      return 1;
    }
    try {
      Process process = new ProcessBuilder(command(javafx, words)).inheritIO().start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "end-relaunched"));
      return process.waitFor();
    } catch (IOException e) {
      System.err.println("The window could not be started: " + e.getMessage());
      return 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  static List<String> command(Path javafx, List<String> words) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--module-path");
    command.add(javafx.toString());
    command.add("--add-modules");
    command.add("javafx.controls,javafx.fxml");
    command.add("--enable-native-access=javafx.graphics,ALL-UNNAMED");
    System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.startsWith("shardlens.") || name.startsWith("glass."))
        .sorted()
        .forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
    command.add("-classpath");
    command.add(System.getProperty("java.class.path"));
    command.add(Main.class.getName());
    command.addAll(words);
    return command;
  }

  private static Path folderOfThisProgram() {
    try {
      Path place =
          Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI())
              .toAbsolutePath();
      Path folder = place.getParent();
      return folder == null ? place : folder;
    } catch (URISyntaxException e) {
      throw new IllegalStateException("The place of this program is no place", e);
    }
  }
}
