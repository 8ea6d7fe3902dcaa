package io.shardlens.execute;

import io.shardlens.topology.KeyRange;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.ShardId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Writes the condition under which a rule sends a key to another shard, or to none. Of other keys
/// it is false or NULL; it is joined by AND and OR only, never negated.
final class RuleCondition {

  /// Ranges up to this many are written as comparisons, which an index can answer; more are looked
  /// up in an array.
  private static final int FEW_RANGES = 50;

  /// Tuples have no array to be looked up in.
  private static final int MOST_TUPLES = 1_000;

  private final ShardId shard;
  private final SqlParameters parameters;

  RuleCondition(ShardId shard, SqlParameters parameters) {
    this.shard = shard;
    this.parameters = parameters;
  }

  /// Empty where no SQL is known to say exactly what the rule does.
  Optional<String> foreign(RoutingRule rule, List<KeyColumn> columns) {
    return switch (rule) {
      case RoutingRule.Ranged ranged when columns.size() == 1 ->
          Optional.of(ofRanges(ranged, columns.getFirst()));
      case RoutingRule.Ranged ranged -> ofTuples(ranged, columns);
      case RoutingRule.ListOfValues list -> Optional.of(ofList(list, columns.getFirst()));
      case RoutingRule.Buckets buckets when columns.size() == 1 ->
          NumberCondition.foreign(buckets, columns.getFirst(), shard, parameters);
      case RoutingRule.Grouped grouped -> ofGroups(grouped, columns);
      case RoutingRule.Single(ShardId owner) -> Optional.of(owner.equals(shard) ? "FALSE" : "TRUE");
      case RoutingRule.Buckets _,
          RoutingRule.Tenants _,
          RoutingRule.Ring _,
          RoutingRule.Rendezvous _,
          RoutingRule.Directory _,
          RoutingRule.Computed _ ->
          Optional.empty();
    };
  }

  static boolean isFewRanges(RoutingRule rule, List<KeyColumn> columns, ShardId shard) {
    return rule instanceof RoutingRule.Ranged ranged
        && columns.size() == 1
        && !columns.getFirst().type().isText()
        && own(ranged, shard).size() < FEW_RANGES;
  }

  private static List<Span<KeyValue>> own(RoutingRule.Ranged rule, ShardId shard) {
    List<Span<KeyValue>> own = new ArrayList<>();
    for (KeyRange range : rule.ranges()) {
      if (range.shard().equals(shard)) {
        own.add(new Span<>(range.from(), range.to()));
      }
    }
    return Span.joined(own);
  }

  /// What lies between the shard's own ranges, below the first and above the last, and NULL.
  private String ofRanges(RoutingRule.Ranged rule, KeyColumn column) {
    List<Span<KeyValue>> own = own(rule, shard);
    String isNull = column.sql() + " IS NULL OR ";
    if (own.size() < FEW_RANGES) {
      return isNull
          + String.join(
              " OR ",
              Span.others(own).stream().map(span -> between(List.of(column), span)).toList());
    }
    List<KeyValue> bounds = Span.bounds(own);
    return isNull
        + outside(
            column.comparable(),
            parameters.array(column.type(), bounds),
            own.getFirst().from() == null);
  }

  /// True of what lies in none of the spans of which an array holds the bounds.
  ///
  /// @param openBelow whether the first span has no lower bound
  static String outside(String value, String bounds, boolean openBelow) {
    return "width_bucket(" + value + ", " + bounds + ") % 2 = " + (openBelow ? 1 : 0);
  }

  private Optional<String> ofTuples(RoutingRule.Ranged rule, List<KeyColumn> columns) {
    List<Span<KeyValue>> own = own(rule, shard);
    if (own.size() > MOST_TUPLES) {
      return Optional.empty();
    }
    List<String> parts = new ArrayList<>();
    parts.add(ForeignKeys.anyNull(columns));
    Span.others(own).forEach(span -> parts.add(between(columns, span)));
    return Optional.of(String.join(" OR ", parts));
  }

  private String between(List<KeyColumn> columns, Span<KeyValue> span) {
    List<String> bounds = new ArrayList<>();
    if (span.from() != null) {
      bounds.add(compared(columns, ">=", span.from()));
    }
    if (span.to() != null) {
      bounds.add(compared(columns, "<", span.to()));
    }
    return bounds.isEmpty() ? "TRUE" : "(" + String.join(" AND ", bounds) + ")";
  }

  /// A bound of the first columns only stands before all tuples that begin with it, so that it is
  /// compared with just these columns.
  private String compared(List<KeyColumn> columns, String operator, KeyValue bound) {
    List<KeyValue> values =
        bound instanceof KeyValue.Tuple(List<KeyValue> tuple) ? tuple : List.of(bound);
    List<String> left = new ArrayList<>();
    List<String> right = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      left.add(columns.get(i).ordered());
      right.add(parameters.value(columns.get(i).type(), values.get(i)));
    }
    return left.size() == 1
        ? left.getFirst() + " " + operator + " " + right.getFirst()
        : "(" + String.join(", ", left) + ") " + operator + " (" + String.join(", ", right) + ")";
  }

  /// NULL belongs to the default shard.
  private String ofList(RoutingRule.ListOfValues rule, KeyColumn column) {
    boolean isDefault = rule.otherwise().filter(shard::equals).isPresent();
    List<KeyValue> listed = new ArrayList<>();
    rule.values()
        .forEach((value, owner) -> {
          if (owner.equals(shard) != isDefault) {
            listed.add(value);
          }
        });
    return isDefault
        ? column.isOneOf(listed, parameters)
        : column.sql() + " IS NULL OR " + column.isNoneOf(listed, parameters);
  }

  /// The first column picks the rule for the others; a value that no group lists, or NULL, has no
  /// shard where there is no default.
  private Optional<String> ofGroups(RoutingRule.Grouped rule, List<KeyColumn> columns) {
    KeyColumn first = columns.getFirst();
    List<KeyColumn> rest = columns.subList(1, columns.size());
    List<String> parts = new ArrayList<>();
    parts.add(first.sql() + " IS NULL");
    Set<KeyValue> seen = new LinkedHashSet<>();
    for (RoutingRule.Group group : rule.groups()) {
      List<KeyValue> values = group.values().stream().filter(seen::add).toList();
      Optional<String> inner = foreign(group.rule(), rest);
      if (inner.isEmpty()) {
        return Optional.empty();
      }
      parts.add("(" + first.isOneOf(values, parameters) + " AND (" + inner.get() + "))");
    }
    Optional<String> otherwise =
        rule.otherwise().isEmpty() ? Optional.of("TRUE") : foreign(rule.otherwise().get(), rest);
    return otherwise.map(inner -> {
      parts.add("(" + first.isNoneOf(seen, parameters) + " AND (" + inner + "))");
      return String.join(" OR ", parts);
    });
  }
}
