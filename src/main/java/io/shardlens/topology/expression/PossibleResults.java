package io.shardlens.topology.expression;

import java.util.Set;

/// What an expression can yield, at most.
public sealed interface PossibleResults {

  /// Whether a shard can be the result.
  ///
  /// @param position in the routing's list of shards, from 0
  /// @param id of the shard
  boolean allows(int position, String id);

  /// Whether everything is possible, so that nothing is known.
  record All() implements PossibleResults {
    @Override
    public boolean allows(int position, String id) {
      return true;
    }
  }

  /// Integers, covered by some intervals.
  record Positions(Set<KeyBounds> intervals) implements PossibleResults {
    public Positions {
      intervals = Set.copyOf(intervals);
    }

    @Override
    public boolean allows(int position, String id) {
      return intervals.stream()
          .anyMatch(interval -> interval.lowest() <= position && position <= interval.highest());
    }
  }

  /// Some texts.
  record Names(Set<String> names) implements PossibleResults {
    public Names {
      names = Set.copyOf(names);
    }

    @Override
    public boolean allows(int position, String id) {
      return names.contains(id);
    }
  }
}
