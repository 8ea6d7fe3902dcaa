package io.shardlens.routing;

import io.shardlens.topology.KeyRange;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.ShardId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Compares two rules key by key, each kind of rule in its own terms.
final class RuleComparison {

  /// The most buckets that two rules are compared in, when one has 12 and the other has 18, say, so
  /// that only their 36 common ones tell the keys apart.
  private static final int MAXIMUM_BUCKETS = 1 << 20;

  private final ShardMatch shards;

  RuleComparison(ShardMatch shards) {
    this.shards = shards;
  }

  KeyMoves compare(RoutingDefinition before, RoutingDefinition after) {
    if (!isSameKind(before.keyTypes(), after.keyTypes())) {
      return new KeyMoves.NotComparable(
          "the key was " + types(before) + " and is now " + types(after));
    }
    if (before instanceof RoutingDefinition.Range older
        && after instanceof RoutingDefinition.Range newer) {
      return new KeyMoves.Known(ranges(older.ranges(), newer.ranges()));
    }
    if (before instanceof RoutingDefinition.PostgresHash older
        && after instanceof RoutingDefinition.PostgresHash newer) {
      return buckets(older.remainders(), newer.remainders());
    }
    if (before instanceof RoutingDefinition.ListOfValues older
        && after instanceof RoutingDefinition.ListOfValues newer) {
      return new KeyMoves.Known(values(older, newer));
    }
    return new KeyMoves.NotComparable(
        "strategy " + before.strategy() + " became " + after.strategy());
  }

  private List<KeyMove> ranges(List<KeyRange> before, List<KeyRange> after) {
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

  private KeyMoves buckets(List<ShardId> before, List<ShardId> after) {
    long common = leastCommonMultiple(before.size(), after.size());
    if (common > MAXIMUM_BUCKETS) {
      return new KeyMoves.NotComparable(
          before.size() + " buckets became " + after.size() + ", which have too little in common");
    }
    Map<List<ShardId>, List<Integer>> moving = new LinkedHashMap<>();
    for (int bucket = 0; bucket < common; bucket++) {
      ShardId from = before.get(bucket % before.size());
      ShardId to = after.get(bucket % after.size());
      moving.computeIfAbsent(List.of(from, to), _ -> new ArrayList<>()).add(bucket);
    }
    List<KeyMove> moves = new ArrayList<>();
    moving.forEach((owners, buckets) ->
        shards
            .move(new KeySet.Buckets(buckets, (int) common), owners.getFirst(), owners.getLast())
            .ifPresent(moves::add));
    return new KeyMoves.Known(moves);
  }

  private static long leastCommonMultiple(int left, int right) {
    int greater = left;
    int smaller = right;
    while (smaller != 0) {
      int rest = greater % smaller;
      greater = smaller;
      smaller = rest;
    }
    return (long) left / greater * right;
  }

  private List<KeyMove> values(
      RoutingDefinition.ListOfValues before, RoutingDefinition.ListOfValues after) {
    Set<KeyValue> listed = new LinkedHashSet<>(before.values().keySet());
    listed.addAll(after.values().keySet());
    ShardId otherwiseBefore = before.otherwise().orElse(null);
    ShardId otherwiseAfter = after.otherwise().orElse(null);
    Map<Owners, List<KeyValue>> byOwners = new LinkedHashMap<>();
    for (KeyValue value : listed) {
      Owners owners =
          new Owners(
              before.values().getOrDefault(value, otherwiseBefore),
              after.values().getOrDefault(value, otherwiseAfter));
      byOwners.computeIfAbsent(owners, _ -> new ArrayList<>()).add(value);
    }
    List<KeyMove> moves = new ArrayList<>();
    byOwners.forEach((owners, values) ->
        shards
            .move(new KeySet.Values(values), owners.before(), owners.after())
            .ifPresent(moves::add));
    shards
        .move(new KeySet.AllBut(List.copyOf(listed)), otherwiseBefore, otherwiseAfter)
        .ifPresent(moves::add);
    return moves;
  }

  private record Owners(@Nullable ShardId before, @Nullable ShardId after) {}

  /// Values of an integer column are the same values in a wider one, and hash alike.
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
