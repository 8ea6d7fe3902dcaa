package io.shardlens.topology.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.shardlens.topology.TopologyProblem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Files that someone sends to do harm: to load a class, to read a file, to reach another server,
/// to eat memory or time, to lie to the reader's eyes. Each is refused, at its place, and what it
/// holds is not repeated.
final class HostileTopologyTest {
  private static final String CANARY = "c4n4ry";

  private static final String RIGHT =
      """
      { "version": 1, "name": "users",
        "shards": [
          { "id": "a", "host": "db-a", "port": 5432, "database": "da", "user": "ua" },
          { "id": "b", "host": "db-b", "database": "db", "user": "ub" } ],
        "routings": {
          "r": { "strategy": "range", "keyTypes": ["bigint"], "ranges": [ { "to": 5, "shard": "a" }, { "from": 5, "shard": "b" } ] } },
        "tables": [ { "name": "users", "kind": "sharded", "key": ["id"], "routing": "r" } ] }
      """;

  /// Properties of the driver that load classes, read or write files, or reach other servers, and
  /// other ways to ask for them.
  static Stream<Arguments> driverProperties() {
    return Stream.of(
            "socketFactory",
            "socketFactoryArg",
            "sslfactory",
            "sslfactoryarg",
            "sslhostnameverifier",
            "authenticationPluginClassName",
            "xmlFactoryFactory",
            "connectExecutor",
            "classLoaderStrategy",
            "jaasApplicationName",
            "kerberosServerName",
            "loggerFile",
            "loggerLevel",
            "sslcert",
            "sslkey",
            "sslrootcert",
            "sslRootCert",
            "service",
            "options",
            "localSocketAddress",
            "properties",
            "preferQueryMode",
            "driverClassName",
            "dataSource",
            "currentSchema",
            "hostaddr",
            "include",
            "$ref",
            "__proto__",
            "@type",
            "extends")
        .map(
            name -> inShard("\"" + name + "\": \"../../" + CANARY + "\"", "/" + name, "no member"));
  }

  static Stream<Arguments> urlsAndSecrets() {
    return Stream.of(
        inShard("\"jdbcUrl\": \"jdbc:postgresql://h/d?socketFactory=C4n4ry\"", "/jdbcUrl", "URL"),
        inShard("\"url\": \"postgres://u:c4n4ry@h/d\"", "/url", "URLs"),
        inShard("\"dsn\": \"c4n4ry\"", "/dsn", "URLs"),
        inShard("\"connectionString\": \"c4n4ry\"", "/connectionString", "URLs"),
        inShard("\"password\": \"c4n4ry\"", "/password", "no secrets"),
        inShard("\"sslpassword\": \"c4n4ry\"", "/sslpassword", "no secrets"),
        inShard("\"sslpasswordcallback\": \"c4n4ry\"", "/sslpasswordcallback", "no secrets"),
        inShard("\"PGPASSWORD\": \"c4n4ry\"", "/PGPASSWORD", "no secrets"),
        inShard("\"apiToken\": \"c4n4ry\"", "/apiToken", "no secrets"),
        inShard("\"label\": \"postgres://u:c4n4ry@h/d\"", "/label", "URL or a password"),
        replaced("\"users\",", "\"u:c4n4ry@h\",", "/name", "URL or a password"),
        replaced("\"da\"", "\"password=c4n4ry\"", "/shards/0/database", "URL or a password"),
        replaced("\"ua\"", "\"ua:c4n4ry@db\"", "/shards/0/user", "URL or a password"));
  }

  /// The driver parses what a data source is given as a host once more.
  static Stream<Arguments> hosts() {
    return Stream.of(
            "h/db?socketFactory=x&",
            "h?socketFactory=x",
            "h,evil.example",
            "h:5432",
            "[::1]",
            "h\\nevil",
            "h\\u0000",
            "h#x",
            "h;x",
            "h%2fdb",
            "/var/run/postgresql",
            "@abstract",
            "\\\\\\\\server\\\\share",
            "file:///etc/passwd",
            "h\\u202e",
            "ｈｏｓｔ",
            "-h",
            "h-",
            " h",
            "h".repeat(254))
        .map(host -> replaced("\"db-a\"", "\"" + host + "\"", "/shards/0/host", "\"host\" "));
  }

