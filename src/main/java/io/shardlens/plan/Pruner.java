package io.shardlens.plan;

import io.shardlens.plan.Sources.BoundColumn;
import io.shardlens.routing.KeyPredicate;
import io.shardlens.sql.ColumnReference;
import io.shardlens.sql.Condition;
import io.shardlens.sql.Condition.Literal;
import io.shardlens.topology.KeyFormatException;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableDefinition;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

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
    Set<ShardId> left = new LinkedHashSet<>(all);
    for (Sources.Bound bound : sources.sharded()) {
      if (bound.definition() instanceof TableDefinition.Sharded table) {
        left.retainAll(sources.router().prune(table, new Of(bound, table).predicate(condition)));
      }
    }
    return left;
  }

  /// What a condition says of the key of one table.
  private final class Of {
    private final Sources.Bound bound;
    private final List<KeyType> types;

    Of(Sources.Bound bound, TableDefinition.Sharded table) {
      this.bound = bound;
      this.types = sources.router().strategy(table).definition().keyTypes();
    }

    KeyPredicate predicate(Condition condition) {
      return switch (condition) {
        case Condition.And and ->
            new KeyPredicate.And(and.conjuncts().stream().map(this::predicate).toList());
        case Condition.Or(List<Condition> parts) ->
            new KeyPredicate.Or(parts.stream().map(this::predicate).toList());
        case Condition.Comparison(ColumnReference column, String operator, Literal literal) ->
            compared(column, operator, literal);
        case Condition.In(ColumnReference column, List<Literal> literals) -> in(column, literals);
        case Condition.Not(Condition negated) -> new KeyPredicate.Not(predicate(negated));
        // A row that an outer join made up has NULL there and lies on every shard's side.
        case Condition.IsNull(ColumnReference column) ->
            keyColumn(column).isPresent() && !bound.isNullable()
                ? new KeyPredicate.IsNull(keyColumn(column).getAsInt())
                : new KeyPredicate.Unknown();
        case Condition.Between(ColumnReference column, Literal low, Literal high) ->
            new KeyPredicate.And(
                List.of(compared(column, ">=", low), compared(column, "<=", high)));
        case Condition.SameColumn _, Condition.Other _ -> new KeyPredicate.Unknown();
      };
    }

    private KeyPredicate in(ColumnReference reference, List<Literal> literals) {
      OptionalInt column = keyColumn(reference);
      if (column.isEmpty()) {
        return new KeyPredicate.Unknown();
      }
      List<KeyValue> constants = new ArrayList<>();
      for (Literal literal : literals) {
        Optional<KeyValue> value = value(types.get(column.getAsInt()), literal);
        if (value.isEmpty()) {
          return new KeyPredicate.Unknown();
        }
        constants.add(value.get());
      }
      return new KeyPredicate.In(column.getAsInt(), constants, false);
    }

    private KeyPredicate compared(ColumnReference reference, String operator, Literal literal) {
      OptionalInt column = keyColumn(reference);
      if (column.isEmpty()) {
        return new KeyPredicate.Unknown();
      }
      return value(types.get(column.getAsInt()), literal)
          .<KeyPredicate>map(value -> new KeyPredicate.Compared(column.getAsInt(), operator, value))
          .orElseGet(KeyPredicate.Unknown::new);
    }

    private OptionalInt keyColumn(ColumnReference reference) {
      Optional<BoundColumn> column =
          sources.resolve(reference).filter(found -> found.owner().equals(bound));
      int position = column.map(sources::keyPosition).orElse(-1);
      return position < 0 ? OptionalInt.empty() : OptionalInt.of(position);
    }
  }

  private static Optional<KeyValue> value(KeyType type, Literal literal) {
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
}
