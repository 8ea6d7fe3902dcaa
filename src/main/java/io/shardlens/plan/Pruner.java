package io.shardlens.plan;

import io.shardlens.plan.Sources.BoundColumn;
import io.shardlens.routing.Route;
import io.shardlens.routing.RoutingStrategy;
import io.shardlens.sql.ColumnReference;
import io.shardlens.sql.Condition;
import io.shardlens.sql.Condition.Literal;
import io.shardlens.topology.KeyFormatException;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds the shards that can hold a row for which a condition is true.
///
/// Leaving out a shard that holds such a row would be a wrong answer, keeping one too many is only
/// slow: whatever is not understood keeps all shards.
final class Pruner {

  private final Sources sources;
  private final Set<ShardId> all;

  /// @param all the shards that hold rows of the tables at all
  Pruner(Sources sources, Set<ShardId> all) {
    this.sources = sources;
    this.all = Set.copyOf(all);
  }

  Set<ShardId> prune(Condition condition) {
    return switch (condition) {
      case Condition.And and -> conjunction(and);
      case Condition.Or(List<Condition> parts) -> {
        Set<ShardId> union = new LinkedHashSet<>();
        parts.forEach(part -> union.addAll(prune(part)));
        yield union;
      }
      case Condition.Comparison(ColumnReference column, String operator, Literal literal) ->
          comparison(column, operator, literal);
      case Condition.In(ColumnReference column, List<Literal> literals) -> {
        Set<ShardId> union = new LinkedHashSet<>();
        literals.forEach(literal -> union.addAll(comparison(column, "=", literal)));
        yield union;
      }
      case Condition.Between(ColumnReference column, Literal low, Literal high) ->
          intersection(comparison(column, ">=", low), comparison(column, "<=", high));
      case Condition.SameColumn ignored -> all;
      case Condition.Other ignored -> all;
    };
  }

  private Set<ShardId> conjunction(Condition.And and) {
    List<Condition> conjuncts = and.conjuncts();
    Set<ShardId> left = all;
    for (Condition conjunct : conjuncts) {
      left = intersection(left, prune(conjunct));
    }
    return intersection(left, compositeKeys(conjuncts));
  }

  /// A shard key of several columns is known when each of them equals a constant.
  private Set<ShardId> compositeKeys(List<Condition> conjuncts) {
    Map<Sources.Bound, Map<Integer, KeyValue>> equal = new HashMap<>();
    for (Condition conjunct : conjuncts) {
      if (conjunct
              instanceof
              Condition.Comparison(ColumnReference column, String operator, Literal literal)
          && operator.equals("=")) {
        sources
            .resolve(column)
            .ifPresent(bound -> {
              int position = sources.keyPosition(bound);
              value(bound, position, literal)
                  .ifPresent(value ->
                      equal
                          .computeIfAbsent(bound.owner(), owner -> new HashMap<>())
                          .put(position, value));
            });
      }
    }
    Set<ShardId> left = all;
    for (var entry : equal.entrySet()) {
      if (entry.getKey().definition() instanceof TableDefinition.Sharded table
          && table.key().size() > 1
          && entry.getValue().size() == table.key().size()) {
        List<KeyValue> key = new ArrayList<>();
        for (int i = 0; i < table.key().size(); i++) {
          key.add(entry.getValue().get(i));
        }
        left = intersection(left, owner(sources.router().strategy(table), key));
      }
    }
    return left;
  }

  private Set<ShardId> comparison(ColumnReference reference, String operator, Literal literal) {
    Optional<BoundColumn> column = sources.resolve(reference);
    if (column.isEmpty()
        || sources.keyPosition(column.get()) != 0
        || !(column.get().owner().definition() instanceof TableDefinition.Sharded table)
        || table.key().size() != 1) {
      return all;
    }
    Optional<KeyValue> value = value(column.get(), 0, literal);
    if (value.isEmpty()) {
      return all;
    }
    RoutingStrategy strategy = sources.router().strategy(table);
    KeyValue key = value.get();
    return switch (operator) {
      case "=" -> owner(strategy, List.of(key));
      case "<" -> between(strategy, null, below(key));
      case "<=" -> between(strategy, null, key);
      case ">" -> between(strategy, above(key), null);
      case ">=" -> between(strategy, key, null);
      default -> all;
    };
  }

  private Set<ShardId> between(
      RoutingStrategy strategy, @Nullable KeyValue low, @Nullable KeyValue high) {
    return intersection(all, strategy.shardsBetween(low, high));
  }

  private Set<ShardId> owner(RoutingStrategy strategy, List<KeyValue> key) {
    return switch (strategy.route(key)) {
      case Route.Owned owned -> intersection(all, Set.of(owned.shard()));
      case Route.Unowned ignored -> all;
    };
  }

  private Optional<KeyValue> value(BoundColumn column, int position, Literal literal) {
    if (position < 0 || !(column.owner().definition() instanceof TableDefinition.Sharded table)) {
      return Optional.empty();
    }
    KeyType type = sources.router().strategy(table).definition().keyTypes().get(position);
    if (!literal.quoted() && !type.isInteger()) {
      return Optional.empty();
    }
    try {
      return Optional.of(KeyValue.parse(type, literal.value()));
    } catch (KeyFormatException e) {
      // The server decides what such a comparison means: an error, or no row at all.
      return Optional.empty();
    }
  }

  private static KeyValue below(KeyValue key) {
    return key instanceof KeyValue.Int(long value) && value > Long.MIN_VALUE
        ? new KeyValue.Int(value - 1)
        : key;
  }

  private static KeyValue above(KeyValue key) {
    return key instanceof KeyValue.Int(long value) && value < Long.MAX_VALUE
        ? new KeyValue.Int(value + 1)
        : key;
  }

  private static Set<ShardId> intersection(Set<ShardId> left, Set<ShardId> right) {
    Set<ShardId> both = new LinkedHashSet<>(left);
    both.retainAll(right);
    return both;
  }
}
