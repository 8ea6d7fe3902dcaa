package io.shardlens.export.vectors;

import io.shardlens.export.common.NotExpressibleException;
import io.shardlens.routing.Route;
import io.shardlens.routing.RoutingStrategy;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.Topology;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Keys with their shards as CSV (RFC 4180), for the tests of the application that routes.
///
/// The columns are the key's, then `shard`, and `schema` where each tenant has one. As in
/// PostgreSQL's own CSV, a field that is empty without quotes is NULL, and of `shard` it means that
/// no shard owns the key; an empty text is `""`. The same topology gives the same lines.
public final class TestVectors {

  /// Random keys where the caller does not say how many.
  public static final int USUAL_COUNT = 1_000;

  public static final int MAXIMUM_COUNT = 1_000_000;

  private static final long SEED = 20261123;

  private final TableDefinition.Sharded table;
  private final RoutingStrategy strategy;
  private final boolean schemas;

  private TestVectors(TableDefinition.Sharded table, RoutingDefinition routing) {
    this.table = table;
    this.strategy = RoutingStrategy.of(routing);
    this.schemas = routing.rule().namesSchemas();
  }

  /// Finds out whether the shards of a table's keys follow from the topology alone.
  ///
  /// @throws NotExpressibleException where they do not
  public static void check(Topology topology, TableDefinition.Sharded table)
      throws NotExpressibleException {
    check(topology.routing(table.routing()).rule());
  }

  private static void check(RoutingRule rule) throws NotExpressibleException {
    switch (rule) {
      case RoutingRule.Directory directory ->
          throw new NotExpressibleException(
              "the shards of a directory's keys stand in the table "
                  + directory.table()
                  + " and not in the topology");
      case RoutingRule.Grouped grouped -> {
        for (RoutingRule.Group group : grouped.groups()) {
          check(group.rule());
        }
        if (grouped.otherwise().isPresent()) {
          check(grouped.otherwise().get());
        }
      }
      case RoutingRule.Ranged _,
          RoutingRule.ListOfValues _,
          RoutingRule.Tenants _,
          RoutingRule.Buckets _,
          RoutingRule.Ring _,
          RoutingRule.Rendezvous _,
          RoutingRule.Single _,
          RoutingRule.Computed _ -> {}
    }
  }

  /// The whole file.
  ///
  /// @param count how many random keys follow the edges
  /// @throws NotExpressibleException where the shards do not follow from the topology alone
  public static String of(Topology topology, TableDefinition.Sharded table, int count)
      throws NotExpressibleException {
    check(topology, table);
    RoutingDefinition routing = topology.routing(table.routing());
    TestVectors vectors = new TestVectors(table, routing);
    StringBuilder text = new StringBuilder(vectors.header());
    keys(routing, count).forEach(key -> text.append(vectors.line(key)));
    return text.toString();
  }

  /// The keys, without their shards: the edges of a routing, then random ones.
  ///
  /// @return one value per key column each; `null` is NULL
  public static Collection<List<@Nullable KeyValue>> keys(RoutingDefinition routing, int count) {
    Set<List<@Nullable KeyValue>> keys = new LinkedHashSet<>(EdgeKeys.of(routing));
    RandomKeys random = new RandomKeys(new Random(SEED));
    for (int i = 0; i < count; i++) {
      List<@Nullable KeyValue> key = new ArrayList<>();
      for (KeyType type : routing.keyTypes()) {
        key.add(random.of(type));
      }
      keys.add(key);
    }
    return keys;
  }

  private String header() {
    List<@Nullable String> names = new ArrayList<>(table.key());
    for (String name : schemas ? List.of("shard", "schema") : List.of("shard")) {
      names.add(names.contains(name) ? "expected_" + name : name);
    }
    return CsvLine.of(names);
  }

  /// The line of a key; empty for one that may lie on every shard, or whose shard nobody could
  /// tell: a test has nothing to expect of it.
  private String line(List<@Nullable KeyValue> key) {
    List<@Nullable String> fields = new ArrayList<>();
    key.forEach(value -> fields.add(value == null ? null : value.text()));
    switch (strategy.route(key)) {
      case Route.Owned owned -> {
        fields.add(owned.shard().value());
        if (schemas) {
          fields.add(owned.schema().orElse(null));
        }
      }
      case Route.Unowned _ -> {
        fields.add(null);
        if (schemas) {
          fields.add(null);
        }
      }
      case Route.Anywhere _, Route.Unknown _ -> {
        return "";
      }
    }
    return CsvLine.of(fields);
  }
}
