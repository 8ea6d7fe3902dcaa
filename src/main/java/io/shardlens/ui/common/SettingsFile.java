package io.shardlens.ui.common;

import io.shardlens.topology.Environment;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The file of [Settings]: read leniently, as losing it is no loss worth a message, and written
/// whole or not at all, readable by its owner only.
public final class SettingsFile {
  private static final Logger LOG = LoggerFactory.getLogger(SettingsFile.class);

  private final Path path;

  public SettingsFile(Path path) {
    this.path = path;
  }

  /// The place by the system's convention: `$XDG_STATE_HOME` on Linux, `Library/Application
  /// Support` on macOS, `%APPDATA%` on Windows.
  public static Path usualPlace(
      Map<String, String> environment, String operatingSystem, Path home) {
    String system = operatingSystem.toLowerCase(Locale.ROOT);
    Path folder;
    if (system.contains("win") && !system.contains("darwin")) {
      folder = absolute(environment.get("APPDATA"), home.resolve("AppData").resolve("Roaming"));
    } else if (system.contains("mac")) {
      folder = home.resolve("Library").resolve("Application Support");
    } else {
      folder = absolute(environment.get("XDG_STATE_HOME"), home.resolve(".local").resolve("state"));
    }
    return folder.resolve("shardlens").resolve("window.properties");
  }

  private static Path absolute(@org.jspecify.annotations.Nullable String path, Path otherwise) {
    return path != null && Path.of(path).isAbsolute() ? Path.of(path) : otherwise;
  }

  /// The settings; those of a first start where there is no file, or none that can be read.
  public Settings load() {
    Properties properties = new Properties();
    if (!Files.exists(path)) {
      return Settings.FIRST_START;
    }
    try (Reader reader = new StringReader(Files.readString(path))) {
      properties.load(reader);
      return settings(properties);
    } catch (IOException | IllegalArgumentException | DateTimeException e) {
      LOG.warn(
          "The settings of the window in {} cannot be read; starting afresh: {}",
          path,
          e.toString());
      return Settings.FIRST_START;
    }
  }

  /// Writes beside the file and renames over it, so that a reader never sees half of it.
  public synchronized void save(Settings settings) throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path draft = Files.createTempFile(folder, path.getFileName().toString(), ".draft");
    try {
      if (Files.getFileStore(draft).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
      }
      StringWriter text = new StringWriter();
      properties(settings).store(text, "What the window of Shardlens remembers");
      Files.writeString(draft, text.toString());
      Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static Properties properties(Settings settings) {
    Properties properties = new Properties();
    properties.setProperty("theme", settings.theme().name());
    settings
        .bounds()
        .ifPresent(bounds ->
            properties.setProperty(
                "window",
                bounds.x()
                    + " "
                    + bounds.y()
                    + " "
                    + bounds.width()
                    + " "
                    + bounds.height()
                    + " "
                    + bounds.maximised()));
    properties.setProperty(
        "last",
        switch (settings.last()) {
          case Settings.Last.Nothing nothing -> "";
          case Settings.Last.Demo demo -> "demo";
          case Settings.Last.File file -> "file " + file.path();
        });
    for (int i = 0; i < settings.recents().size(); i++) {
      Settings.Recent recent = settings.recents().get(i);
      String key = "recent." + i + ".";
      properties.setProperty(key + "file", recent.file().toString());
      properties.setProperty(key + "name", recent.name());
      properties.setProperty(key + "environment", recent.environment().word());
      properties.setProperty(key + "summary", recent.summary());
      properties.setProperty(key + "opened", recent.opened().toString());
    }
    return properties;
  }

  private static Settings settings(Properties properties) {
    List<Settings.Recent> recents = new ArrayList<>();
    for (int i = 0; properties.getProperty("recent." + i + ".file") != null; i++) {
      String key = "recent." + i + ".";
      recents.add(
          new Settings.Recent(
              Path.of(properties.getProperty(key + "file")),
              properties.getProperty(key + "name", ""),
              Environment.ofWord(properties.getProperty(key + "environment", ""))
                  .orElse(Environment.DEV),
              properties.getProperty(key + "summary", ""),
              Instant.parse(properties.getProperty(key + "opened", ""))));
    }
    return new Settings(
        Theme.Choice.valueOf(properties.getProperty("theme", "SYSTEM")),
        bounds(properties.getProperty("window", "")),
        last(properties.getProperty("last", "")),
        recents);
  }

  private static Optional<Settings.Bounds> bounds(String text) {
    String[] parts = text.split(" ", -1);
    if (parts.length != 5) {
      return Optional.empty();
    }
    return Optional.of(
        new Settings.Bounds(
            Double.parseDouble(parts[0]),
            Double.parseDouble(parts[1]),
            Double.parseDouble(parts[2]),
            Double.parseDouble(parts[3]),
            Boolean.parseBoolean(parts[4])));
  }

  private static Settings.Last last(String text) {
    if (text.equals("demo")) {
      return new Settings.Last.Demo();
    }
    return text.startsWith("file ")
        ? new Settings.Last.File(Path.of(text.substring("file ".length())))
        : new Settings.Last.Nothing();
  }
}
