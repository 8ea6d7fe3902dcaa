package io.shardlens.routing;

import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.NullPolicy;
import io.shardlens.topology.RoutingDefinition;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Compares two routings: their rules, and what stands beside the rules.
final class RoutingComparison {

  private final ShardMatch shards;

  RoutingComparison(ShardMatch shards) {
    this.shards = shards;
  }

  KeyMoves compare(RoutingDefinition before, RoutingDefinition after) {
    if (!isSameKind(before.keyTypes(), after.keyTypes())) {
      return new KeyMoves.NotComparable(
          "the key was " + types(before) + " and is now " + types(after));
    }
    if (!before.preparation().equals(after.preparation())) {
      return new KeyMoves.NotComparable("the key is prepared in another way");
    }
    boolean oneColumn = before.keyTypes().size() == 1;
    if (!oneColumn && !before.nulls().equals(after.nulls())) {
      return new KeyMoves.NotComparable("keys with NULL have another rule");
    }
    return switch (new RuleComparison(shards, before, after).compare()) {
      case KeyMoves.NotComparable none -> none;
      case KeyMoves.Known(List<KeyMove> byRule, Set<List<KeyValue>> _) -> {
        RoutingStrategy older = RoutingStrategy.of(before);
        RoutingStrategy newer = RoutingStrategy.of(after);
        List<KeyMove> moves = new ArrayList<>(byRule);
        if (oneColumn) {
          nulls(shards, older, newer).ifPresent(moves::add);
        }
        Set<List<KeyValue>> overridden = new LinkedHashSet<>(before.overrides().keySet());
        overridden.addAll(after.overrides().keySet());
        for (List<KeyValue> key : overridden) {
          shards
              .move(new KeySet.Overridden(key), owner(older.route(key)), owner(newer.route(key)))
              .ifPresent(moves::add);
        }
        yield new KeyMoves.Known(moves, overridden);
      }
    };
  }

  /// Where NULL may lie anywhere, no row with it has to move.
  static Optional<KeyMove> nulls(ShardMatch shards, RoutingStrategy before, RoutingStrategy after) {
    if (after.definition().nulls() instanceof NullPolicy.Anywhere) {
      return Optional.empty();
    }
    List<@Nullable KeyValue> key = new ArrayList<>();
    key.add(null);
    return shards.move(new KeySet.Nulls(), owner(before.route(key)), owner(after.route(key)));
  }

  static Landing.@Nullable On owner(Route route) {
    return route instanceof Route.Owned owned
        ? new Landing.On(owned.shard(), owned.schema())
        : null;
  }

  /// Values of an integer column are the same values in a wider one.
  private static boolean isSameKind(List<KeyType> before, List<KeyType> after) {
    if (before.size() != after.size()) {
      return false;
    }
    for (int i = 0; i < before.size(); i++) {
      KeyType older = before.get(i);
      KeyType newer = after.get(i);
      if (older != newer
          && !(older.isInteger() && newer.isInteger())
          && !(isPlainText(older) && isPlainText(newer))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPlainText(KeyType type) {
    return type == KeyType.TEXT || type == KeyType.VARCHAR;
  }

  private static String types(RoutingDefinition routing) {
    return "(" + String.join(", ", routing.keyTypes().stream().map(KeyType::word).toList()) + ")";
  }
}
