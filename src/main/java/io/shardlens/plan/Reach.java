package io.shardlens.plan;

import io.shardlens.plan.Sources.Bound;
import io.shardlens.sql.Condition;
import io.shardlens.sql.SimpleSelect;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableDefinition;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The shards on which the rows of a `FROM` and `WHERE` come together, each row on one of them.
///
/// @param asked the shards that can hold such rows; never empty, because one must tell the columns
/// @param reason why the others are left out, as a sentence
record Reach(Set<ShardId> asked, String reason) {

  Reach {
    asked = new LinkedHashSet<>(asked);
  }

  /// Empty where rows of different shards can meet, or no table is sharded.
  static Optional<Reach> of(SimpleSelect select, Sources sources) {
    if (CoLocation.obstacle(select, sources).isPresent() || sources.sharded().isEmpty()) {
      return Optional.empty();
    }
    Set<ShardId> holders = holders(sources);
    Set<ShardId> left = new Pruner(sources, holders).prune(whatEveryRowSatisfies(select, sources));
    String reason = reason(left, holders);
    // Even where no shard can hold a row, one must be asked: the columns are part of the answer.
    Set<ShardId> asked = left.isEmpty() ? Set.of(holders.iterator().next()) : left;
    Set<ShardId> unsharded = unshardedHomes(sources);
    return unsharded.isEmpty() || asked.equals(unsharded)
        ? Optional.of(new Reach(asked, reason))
        : Optional.empty();
  }

  private static Set<ShardId> holders(Sources sources) {
    TableDefinition.Sharded table =
        (TableDefinition.Sharded) sources.sharded().getFirst().definition();
    return new LinkedHashSet<>(sources.router().strategy(table).definition().shards());
  }

  /// The conditions of `WHERE` and of the inner joins.
  private static Condition whatEveryRowSatisfies(SimpleSelect select, Sources sources) {
    List<Condition> all = new ArrayList<>(select.where().conjuncts());
    for (Bound bound : sources.all()) {
      if (!bound.isNullable()) {
        all.addAll(bound.source().on().conjuncts());
      }
    }
    return new Condition.And(all);
  }

  private static Set<ShardId> unshardedHomes(Sources sources) {
    return sources.all().stream()
        .map(Bound::definition)
        .filter(TableDefinition.Unsharded.class::isInstance)
        .map(table -> ((TableDefinition.Unsharded) table).shard())
        .collect(Collectors.toSet());
  }

  private static String reason(Set<ShardId> left, Set<ShardId> holders) {
    if (left.isEmpty()) {
      return "No shard can hold a matching row; one is asked for the columns";
    }
    return left.size() < holders.size()
        ? "The condition on the shard key leaves "
            + left.size()
            + " of "
            + holders.size()
            + (holders.size() == 1 ? " shard" : " shards")
        : "No condition on the shard key leaves a shard out";
  }
}
