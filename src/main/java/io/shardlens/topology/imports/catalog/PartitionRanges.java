package io.shardlens.topology.imports.catalog;

import io.shardlens.topology.KeyRange;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.imports.catalog.PartitionRule.NoRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The ranges of one table, ascending, of which no two hold the same key. A catalog may have gaps
/// between them; a topology may not.
record PartitionRanges(List<KeyRange> ranges) {

  PartitionRanges {
    ranges = List.copyOf(ranges);
  }

  /// @param ranges in any order, at least one
  /// @throws NoRule where two hold the same keys
  static PartitionRanges disjoint(List<KeyRange> ranges) throws NoRule {
    List<KeyRange> ascending = new ArrayList<>(ranges);
    ascending.sort(
        Comparator.comparing(
            KeyRange::from, Comparator.nullsFirst(Comparator.<KeyValue>naturalOrder())));
    for (int i = 1; i < ascending.size(); i++) {
      KeyValue end = ascending.get(i - 1).to();
      KeyValue from = ascending.get(i).from();
      if (end == null || from == null || from.compareTo(end) < 0) {
        throw new NoRule("two ranges of it hold the same keys");
      }
    }
    return new PartitionRanges(ascending);
  }

  /// The same, where they hold every key.
  ///
  /// @throws NoRule with the first keys that none holds
  List<KeyRange> whole(KeyType type) throws NoRule {
    KeyValue reached = null;
    for (KeyRange range : ranges) {
      KeyValue from = range.from();
      if (from != null && !from.equals(reached) && !(reached == null && isLowest(type, from))) {
        throw gap(reached, from, range.shard());
      }
      reached = range.to();
    }
    if (reached != null) {
      throw gap(reached, null, ranges.getLast().shard());
    }
    return ranges;
  }

  /// With another shard for the keys that none of them holds.
  List<KeyRange> filled(ShardId otherwise) {
    List<KeyRange> all = new ArrayList<>();
    KeyValue reached = null;
    for (KeyRange range : ranges) {
      KeyValue from = range.from();
      if (from != null && !from.equals(reached)) {
        all.add(new KeyRange(reached, from, otherwise));
      }
      all.add(range);
      reached = range.to();
    }
    if (reached != null) {
      all.add(new KeyRange(reached, null, otherwise));
    }
    return all;
  }

  private static boolean isLowest(KeyType type, KeyValue value) {
    return value instanceof KeyValue.Countable first && first.ordinal() == type.minimum();
  }

  private static NoRule gap(@Nullable KeyValue from, @Nullable KeyValue to, ShardId beside) {
    return new NoRule("no range of it holds the keys " + new KeyRange(from, to, beside).interval());
  }
}
