package io.shardlens.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.execute.MovingRows.Count;
import io.shardlens.execute.MovingRows.Moved;
import io.shardlens.fixtures.ShardedServers;
import io.shardlens.jdbc.JdbcGateway;
import io.shardlens.routing.Route;
import io.shardlens.routing.Router;
import io.shardlens.routing.TopologyDiff;
import io.shardlens.sql.Identifier;
import io.shardlens.topology.KeyRange;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.NullPolicy;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.Topology;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The server counts the rows that the two routers, asked for each row, send elsewhere.
final class MovingRowsIT {
  private static final ShardId S1 = new ShardId("s1");
  private static final ShardId S2 = new ShardId("s2");
  private static final ShardId S3 = new ShardId("s3");
  private static final ShardId S4 = new ShardId("s4");

  private final ShardedServers servers = ShardedServers.get();
  private final Topology before = servers.topology();

  @Test
  void countsTheRowsOfMovedRangesButNotThoseOfOverriddenKeys() throws Exception {
    Map<List<KeyValue>, ShardId> overrides = new LinkedHashMap<>();
    overrides.put(List.of(new KeyValue.Int(90)), S1);
    overrides.put(List.of(new KeyValue.Int(420)), S2);
    check(
        new RoutingDefinition(
            "by_user",
            List.of(KeyType.BIGINT),
            List.of(),
            new RoutingRule.Range(
                List.of(
                    new KeyRange(null, new KeyValue.Int(80), S1),
                    new KeyRange(new KeyValue.Int(80), new KeyValue.Int(300), S2),
                    new KeyRange(new KeyValue.Int(300), null, S4))),
            new NullPolicy.To(S1),
            overrides),
        true);
  }

  @Test
  void countsTheRowsOfMovedValuesAndOfAllOthers() throws Exception {
    Map<KeyValue, ShardId> countries = new LinkedHashMap<>();
    countries.put(new KeyValue.Text("DE"), S2);
    countries.put(new KeyValue.Text("JP"), S3);
    check(
        new RoutingDefinition(
            "by_country",
            List.of(KeyType.TEXT),
            new RoutingRule.ListOfValues(countries, Optional.of(S1))),
        true);
  }

  @Test
  void countsTheRowsOfMovedHashBuckets() throws Exception {
    check(
        new RoutingDefinition(
            "by_text",
            List.of(KeyType.TEXT),
            RoutingRule.Buckets.postgresql(List.of(S1, S2, S3, S4, S2, S2, S1))),
        true);
  }

  @Test
  void estimatesTheRowsOfBucketsThatSqlCannotTell() throws Exception {
    check(
        new RoutingDefinition(
            "by_device",
            List.of(KeyType.INTEGER, KeyType.TEXT),
            RoutingRule.Buckets.postgresql(List.of(S2, S2, S4))),
        false);
  }

  @Test
  void saysWhyRowsWereNotCounted() {
    Topology nowhere = servers.topology("nobody");
    TopologyDiff diff =
        TopologyDiff.between(
            nowhere,
            with(
                nowhere,
                new RoutingDefinition(
                    "by_text", List.of(KeyType.TEXT), new RoutingRule.Single(S1))));
    try (JdbcGateway gateway = servers.gateway(nowhere)) {
      assertThat(new MovingRows(gateway).count(diff))
          .isNotEmpty()
          .allSatisfy(moved -> assertThat(moved.count()).isInstanceOf(Count.NotCounted.class));
    }
  }

  private void check(RoutingDefinition changed, boolean exact) throws Exception {
    Topology after = with(before, changed);
    List<Moved> counted;
    try (JdbcGateway gateway = servers.gateway(before)) {
      counted = new MovingRows(gateway).count(TopologyDiff.between(before, after));
    }
    Map<String, Long> byPlaces = new LinkedHashMap<>();
    for (Moved moved : counted) {
      String places =
          moved.table()
              + " "
              + moved.move().from().orElseThrow().shard().id()
              + " "
              + moved.move().to().map(place -> place.shard().id().value()).orElse("none");
      long rows =
          switch (moved.count()) {
            case Count.Exact(long number) -> number;
            case Count.Estimated(long number) -> number;
            case Count.NotCounted(String reason) -> throw new AssertionError(reason);
          };
      assertThat(moved.count() instanceof Count.Exact).isEqualTo(exact);
      byPlaces.merge(places, rows, Long::sum);
    }
    byPlaces.values().removeIf(rows -> rows == 0);
    Map<String, Long> expected = routedRows(after, changed.name());
    assertThat(expected).isNotEmpty();
    if (exact) {
      assertThat(byPlaces).isEqualTo(expected);
    } else {
      assertThat(byPlaces).containsOnlyKeys(expected.keySet());
      byPlaces.forEach((places, rows) -> {
        double real = (double) java.util.Objects.requireNonNull(expected.get(places));
        assertThat((double) rows).as(places).isBetween(real * 0.5, real * 2);
      });
    }
  }

  /// Every row of every table with the routing, routed by both.
  private Map<String, Long> routedRows(Topology after, String routing) throws Exception {
    Router older = new Router(before);
    Router newer = new Router(after);
    Map<String, Long> rows = new LinkedHashMap<>();
    for (TableDefinition.Sharded table : before.shardedTables()) {
      if (!table.routing().equals(routing)) {
        continue;
      }
      for (String shard : ShardedServers.SHARDS) {
        for (List<@Nullable KeyValue> key : keys(table, shard)) {
          String from = owner(older.routeTyped(table, key));
          String to = owner(newer.routeTyped(table, key));
          if (!from.equals(to) && from.equals(shard)) {
            rows.merge(table.name() + " " + from + " " + to, 1L, Long::sum);
          }
        }
      }
    }
    return rows;
  }

  private List<List<@Nullable KeyValue>> keys(TableDefinition.Sharded table, String shard)
      throws Exception {
    List<KeyType> types = before.routing(table.routing()).keyTypes();
    String columns =
        table.key().stream()
            .map(column -> Identifier.quote(column) + "::text")
            .collect(Collectors.joining(", "));
    List<List<@Nullable KeyValue>> keys = new ArrayList<>();
    try (JdbcGateway gateway = servers.gateway(before);
        ShardSession session =
            gateway.openReadOnly(new ShardId(shard), java.time.Duration.ofSeconds(20))) {
      for (@Nullable String[] row :
          SmallAnswers.rows(
              session,
              "SELECT " + columns + " FROM " + Identifier.quote(table.name()),
              List.of())) {
        List<@Nullable KeyValue> key = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
          String text = row[i];
          key.add(text == null ? null : KeyValue.parse(types.get(i), text));
        }
        keys.add(key);
      }
    }
    return keys;
  }

  private static String owner(Route route) {
    return route instanceof Route.Owned owned ? owned.shard().value() : "none";
  }

  private static Topology with(Topology topology, RoutingDefinition changed) {
    return new Topology(
        topology.name(),
        topology.environment(),
        topology.shards(),
        topology.routings().stream()
            .map(routing -> routing.name().equals(changed.name()) ? changed : routing)
            .toList(),
        topology.tables());
  }
}
