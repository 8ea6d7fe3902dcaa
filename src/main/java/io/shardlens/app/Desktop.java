package io.shardlens.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.application.Application;

/// The window, or, where there is no display, a tour of its screens in pictures.
final class Desktop {
  private static final String USAGE = "Usage: gui [--demo | FILE] [--screenshots FOLDER]";

  private Desktop() {}

  /// What is asked of the window: `gui [--demo | FILE] [--screenshots FOLDER]`.
  ///
  /// @param file the topology to open
  /// @param screenshots where the pictures of the tour go; their presence asks for the tour
  record Request(boolean demo, Optional<Path> file, Optional<Path> screenshots) {

    /// @throws IllegalArgumentException with a message for people
    static Request of(List<String> words) {
      boolean demo = false;
      Optional<Path> file = Optional.empty();
      Optional<Path> screenshots = Optional.empty();
      for (int i = words.isEmpty() ? 0 : 1; i < words.size(); i++) {
        String word = words.get(i);
        if (word.equals("--demo")) {
          demo = true;
        } else if (word.equals("--screenshots") && i + 1 < words.size()) {
          i++;
          screenshots = Optional.of(Path.of(words.get(i)));
        } else if (!word.startsWith("-") && file.isEmpty()) {
          file = Optional.of(Path.of(word));
        } else {
          throw new IllegalArgumentException("Not understood: " + word + ". " + USAGE);
        }
      }
      return new Request(demo, file, screenshots);
    }
  }

  /// @return the exit code
  static int run(List<String> words) {
    if (words.contains("--help") || words.contains("-h")) {
      System.out.println(USAGE);
      return 0;
    }
    Request request;
    try {
      request = Request.of(words);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      return 1;
    }
    if (Relaunch.isNeeded()) {
      return Relaunch.run(words);
    }
    boolean headless =
        isWithoutDisplay(
            System.getenv(),
            System.getProperty("os.name"),
            System.getProperty("glass.platform", ""));
    if (headless || request.screenshots().isPresent()) {
      return tour(request);
    }
    Application.launch(
        ShardlensApplication.class,
        words.stream().skip(words.isEmpty() ? 0 : 1).toArray(String[]::new));
    return 0;
  }

  private static int tour(Request request) {
    // JavaFX chooses its platform once, when the toolkit starts.
    System.setProperty("glass.platform", "Headless");
    System.setProperty("prism.order", "sw");
    System.setProperty("java.awt.headless", "true");
    try {
      Path folder = request.screenshots().orElseGet(Desktop::usualFolder);
      Files.createDirectories(folder);
      return new HeadlessTour(Composition.opener(), folder, System.out).run(request.file());
    } catch (IOException e) {
      System.err.println("The pictures could not be written: " + e.getMessage());
      return 1;
    }
  }

  /// In a checkout the build's own folder, else the one for what may go.
  private static Path usualFolder() {
    Path target = Path.of("target");
    return (Files.isDirectory(target) ? target : Path.of(System.getProperty("java.io.tmpdir")))
        .resolve("shardlens-screens");
  }

  /// Only Linux can lack a display; the other systems bring theirs.
  static boolean isWithoutDisplay(
      Map<String, String> environment, String operatingSystem, String platform) {
    if (platform.equalsIgnoreCase("Headless")) {
      return true;
    }
    return operatingSystem.toLowerCase(Locale.ROOT).contains("linux")
        && environment.getOrDefault("DISPLAY", "").isEmpty()
        && environment.getOrDefault("WAYLAND_DISPLAY", "").isEmpty();
  }
}
