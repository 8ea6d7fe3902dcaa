package io.shardlens.topology.imports.yaml;

import io.shardlens.topology.imports.Findings;
import io.shardlens.topology.imports.ImportPlace;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The parts of a JDBC URL of PostgreSQL that a topology takes: host, port, database, user and
/// `sslmode`. Everything else of it is dropped, with a note that names what and never repeats a
/// value. No driver ever sees the URL.
///
/// @param sslMode the driver's word
record JdbcUrl(
    Optional<String> host,
    OptionalInt port,
    Optional<String> database,
    Optional<String> user,
    Optional<String> sslMode) {

  /// openGauss speaks PostgreSQL's protocol, and ShardingSphere's samples use it in its place.
  private static final Pattern URL =
      Pattern.compile(
          "jdbc:(?:postgresql|opengauss):(?://(?<servers>[^/?]*)/?)?(?<database>[^/?]*)(?:\\?(?<query>.*))?",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final Pattern SERVER =
      Pattern.compile("(?<host>\\[[^\\]]*]|[^:]*)(?::(?<port>[0-9]{1,5}))?");

  private static final Pattern PARAMETER = Pattern.compile("[A-Za-z][A-Za-z0-9_.]{0,40}");

  private static final JdbcUrl UNKNOWN =
      new JdbcUrl(
          Optional.empty(),
          OptionalInt.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /// No URL at all.
  static JdbcUrl nothing() {
    return UNKNOWN;
  }

  static JdbcUrl read(String url, ImportPlace place, Findings findings) {
    Matcher matcher = URL.matcher(url.strip());
    if (!matcher.matches()) {
      findings.notUnderstood(
          place,
          isOfAnotherDatabase(url)
              ? "This URL is that of another database system than PostgreSQL"
              : "This is no JDBC URL of PostgreSQL that can be read:"
                  + " jdbc:postgresql://host:port/database");
      return UNKNOWN;
    }
    Parameters parameters = Parameters.read(matcher.group("query"), place, findings);
    Optional<String> database =
        Optional.of(matcher.group("database"))
            .filter(name -> !name.isEmpty())
            .flatMap(JdbcUrl::decoded);
    Matcher server = server(matcher.group("servers"), place, findings);
    if (!server.matches()) {
      return new JdbcUrl(
          Optional.empty(), OptionalInt.empty(), database, parameters.user, parameters.sslMode);
    }
    String port = server.group("port");
    return new JdbcUrl(
        host(server.group("host")),
        port == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(port)),
        database,
        parameters.user,
        parameters.sslMode);
  }

  private static boolean isOfAnotherDatabase(String url) {
    String start = url.strip().toLowerCase(Locale.ROOT);
    return start.startsWith("jdbc:") && !start.startsWith("jdbc:postgresql");
  }

  /// The first server; the driver would try the others when it fails, a topology names one.
  private static Matcher server(String servers, ImportPlace place, Findings findings) {
    String list = servers == null ? "localhost" : servers;
    int at = list.lastIndexOf('@');
    if (at >= 0) {
      findings.dropped(place, "The login that stands in the URL before the host was left out");
    }
    String[] hosts = list.substring(at + 1).split(",", -1);
    if (hosts.length > 1) {
      findings.assumed(
          place, "The URL names " + hosts.length + " servers; the first of them is the shard");
    }
    return SERVER.matcher(hosts[0].strip());
  }

  /// Without a host the driver goes to this computer.
  private static Optional<String> host(String text) {
    String bare = text.startsWith("[") ? text.substring(1, text.length() - 1) : text;
    return Optional.of(bare.isEmpty() ? "localhost" : bare);
  }

  private static Optional<String> decoded(String text) {
    try {
      return Optional.of(URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// What stands after the question mark.
  private record Parameters(Optional<String> user, Optional<String> sslMode) {

    private static final int MOST = 100;

    static Parameters read(
        @org.jspecify.annotations.Nullable String query, ImportPlace place, Findings findings) {
      Optional<String> user = Optional.empty();
      Optional<String> sslMode = Optional.empty();
      if (query == null || query.isEmpty()) {
        return new Parameters(user, sslMode);
      }
      for (String parameter : query.split("&", MOST)) {
        int equals = parameter.indexOf('=');
        String name = equals < 0 ? parameter : parameter.substring(0, equals);
        String value = equals < 0 ? "" : parameter.substring(equals + 1);
        switch (name.toLowerCase(Locale.ROOT)) {
          case "user" -> user = decoded(value);
          case "sslmode" -> sslMode = decoded(value);
          case "password" -> findings.dropped(place, "The password in the URL was left out");
          default -> findings.dropped(place, dropped(name));
        }
      }
      return new Parameters(user, sslMode);
    }

    private static String dropped(String name) {
      return PARAMETER.matcher(name).matches()
          ? "The driver's parameter " + name + " was left out"
          : "A parameter of the URL was left out";
    }
  }
}
