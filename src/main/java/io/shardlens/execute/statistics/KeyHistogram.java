package io.shardlens.execute.statistics;

import io.shardlens.topology.KeyValue;
import io.shardlens.topology.ShardId;
import java.util.List;

/// How the values of the first shard key column are spread over a shard's rows of a table.
///
/// The rows are those with a frequent value, those with NULL, and the others, of which between each
/// two neighbouring bounds lie equally many. In text of another collation than "C" the catalog's
/// bounds are equally far apart in that order, and only about so in the order of keys.
///
/// @param rows of the table on the shard, as far as anybody knows without counting
/// @param nulls those of them in which the column is NULL
/// @param bounds in the order of keys, n + 1 of them for n buckets; none where no value is left
///   that is not frequent
/// @param frequent values that fill more than their part, the most frequent first; none of the rows
///   between the bounds has one
/// @param leftOut values of the statistics or of the sample that are no key of the routing's type,
///   of which nothing is said
public record KeyHistogram(
    ShardId shard,
    Source source,
    double rows,
    double nulls,
    List<KeyValue> bounds,
    List<Frequent> frequent,
    long leftOut) {

  /// Where it comes from.
  public enum Source {
    /// The statistics that the server keeps.
    CATALOG,
    /// Rows that were drawn at random, or all of a small table.
    SAMPLED
  }

  /// @param rows that have the value
  public record Frequent(KeyValue key, double rows) {}

  public KeyHistogram {
    bounds = List.copyOf(bounds);
    frequent = List.copyOf(frequent);
  }

  /// How many buckets the bounds make.
  public int buckets() {
    return Math.max(0, bounds.size() - 1);
  }

  /// The rows between two neighbouring bounds; 0 where there are no buckets.
  public double rowsPerBucket() {
    double frequentRows = frequent.stream().mapToDouble(Frequent::rows).sum();
    return buckets() == 0 ? 0 : Math.max(0, rows - nulls - frequentRows) / buckets();
  }

  /// About how many rows have a key below this one. NULL is below nothing.
  ///
  /// @throws IllegalArgumentException for a key of another type than the column's
  public double rowsBelow(KeyValue key) {
    double below = 0;
    for (Frequent value : frequent) {
      below += value.key().compareTo(key) < 0 ? value.rows() : 0;
    }
    return below + rowsPerBucket() * bucketsBelow(key);
  }

  private double bucketsBelow(KeyValue key) {
    int low = 0;
    int high = bounds.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (bounds.get(middle).compareTo(key) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    if (low == 0) {
      return 0;
    }
    return low == bounds.size()
        ? buckets()
        : low - 1 + share(bounds.get(low - 1), key, bounds.get(low));
  }

  /// The part of a bucket below a key: by its distance where keys are numbers, else half of it.
  private static double share(KeyValue from, KeyValue key, KeyValue to) {
    if (key.equals(to)) {
      return 1;
    }
    return from instanceof KeyValue.Countable first
            && key instanceof KeyValue.Countable here
            && to instanceof KeyValue.Countable last
        ? ((double) here.ordinal() - first.ordinal()) / ((double) last.ordinal() - first.ordinal())
        : 0.5;
  }
}
