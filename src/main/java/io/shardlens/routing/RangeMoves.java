package io.shardlens.routing;

import io.shardlens.topology.KeyRange;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.ShardId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Compares ranges of keys: the intervals that have another owner, as long as they can be.
record RangeMoves(ShardMatch shards) {

  List<KeyMove> between(List<KeyRange> before, List<KeyRange> after) {
    TreeSet<KeyValue> bounds = new TreeSet<>();
    addBounds(bounds, before);
    addBounds(bounds, after);
    List<KeyMove> moves = new ArrayList<>();
    KeyValue from = null;
    Cursor older = new Cursor(before);
    Cursor newer = new Cursor(after);
    for (KeyValue to : bounds) {
      addInterval(moves, from, to, older.ownerFrom(from), newer.ownerFrom(from));
      from = to;
    }
    addInterval(moves, from, null, older.ownerFrom(from), newer.ownerFrom(from));
    return moves;
  }

  private static void addBounds(Set<KeyValue> bounds, List<KeyRange> ranges) {
    for (KeyRange range : ranges) {
      if (range.from() != null) {
        bounds.add(range.from());
      }
      if (range.to() != null) {
        bounds.add(range.to());
      }
    }
  }

  /// Adds a move, as a part of the last one where it continues that.
  private void addInterval(
      List<KeyMove> moves,
      @Nullable KeyValue from,
      @Nullable KeyValue to,
      @Nullable ShardId before,
      @Nullable ShardId after) {
    shards
        .move(new KeySet.Interval(from, to), before, after)
        .ifPresent(move -> {
          KeyMove last = moves.isEmpty() ? null : moves.getLast();
          if (last != null
              && last.keys() instanceof KeySet.Interval interval
              && from != null
              && from.equals(interval.to())
              && last.from().equals(move.from())
              && last.to().equals(move.to())) {
            moves.removeLast();
            moves.add(
                new KeyMove(new KeySet.Interval(interval.from(), to), move.from(), move.to()));
          } else {
            moves.add(move);
          }
        });
  }

  /// Goes up through ascending ranges.
  private static final class Cursor {
    private final List<KeyRange> ranges;
    private int position;

    Cursor(List<KeyRange> ranges) {
      this.ranges = ranges;
    }

    /// Who owns the keys from a bound on, up to the next bound of any range. The bounds that are
    /// asked for go up.
    ///
    /// @param bound `null` asks for the keys below all bounds
    @Nullable ShardId ownerFrom(@Nullable KeyValue bound) {
      if (bound == null) {
        return !ranges.isEmpty() && ranges.getFirst().from() == null
            ? ranges.getFirst().shard()
            : null;
      }
      while (position < ranges.size() && isBelow(ranges.get(position), bound)) {
        position++;
      }
      return position < ranges.size() && ranges.get(position).contains(bound)
          ? ranges.get(position).shard()
          : null;
    }

    private static boolean isBelow(KeyRange range, KeyValue bound) {
      return range.to() != null && range.to().compareTo(bound) <= 0;
    }
  }
}
