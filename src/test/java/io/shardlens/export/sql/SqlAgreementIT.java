package io.shardlens.export.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.export.common.NotExpressibleException;
import io.shardlens.export.vectors.TestVectors;
import io.shardlens.fixtures.EveryRouting;
import io.shardlens.fixtures.RandomSeed;
import io.shardlens.routing.Route;
import io.shardlens.routing.RoutingStrategy;
import io.shardlens.topology.Environment;
import io.shardlens.topology.KeyPreparation;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.TableName;
import io.shardlens.topology.Topology;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A server computes the exported expression for every key, and the router agrees with it.
final class SqlAgreementIT {

  /// Random keys a strategy, which its routings share; each has its edges besides.
  private static final int KEYS = RandomSeed.cases(10_000, 100_000);

  private static EmbeddedPostgres postgres;
  private static Connection connection;

  @BeforeAll
  static void startPostgres() throws IOException, SQLException {
    postgres = EmbeddedPostgres.start();
    connection = postgres.getPostgresDatabase().getConnection();
    // An expression must not depend on how a session shows or reads times.
    connection.createStatement().execute("SET DateStyle = 'ISO, DMY'; SET TimeZone = 'Asia/Tokyo'");
  }

  @AfterAll
  static void stopPostgres() throws IOException, SQLException {
    connection.close();
    postgres.close();
  }

  /// Those that SQL can say, by their names.
  static List<String> expressible() {
    return EveryRouting.list().stream()
        .filter(routing -> reason(routing).isEmpty())
        .map(RoutingDefinition::name)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("expressible")
  void theServerFindsTheShardThatTheRouterFinds(String name) throws Exception {
    RoutingDefinition routing =
        EveryRouting.list().stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow();
    Topology topology = topology(routing);
    TableDefinition.Sharded table = topology.shardedTables().getFirst();
    List<List<@Nullable KeyValue>> keys =
        new ArrayList<>(TestVectors.keys(routing, EveryRouting.share(routing, KEYS)));
    RoutingStrategy strategy = RoutingStrategy.of(routing);
    try (PreparedStatement statement =
        connection.prepareStatement(statement(routing, table, topology))) {
      for (int i = 0; i < table.key().size(); i++) {
        int column = i;
        statement.setArray(
            i + 1,
            connection.createArrayOf(
                "text", keys.stream().map(key -> text(key.get(column))).toArray()));
      }
      try (ResultSet rows = statement.executeQuery()) {
        for (List<@Nullable KeyValue> key : keys) {
          assertThat(rows.next()).isTrue();
          assertThat(Optional.ofNullable(rows.getString(1)))
              .as("seed %d: %s", RandomSeed.ofThisRun(), key)
              .isEqualTo(expected(strategy, key));
        }
      }
    }
  }

  private static @Nullable String text(@Nullable KeyValue value) {
    return value == null ? null : value.text();
  }

  /// What the expression promises: NULL where the case of a letter is not sure.
  private static Optional<String> expected(RoutingStrategy strategy, List<@Nullable KeyValue> key) {
    boolean cased =
        strategy.definition().preparation().stream()
            .anyMatch(
                step -> step == KeyPreparation.OfText.LOWER || step == KeyPreparation.OfText.UPPER);
    if (cased
        && key.getFirst() instanceof KeyValue.Text(String text)
        && text.chars().anyMatch(character -> character > 0x7f)) {
      return Optional.empty();
    }
    return strategy.route(key) instanceof Route.Owned owned
        ? Optional.of(owned.shard()).map(ShardId::value)
        : Optional.empty();
  }

  private static String statement(
      RoutingDefinition routing, TableDefinition.Sharded table, Topology topology)
      throws NotExpressibleException {
    List<String> typed = new ArrayList<>();
    for (int i = 0; i < table.key().size(); i++) {
      KeyType type = routing.keyTypes().get(i);
      String name = type == KeyType.CHAR ? "bpchar" : type.word();
      typed.add("raw_" + i + "::" + name + " AS " + SqlText.identifier(table.key().get(i)));
    }
    String raw =
        IntStream.range(0, table.key().size())
            .mapToObj(i -> "raw_" + i)
            .collect(Collectors.joining(", "));
    String arrays = raw.replaceAll("raw_[0-9]+", "?::text[]");
    return "SELECT "
        + SqlExport.expression(topology, table)
        + " FROM (SELECT "
        + String.join(", ", typed)
        + ", n FROM unnest("
        + arrays
        + ") WITH ORDINALITY AS keys ("
        + raw
        + ", n) OFFSET 0) AS rows ORDER BY n";
  }

  @Test
  void refusesWhatSqlCannotSayExactlyWithAReason() {
    Set<String> reasons =
        EveryRouting.list().stream()
            .flatMap(routing -> reason(routing).stream())
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(reasons)
        .containsExactly(
            "Java's hashCode of a text takes a loop in SQL",
            "Plain SQL cannot compute hex_mod as it is meant here",
            "PostgreSQL cannot encode every text in latin1",
            "PostgreSQL cannot encode every text in utf-16be",
            "PostgreSQL cannot encode every text in utf-16le",
            "PostgreSQL has no crc16 without an extension",
            "PostgreSQL has no crc32 without an extension",
            "PostgreSQL has no crc32c without an extension",
            "PostgreSQL has no fnv1a-32 without an extension",
            "PostgreSQL has no fnv1a-64 without an extension",
            "PostgreSQL has no murmur3-128 without an extension",
            "PostgreSQL has no murmur3-32 without an extension",
            "PostgreSQL has no sha1 without an extension",
            "PostgreSQL has no siphash-2-4 without an extension",
            "PostgreSQL has no xxhash64 without an extension",
            "the Unicode normalisation of a server is that of its version",
            "the jump hash takes a loop in SQL");
  }

  private static Optional<String> reason(RoutingDefinition routing) {
    Topology topology = topology(routing);
    try {
      SqlExport.check(topology, topology.shardedTables().getFirst());
      return Optional.empty();
    } catch (NotExpressibleException refused) {
      return Optional.of(refused.reason());
    }
  }

  private static Topology topology(RoutingDefinition routing) {
    // Names that a careless expression would take for its own.
    List<String> columns =
        List.of("number", "Key \"2\"", "hashed").subList(0, routing.keyTypes().size());
    return new Topology(
        "test",
        Environment.DEV,
        List.of(),
        List.of(routing),
        List.of(
            new TableDefinition.Sharded(new TableName("public", "rows"), columns, routing.name())));
  }
}
