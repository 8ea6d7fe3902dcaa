package io.shardlens.execute;

import io.shardlens.topology.KeyRange;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.NullPolicy;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.ShardId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The condition under which a key does not belong on a shard, as SQL over the key column.
///
/// @param condition with `$1`, `$2`, … for its parameters
record ForeignKeys(String condition, List<Parameter> parameters) {

  /// @param column the quoted key column
  /// @return empty where the routing cannot be turned round: a hash, or a rule with exceptions
  static Optional<ForeignKeys> of(RoutingDefinition routing, ShardId shard, String column) {
    boolean plain =
        routing.keyTypes().size() == 1
            && routing.preparation().isEmpty()
            && routing.overrides().isEmpty()
            && routing.nulls() instanceof NullPolicy.AsRule;
    if (!plain) {
      return Optional.empty();
    }
    return switch (routing.rule()) {
      case RoutingRule.Ranged range ->
          Optional.of(ofRange(range, routing.keyTypes().getFirst(), shard, column));
      case RoutingRule.ListOfValues list -> Optional.of(ofList(list, shard, column));
      case RoutingRule.Buckets _,
          RoutingRule.Tenants _,
          RoutingRule.Ring _,
          RoutingRule.Rendezvous _,
          RoutingRule.Directory _,
          RoutingRule.Grouped _,
          RoutingRule.Single _,
          RoutingRule.Computed _ ->
          Optional.empty();
    };
  }

  /// What lies between the shard's own ranges, below the first and above the last, and NULL.
  private static ForeignKeys ofRange(
      RoutingRule.Ranged routing, KeyType type, ShardId shard, String column) {
    // Ranges of text are by bytes, whatever the column's own collation.
    String key = type.isText() ? column + " COLLATE \"C\"" : column;
    List<String> parts = new ArrayList<>();
    List<Parameter> parameters = new ArrayList<>();
    parts.add(column + " IS NULL");
    KeyValue from = null;
    boolean open = true;
    for (KeyRange own : routing.ranges()) {
      if (!own.shard().equals(shard)) {
        continue;
      }
      KeyValue to = own.from();
      if (to != null && !to.equals(from)) {
        parts.add(between(key, from, to, parameters));
      }
      from = own.to();
      open = from != null;
    }
    if (open) {
      parts.add(from == null ? "TRUE" : between(key, from, null, parameters));
    }
    return new ForeignKeys("(" + String.join(" OR ", parts) + ")", List.copyOf(parameters));
  }

  private static String between(
      String key, @Nullable KeyValue from, @Nullable KeyValue to, List<Parameter> parameters) {
    List<String> bounds = new ArrayList<>();
    if (from != null) {
      parameters.add(new Parameter.Text(from.text()));
      bounds.add(key + " >= $" + parameters.size());
    }
    if (to != null) {
      parameters.add(new Parameter.Text(to.text()));
      bounds.add(key + " < $" + parameters.size());
    }
    return "(" + String.join(" AND ", bounds) + ")";
  }

  private static ForeignKeys ofList(
      RoutingRule.ListOfValues routing, ShardId shard, String column) {
    boolean otherwise = routing.otherwise().filter(shard::equals).isPresent();
    List<@Nullable String> listed = new ArrayList<>();
    routing
        .values()
        .forEach((value, owner) -> {
          if (owner.equals(shard) != otherwise) {
            listed.add(value.text());
          }
        });
    // As text a char has no trailing blanks, and every other key its canonical form.
    String key = column + "::text COLLATE \"C\"";
    String condition =
        otherwise
            ? key + " = ANY ($1::text[])"
            : "(" + column + " IS NULL OR " + key + " <> ALL ($1::text[]))";
    return new ForeignKeys(condition, List.of(new Parameter.TextArray(listed)));
  }
}
