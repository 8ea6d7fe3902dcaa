package io.shardlens.execute;

import io.shardlens.topology.KeyValue;
import io.shardlens.topology.NullPolicy;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.ShardId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The condition under which a key does not belong on a shard, as SQL over the key columns: true of
/// the keys that do not belong there, false or NULL of all others.
///
/// @param condition with `$1`, `$2`, … for its parameters
/// @param ranges whether it is a few ranges of one column, which an index of the column can answer
record ForeignKeys(String condition, List<Parameter> parameters, boolean ranges) {

  /// @param names the key columns, of the types that the routing declares
  /// @return empty where no SQL is known to say exactly what the router does: keys that are
  ///   prepared first, hashes that the server does not have, jump, rings, directories
  static Optional<ForeignKeys> of(RoutingDefinition routing, ShardId shard, List<String> names) {
    if (!routing.preparation().isEmpty()) {
      return Optional.empty();
    }
    List<KeyColumn> columns =
        IntStream.range(0, names.size())
            .mapToObj(i -> new KeyColumn(names.get(i), routing.keyTypes().get(i)))
            .toList();
    SqlParameters parameters = new SqlParameters();
    RuleCondition rule = new RuleCondition(shard, parameters);
    return rule.foreign(routing.rule(), columns)
        .map(foreign -> {
          boolean plain =
              routing.overrides().isEmpty() && routing.nulls() instanceof NullPolicy.AsRule;
          String condition =
              plain ? foreign : withExceptions(routing, shard, columns, foreign, parameters);
          return new ForeignKeys(
              "(" + condition + ")",
              parameters.values(),
              plain && RuleCondition.isFewRanges(routing.rule(), columns, shard));
        });
  }

  /// Overridden keys first, then NULL, then the rule.
  private static String withExceptions(
      RoutingDefinition routing,
      ShardId shard,
      List<KeyColumn> columns,
      String foreign,
      SqlParameters parameters) {
    List<String> parts = new ArrayList<>();
    List<String> ruled = new ArrayList<>();
    String anyNull = anyNull(columns);
    if (!routing.overrides().isEmpty()) {
      List<List<KeyValue>> elsewhere =
          routing.overrides().entrySet().stream()
              .filter(override -> !override.getValue().equals(shard))
              .map(Map.Entry::getKey)
              .toList();
      if (!elsewhere.isEmpty()) {
        parts.add(isOneOf(columns, elsewhere, parameters));
      }
      List<List<KeyValue>> all = List.copyOf(routing.overrides().keySet());
      ruled.add("(" + anyNull + " OR NOT " + isOneOf(columns, all, parameters) + ")");
    }
    if (!(routing.nulls() instanceof NullPolicy.AsRule)) {
      if (isForeignNull(routing.nulls(), shard)) {
        parts.add(anyNull);
      }
      ruled.add("NOT " + anyNull);
    }
    ruled.add("(" + foreign + ")");
    parts.add(String.join(" AND ", ruled));
    return String.join(" OR ", parts);
  }

  private static boolean isForeignNull(NullPolicy policy, ShardId shard) {
    return switch (policy) {
      case NullPolicy.Refuse _ -> true;
      case NullPolicy.To(ShardId owner) -> !owner.equals(shard);
      case NullPolicy.Anywhere _, NullPolicy.AsRule _ -> false;
    };
  }

  static String anyNull(List<KeyColumn> columns) {
    return columns.stream()
        .map(column -> column.sql() + " IS NULL")
        .collect(Collectors.joining(" OR ", "(", ")"));
  }

  /// @param keys one value per column each
  private static String isOneOf(
      List<KeyColumn> columns, List<List<KeyValue>> keys, SqlParameters parameters) {
    if (columns.size() == 1) {
      return "("
          + columns.getFirst().isOneOf(keys.stream().map(List::getFirst).toList(), parameters)
          + ")";
    }
    List<String> arrays = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      int column = i;
      arrays.add(
          parameters.array(
              columns.get(i).type(), keys.stream().map(key -> key.get(column)).toList()));
    }
    return "(("
        + columns.stream().map(KeyColumn::comparable).collect(Collectors.joining(", "))
        + ") IN (SELECT * FROM unnest("
        + String.join(", ", arrays)
        + ")))";
  }
}
