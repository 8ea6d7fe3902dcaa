package io.shardlens.plan;

import io.shardlens.plan.Sources.Bound;
import io.shardlens.plan.Sources.BoundColumn;
import io.shardlens.sql.Condition;
import io.shardlens.sql.SimpleSelect;
import io.shardlens.topology.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Proves that a join never needs rows of two shards.
///
/// It holds when every sharded table is joined to another one, before it in `FROM`, of the same
/// routing by equality of all shard key columns, and when no table that is the same everywhere
/// stands on the outer side of a left join with a sharded one (its unmatched rows would come once
/// per shard).
final class CoLocation {

  private CoLocation() {}

  /// Empty where the join stays inside the shards, otherwise why it does not, for people.
  static Optional<String> obstacle(SimpleSelect select, Sources sources) {
    List<Condition> inner = new ArrayList<>(select.where().conjuncts());
    for (Bound bound : sources.all()) {
      if (!bound.isNullable()) {
        inner.addAll(bound.source().on().conjuncts());
      }
    }
    List<Bound> joined = new ArrayList<>();
    for (Bound bound : sources.all()) {
      if (!(bound.definition() instanceof TableDefinition.Sharded)) {
        continue;
      }
      if (joined.isEmpty()) {
        if (bound.isNullable()) {
          return Optional.of(
              "rows of "
                  + sources.all().getFirst().source().alias()
                  + " without a match in "
                  + bound.source().alias()
                  + " would come once per shard");
        }
      } else {
        List<Condition> usable = bound.isNullable() ? bound.source().on().conjuncts() : inner;
        if (joined.stream().noneMatch(before -> sameKey(before, bound, usable, sources))) {
          return Optional.of(
              bound.source().alias()
                  + " is not joined by the shard key to a table of the same routing, so rows of"
                  + " different shards can meet");
        }
      }
      joined.add(bound);
    }
    return Optional.empty();
  }

  private static boolean sameKey(
      Bound before, Bound bound, List<Condition> conditions, Sources sources) {
    TableDefinition.Sharded left = (TableDefinition.Sharded) before.definition();
    TableDefinition.Sharded right = (TableDefinition.Sharded) bound.definition();
    if (!left.routing().equals(right.routing())) {
      return false;
    }
    for (int i = 0; i < left.key().size(); i++) {
      int position = i;
      if (conditions.stream()
          .noneMatch(condition -> equates(condition, before, bound, position, sources))) {
        return false;
      }
    }
    return true;
  }

  private static boolean equates(
      Condition condition, Bound before, Bound bound, int position, Sources sources) {
    if (!(condition instanceof Condition.SameColumn same)) {
      return false;
    }
    Optional<BoundColumn> left = sources.resolve(same.left());
    Optional<BoundColumn> right = sources.resolve(same.right());
    if (left.isEmpty() || right.isEmpty()) {
      return false;
    }
    return (isKey(left.get(), before, position, sources)
            && isKey(right.get(), bound, position, sources))
        || (isKey(left.get(), bound, position, sources)
            && isKey(right.get(), before, position, sources));
  }

  private static boolean isKey(BoundColumn column, Bound owner, int position, Sources sources) {
    return column.owner().equals(owner) && sources.keyPosition(column) == position;
  }
}