  static Stream<Arguments> otherValues() {
    return Stream.of(
        replaced("5432", "-1", "/shards/0/port", "1 to 65535"),
        replaced("5432", "65536", "/shards/0/port", "1 to 65535"),
        replaced("5432", "5432.0", "/shards/0/port", "1 to 65535"),
        replaced("5432", "1e400", "/shards/0/port", "1 to 65535"),
        replaced("5432", "\"5432\"", "/shards/0/port", "a number"),
        replaced("\"da\"", "\"d\\u0000\"", "/shards/0/database", "control"),
        replaced("\"da\"", "\"" + "d".repeat(64) + "\"", "/shards/0/database", "63 bytes"),
        replaced("\"da\"", "{ \"$ne\": 1 }", "/shards/0/database", "a text, not an object"),
        inShard("\"sslMode\": \"prefer\"", "/sslMode", "\"prefer\" is not"),
        inShard("\"sslMode\": \"allow\"", "/sslMode", "\"allow\" is not"),
        inShard("\"sslMode\": \"DISABLE\"", "/sslMode", "\"disable\"?"),
        replaced("\"version\": 1", "\"version\": 2", "/version", "another Shardlens"),
        replaced("\"version\": 1", "\"version\": 1.0", "/version", "the number 1"));
  }

  static Stream<Arguments> namesThatSpoof() {
    return Stream.of(
        inShard("\"label\": \"a\\u202eb\"", "/label", "writing direction"),
        inShard("\"label\": \"a\\u2066b\"", "/label", "writing direction"),
        inShard("\"label\": \"\\u001b]0;x\\u0007\"", "/label", "control character"),
        inShard("\"label\": \"a\\u0085b\"", "/label", "control character"),
        inShard("\"label\": \"\\ufeff\"", "/label", "writing direction"),
        inShard("\"label\": \"" + "x".repeat(10_000) + "\"", "/label", "longer than 200"),
        inShard("\"label\": \" \\t \"", "/label", "must not be empty"),
        replaced("\"id\": \"b\"", "\"id\": \"a\"", "/shards/1/id", "is taken"),
        replaced("\"id\": \"b\"", "\"id\": \"b,a\"", "/shards/1/id", "no comma"),
        replaced("\"r\": {", "\"r\\u001b[2J\": {", "/routings/r\\u001b[2J", "control"),
        replaced("\"users\", \"kind\"", "\"a.b.c\", \"kind\"", "/tables/0/name", "schema.table"));
  }

  static Stream<Arguments> greedyFiles() {
    return Stream.of(
        arguments("[".repeat(5_000), null, "more than 32 deep"),
        arguments("{\"a\":".repeat(5_000), "/a".repeat(32), "more than 32 deep"),
        replaced("\"users\",", "\"" + "x".repeat(70_000) + "\",", "/name", "longer than 65536"),
        replaced("5432", "9".repeat(65), "/shards/0/port", "A number is longer"),
        replaced("\"tables\"", "\"" + "n".repeat(2_000) + "\"", "", "A member's name is longer"),
        replaced(
            "[ { \"name\"", "[" + "0,".repeat(500_001) + "{ \"name\"", null, "more than 500000"),
        replaced("\"name\": \"users\",", "\"name\": \"x\", \"name\": \"users\",", "/name", "twice"),
        replaced("\"port\": 5432", "\"host\": \"evil\", \"port\": 5432", "/shards/0/host", "twice"),
        replaced("5432", "NaN", "/shards/0/port", "not JSON"),
        replaced("5432", "Infinity", "/shards/0/port", "not JSON"),
        replaced("5432", "0x1538", "/shards/0/port", "not JSON"),
        replaced("5432", "05432", "/shards/0/port", "not JSON"),
        arguments(RIGHT + "{}", "", "Text follows"),
        arguments(RIGHT + " ".repeat(4 * 1024 * 1024), "", "larger than 4 MiB"),
        arguments("&anchor [*anchor]", "", "not JSON"),
        arguments("!!javax.script.ScriptEngineManager []", "", "not JSON"),
        arguments("", "", "is empty"));
  }

