package io.shardlens.export.sql;

import io.shardlens.export.common.NotExpressibleException;
import io.shardlens.export.common.NullKeys;
import io.shardlens.export.common.RoutingWords;
import io.shardlens.routing.Route;
import io.shardlens.routing.RoutingStrategy;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.NullPolicy;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.Topology;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Writes SQL expressions.
public final class SqlExport {

  private SqlExport() {}

  /// Finds out whether SQL can say a table's routing exactly.
  ///
  /// @throws NotExpressibleException where it cannot
  public static void check(Topology topology, TableDefinition.Sharded table)
      throws NotExpressibleException {
    expression(topology, table);
  }

  /// An expression for each table, with comments before it.
  ///
  /// @throws NotExpressibleException where SQL cannot say the routing of one of the tables
  public static String of(Topology topology, List<TableDefinition.Sharded> tables)
      throws NotExpressibleException {
    List<String> parts = new ArrayList<>();
    for (TableDefinition.Sharded table : tables) {
      StringBuilder text = new StringBuilder();
      for (String line : words(topology.routing(table.routing()), table)) {
        text.append("-- ").append(SqlText.comment(line)).append('\n');
      }
      parts.add(text + expression(topology, table) + "\n");
    }
    return String.join("\n", parts);
  }

  private static List<String> words(RoutingDefinition routing, TableDefinition.Sharded table) {
    List<String> words = new ArrayList<>();
    words.add("The shard of a row of " + table.name() + ", for PostgreSQL 14 and later.");
    words.addAll(RoutingWords.of(routing));
    words.add("The result is NULL where no shard owns the key.");
    if (routing.rule() instanceof RoutingRule.Tenants) {
      words.add("The schema of a tenant is not part of it.");
    }
    if (routing.rule() instanceof RoutingRule.Computed) {
      words.add("It fails where the expression has no value, as after a division by zero.");
    }
    if (routing.preparation().stream().anyMatch(SqlPreparation::isOfCase)) {
      words.add(
          "It is NULL, too, where a key has letters beyond ASCII, whose case differs from version"
              + " to version.");
    }
    return words;
  }

  /// The expression over the key columns.
  ///
  /// @throws NotExpressibleException where SQL cannot say the routing
  public static String expression(Topology topology, TableDefinition.Sharded table)
      throws NotExpressibleException {
    RoutingDefinition routing = topology.routing(table.routing());
    List<SqlKey> key = new ArrayList<>();
    for (int i = 0; i < table.key().size(); i++) {
      key.add(new SqlKey(SqlText.identifier(table.key().get(i)), routing.keyTypes().get(i)));
    }
    boolean nullable = key.size() > 1 && NullKeys.goThrough(routing);
    SqlCase cases = new SqlCase("");
    if (!nullable) {
      cases.when(SqlRule.isNull(key), ofNull(routing));
    }
    routing
        .overrides()
        .forEach((values, shard) -> cases.when(equal(key, values), SqlRule.shard(shard)));
    return cases.otherwise(ruled(routing, key, nullable));
  }

  /// The rule over the prepared key.
  private static String ruled(RoutingDefinition routing, List<SqlKey> key, boolean nullable)
      throws NotExpressibleException {
    if (routing.preparation().isEmpty()) {
      return new SqlRule(key, nullable).of(routing.rule());
    }
    SqlSteps steps = new SqlSteps();
    List<SqlKey> prepared =
        List.of(new SqlPreparation(steps).applied(routing.preparation(), key.getFirst()));
    return steps.select(
        new SqlCase("")
            .when(SqlRule.isNull(prepared), "NULL")
            .otherwise(new SqlRule(prepared, false).of(routing.rule())));
  }

  /// The shard of a key with a NULL in it; of one column the router knows it.
  private static String ofNull(RoutingDefinition routing) {
    return switch (routing.nulls()) {
      case NullPolicy.To(ShardId shard) -> SqlRule.shard(shard);
      case NullPolicy.Refuse _, NullPolicy.Anywhere _ -> "NULL";
      case NullPolicy.AsRule _ -> {
        List<@Nullable KeyValue> key =
            Collections.nCopies(routing.keyTypes().size(), (@Nullable KeyValue) null);
        yield RoutingStrategy.of(routing).route(key) instanceof Route.Owned owned
            ? SqlRule.shard(owned.shard())
            : "NULL";
      }
    };
  }

  private static String equal(List<SqlKey> key, List<KeyValue> values) {
    return IntStream.range(0, key.size())
        .mapToObj(
            i -> key.get(i).compared() + " = " + SqlText.literal(key.get(i).type(), values.get(i)))
        .collect(Collectors.joining(" AND "));
  }
}
