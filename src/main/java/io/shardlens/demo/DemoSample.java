package io.shardlens.demo;

import io.shardlens.execute.ShardlensException;
import io.shardlens.jdbc.MaintenanceConnection;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A sample topology and the databases behind it. The database at place n lies on server n.
///
/// Which shard owns a user is said here a second time, apart from the topology file and from
/// `routing`: were it taken from there, a wrong route would build data that agrees with it.
enum DemoSample {
  RANGES(
      "users-range.json", List.of("users_europe", "users_asia", "users_americas", "users_africa")),
  TWO_REGIONS("users-two-regions.json", List.of("regions_europe", "regions_asia")),
  HASH("users-hash.json", List.of("hash_0", "hash_1", "hash_2", "hash_3")),
  BY_COUNTRY(
      "users-by-country.json",
      List.of("country_europe", "country_asia", "country_americas", "country_africa"));

  /// How many servers the samples need.
  static final int SERVERS = 4;

  private static final Pattern PORT = Pattern.compile("\"port\": (\\d+)");

  private static final int RANGE = 50_000;
  private static final List<String> LABELS = List.of("Europe", "Asia", "Americas", "Africa");

  /// Regions without a shard of their own; all others are Europe's.
  private static final Map<String, Integer> SHARD_OF_REGION =
      Map.of("Asia", 1, "Oceania", 1, "Americas", 2, "Africa", 3);

  private final String file;

  @SuppressWarnings("ImmutableEnumChecker") // always a List.of
  private final List<String> databases;

  DemoSample(String file, List<String> databases) {
    this.file = file;
    this.databases = databases;
  }

  /// The name of the topology file.
  String file() {
    return file;
  }

  List<String> databases() {
    return databases;
  }

  boolean usesServer(int server) {
    return server < databases.size();
  }

  /// What people call a server: the label of its shard in the main sample.
  static String label(int server) {
    return LABELS.get(server);
  }

  /// Where orders are routed by the country of their user, they carry it.
  boolean ordersCarryCountry() {
    return this == BY_COUNTRY;
  }

  /// The text of the topology file with the ports that the servers have.
  String topology(List<Integer> ports) {
    return PORT.matcher(asShipped())
        .replaceAll(match ->
            "\"port\": " + ports.get(Integer.parseInt(match.group(1)) - DemoCluster.FIRST_PORT));
  }

  private String asShipped() {
    String resource = "/sample-topologies/" + file;
    try (InputStream stream =
        Objects.requireNonNull(DemoSample.class.getResourceAsStream(resource), resource)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The users that one shard owns.
  ///
  /// @param connection to any database; PostgreSQL is asked for its own hash rule
  LongPredicate owned(int shard, DemoData data, MaintenanceConnection connection)
      throws ShardlensException {
    int last = databases.size() - 1;
    return switch (this) {
      case RANGES, TWO_REGIONS -> id -> Math.min(id / RANGE, last) == shard;
      case HASH -> ownedByHash(shard, data, connection)::contains;
      case BY_COUNTRY -> {
        Set<String> countries =
            data.countries().stream()
                .filter(country -> SHARD_OF_REGION.getOrDefault(country.region(), 0) == shard)
                .map(Names.Country::code)
                .collect(Collectors.toSet());
        yield id -> countries.contains(data.country(id));
      }
    };
  }

  private Set<Long> ownedByHash(int remainder, DemoData data, MaintenanceConnection connection)
      throws ShardlensException {
    connection.execute(
        """
        CREATE TEMPORARY TABLE hash_rule (id bigint) PARTITION BY HASH (id);
        CREATE TEMPORARY TABLE candidate (id bigint)
        """);
    connection.copyIn(
        "COPY candidate FROM STDIN",
        sink -> {
          for (long id : data.userIds().toArray()) {
            sink.append(Long.toString(id)).append('\n');
          }
        });
    List<List<String>> rows =
        connection.queryRows(
            "SELECT id FROM candidate WHERE satisfies_hash_partition('hash_rule'::regclass, "
                + databases.size()
                + ", "
                + remainder
                + ", id)");
    Set<Long> ids = new HashSet<>();
    rows.forEach(row -> ids.add(Long.valueOf(row.getFirst())));
    connection.execute("DROP TABLE hash_rule, candidate");
    return ids;
  }
}