  static Stream<Arguments> greedyRoutings() {
    return Stream.of(
        routing(
            "\"strategy\": \"modulo\", \"keyTypes\": [\"bigint\"], \"modulus\": 2147483647,"
                + " \"remainder\": \"floor\", \"shards\": [\"a\"]",
            "/modulus",
            "1 to 1048576"),
        routing(
            "\"strategy\": \"interval\", \"keyTypes\": [\"date\"], \"from\": \"4713-01-01 BC\","
                + " \"to\": \"5874897-12-31\", \"every\": \"1 day\", \"shards\": [\"a\"]",
            "/every",
            "more than 10000"),
        routing(
            "\"strategy\": \"volume\", \"keyTypes\": [\"bigint\"], \"lower\": 0, \"upper\":"
                + " \"9223372036854775807\", \"volume\": 1, \"shards\": [\"a\"]",
            "/volume",
            "more than 100000"),
        routing(
            "\"strategy\": \"ring\", \"keyTypes\": [\"text\"], \"function\": \"crc32\", \"label\":"
                + " \"{shard}{point}\", \"labels\": 100001, \"shards\": [\"a\"]",
            "/labels",
            "1 to 100000"),
        routing(
            "\"strategy\": \"hash\", \"keyTypes\": [\"text\"], \"function\": \"javax.crypto.Mac\","
                + " \"modulus\": 1, \"shards\": [\"a\"]",
            "/function",
            "is not"),
        routing(
            "\"strategy\": \"expression\", \"keyTypes\": [\"bigint\"], \"expression\": \""
                + "(".repeat(900)
                + "\", \"shards\": [\"a\"]",
            "/expression",
            "character"),
        routing(
            "\"strategy\": \"expression\", \"keyTypes\": [\"bigint\"], \"expression\": \""
                + "key+".repeat(30_000).substring(0, 60_000)
                + "key\", \"shards\": [\"a\"]",
            "/expression",
            "at most 1000 characters"),
        routing(
            "\"strategy\": \"expression\", \"keyTypes\": [\"bigint\"], \"expression\":"
                + " \"T(java.lang.Runtime).getRuntime()\", \"shards\": [\"a\"]",
            "/expression",
            "character"),
        routing(
            "\"strategy\": \"list\", \"keyTypes\": [\"timestamptz\"], \"zone\":"
                + " \"../../../etc/localtime\", \"values\": [ { \"shard\": \"a\", \"in\":"
                + " [\"2024-01-01\"] } ]",
            "/zone",
            "No time zone"),
        routing(
            "\"strategy\": \"tenants\", \"keyTypes\": [\"text\"], \"tenants\": [ { \"in\": [\"x\"],"
                + " \"shard\": \"a\", \"schema\": \"s\\u0000\" } ]",
            "/tenants/0/schema",
            "control"),
        routing(
            "\"strategy\": \"directory\", \"keyTypes\": [\"text\"], \"shard\": \"a\", \"table\":"
                + " \"t; DROP TABLE users\\u0000\", \"key\": [\"k\"], \"column\": \"c\"",
            "/table",
            "control"));
  }

  /// All cases: the file, the pointer or `null` where it is known by its beginning only, the
  /// message.
  static Stream<Arguments> hostile() {
    return Stream.of(
            driverProperties(),
            urlsAndSecrets(),
            hosts(),
            otherValues(),
            namesThatSpoof(),
            greedyFiles(),
            greedyRoutings())
        .flatMap(cases -> cases);
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void refusesWithoutHarm(
      String text, @org.jspecify.annotations.Nullable String pointer, String message) {
    ReadResult result = new TopologyReader().read(text.getBytes(StandardCharsets.UTF_8));

    assertThat(result).isInstanceOf(ReadResult.Refused.class);
    List<TopologyProblem> problems = ((ReadResult.Refused) result).problems();
    assertThat(problems)
        .as("%s", problems)
        .anySatisfy(problem -> {
          if (pointer != null) {
            assertThat(problem.pointer()).isEqualTo(pointer);
          }
          assertThat(problem.message()).contains(message);
        });
    assertThat(problems.toString()).doesNotContainIgnoringCase(CANARY);
    assertThat(problems)
        .allSatisfy(problem -> {
          assertThat(problem.toString().codePoints()).noneMatch(Shown::isUnfitForDisplay);
          assertThat(problem.toString().length()).isLessThan(1_000);
        });
  }

  private static Arguments inShard(String member, String pointer, String message) {
    return replaced("\"port\": 5432", "\"port\": 5432, " + member, "/shards/0" + pointer, message);
  }

  private static Arguments replaced(
      String find,
      String replacement,
      @org.jspecify.annotations.Nullable String pointer,
      String message) {
    assertThat(RIGHT).contains(find);
    int start = RIGHT.indexOf(find);
    return arguments(
        RIGHT.substring(0, start) + replacement + RIGHT.substring(start + find.length()),
        pointer,
        message);
  }

  private static Arguments routing(String members, String pointer, String message) {
    return replaced(
        "\"r\": {", "\"x\": { " + members + " }, \"r\": {", "/routings/x" + pointer, message);
  }
}
