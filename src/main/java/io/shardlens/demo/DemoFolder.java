package io.shardlens.demo;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// Where the demo keeps its servers, its data and its passwords: the system's place for what can be
/// made again at any time.
///
/// @param root absolute; need not exist yet
public record DemoFolder(Path root) {

  /// Names the folder instead of the system's convention.
  public static final String PROPERTY = "shardlens.cache";

  public DemoFolder {
    root = root.toAbsolutePath().normalize();
  }

  /// The folder of the system property `shardlens.cache`, else that of the system:
  /// `$XDG_CACHE_HOME/shardlens`, `~/Library/Caches/Shardlens` or `%LOCALAPPDATA%\Shardlens\cache`.
  public static DemoFolder standard() {
    return of(System.getProperties(), System.getenv());
  }

  static DemoFolder of(Properties properties, Map<String, String> environment) {
    String chosen = properties.getProperty(PROPERTY);
    if (chosen != null && !chosen.isBlank()) {
      return new DemoFolder(Path.of(chosen));
    }
    String system = properties.getProperty("os.name", "");
    Path home = Path.of(properties.getProperty("user.home", "."));
    if (system.startsWith("Mac")) {
      return new DemoFolder(home.resolve("Library/Caches/Shardlens"));
    }
    if (system.startsWith("Windows")) {
      Path local = absolute(environment.get("LOCALAPPDATA"), home.resolve("AppData/Local"));
      return new DemoFolder(local.resolve("Shardlens").resolve("cache"));
    }
    Path cache = absolute(environment.get("XDG_CACHE_HOME"), home.resolve(".cache"));
    return new DemoFolder(cache.resolve("shardlens"));
  }

  /// The XDG specification asks that relative values be ignored.
  private static Path absolute(@Nullable String value, Path otherwise) {
    return value != null && Path.of(value).isAbsolute() ? Path.of(value) : otherwise;
  }

  /// PostgreSQL's programs, one folder a version.
  public Path binaries() {
    return root.resolve("postgresql");
  }

  /// Everything of the demo cluster.
  Path cluster() {
    return root.resolve("demo");
  }

  /// The folder of one server.
  Path server(int index) {
    return cluster().resolve("server-" + (index + 1));
  }

  /// Passwords of the demo's roles, in the format of `.pgpass`, mode 0600.
  public Path passFile() {
    return cluster().resolve("pgpass");
  }

  /// The topology files of the demo, with the ports that the servers really have.
  public Path topologies() {
    return cluster().resolve("topologies");
  }

  /// Names the ports of a running cluster; there only while it runs.
  Path running() {
    return cluster().resolve("running.properties");
  }

  /// Held by the application that owns the servers.
  Path lock() {
    return cluster().resolve("lock");
  }

  /// Written last when the data is complete; says what data it is.
  Path complete() {
    return cluster().resolve("complete");
  }
}
