package io.shardlens.routing;

import io.shardlens.topology.KeyValue;
import io.shardlens.topology.NullPolicy;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.RoutingRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Compares groups: values of the first column that have the same two rules, an older and a newer
/// one, by these rules.
record GroupMoves(ShardMatch shards, RoutingDefinition before, RoutingDefinition after) {

  /// @param older `null` where the values had no rule
  /// @param newer `null` where the values have no rule
  private record Rules(@Nullable RoutingRule older, @Nullable RoutingRule newer) {}

  KeyMoves between(RoutingRule.Grouped older, RoutingRule.Grouped newer) {
    Map<KeyValue, RoutingRule> byOlder = byValue(older);
    Map<KeyValue, RoutingRule> byNewer = byValue(newer);
    RoutingRule otherOlder = older.otherwise().orElse(null);
    RoutingRule otherNewer = newer.otherwise().orElse(null);
    Set<KeyValue> listed = new LinkedHashSet<>(byOlder.keySet());
    listed.addAll(byNewer.keySet());
    Map<Rules, List<KeyValue>> byRules = new LinkedHashMap<>();
    for (KeyValue value : listed) {
      Rules rules = new Rules(of(byOlder, value, otherOlder), of(byNewer, value, otherNewer));
      byRules.computeIfAbsent(rules, _ -> new ArrayList<>()).add(value);
    }
    Map<KeySet, Rules> groups = new LinkedHashMap<>();
    byRules.forEach((rules, values) -> groups.put(new KeySet.Values(values), rules));
    groups.put(new KeySet.AllBut(List.copyOf(listed)), new Rules(otherOlder, otherNewer));
    List<KeyMove> moves = new ArrayList<>();
    for (Map.Entry<KeySet, Rules> group : groups.entrySet()) {
      switch (compare(group.getValue())) {
        case KeyMoves.NotComparable(String reason) -> {
          return new KeyMoves.NotComparable("of " + group.getKey().words() + ", " + reason);
        }
        case KeyMoves.Known(List<KeyMove> inner, Set<List<KeyValue>> _) ->
            inner.forEach(move ->
                moves.add(
                    new KeyMove(
                        new KeySet.InGroup(group.getKey(), move.keys()), move.from(), move.to())));
      }
    }
    return new KeyMoves.Known(moves);
  }

  /// The first group that lists a value has it.
  private static Map<KeyValue, RoutingRule> byValue(RoutingRule.Grouped rule) {
    Map<KeyValue, RoutingRule> rules = new LinkedHashMap<>();
    for (RoutingRule.Group group : rule.groups()) {
      group.values().forEach(value -> rules.putIfAbsent(value, group.rule()));
    }
    return rules;
  }

  private static @Nullable RoutingRule of(
      Map<KeyValue, RoutingRule> rules, KeyValue value, @Nullable RoutingRule otherwise) {
    RoutingRule own = rules.get(value);
    return own == null ? otherwise : own;
  }

  private KeyMoves compare(Rules rules) {
    RoutingRule older = rules.older == null ? nothingLike(rules.newer) : rules.older;
    RoutingRule newer = rules.newer == null ? nothingLike(rules.older) : rules.newer;
    RoutingDefinition from = inner(before, older);
    RoutingDefinition to = inner(after, newer);
    return switch (new RuleComparison(shards, from, to).compare()) {
      case KeyMoves.NotComparable none ->
          rules.older != null && rules.newer != null
              ? none
              : new KeyMoves.NotComparable(
                  rules.older == null
                      ? "the rule (" + newer.strategy() + ") is new"
                      : "the rule (" + older.strategy() + ") is gone");
      case KeyMoves.Known(List<KeyMove> byRule, Set<List<KeyValue>> apart) -> {
        List<KeyMove> moves = new ArrayList<>(byRule);
        nulls(from, to).ifPresent(moves::add);
        yield new KeyMoves.Known(moves, apart);
      }
    };
  }

  /// A rule without a key, of a kind that compares with another rule.
  private static RoutingRule nothingLike(@Nullable RoutingRule other) {
    return other instanceof RoutingRule.ListOfValues || other instanceof RoutingRule.Tenants
        ? new RoutingRule.ListOfValues(Map.of(), Optional.empty())
        : new RoutingRule.Range(List.of());
  }

  private static RoutingDefinition inner(RoutingDefinition routing, RoutingRule rule) {
    return new RoutingDefinition(
        routing.name(), routing.keyTypes().subList(1, routing.keyTypes().size()), rule);
  }

  /// NULL in the one other column; where the routing has a policy for NULL, it comes before.
  private Optional<KeyMove> nulls(RoutingDefinition from, RoutingDefinition to) {
    if (from.keyTypes().size() != 1 || !(before.nulls() instanceof NullPolicy.AsRule)) {
      return Optional.empty();
    }
    return RoutingComparison.nulls(shards, RoutingStrategy.of(from), RoutingStrategy.of(to));
  }
}
