package io.shardlens.map;

import io.shardlens.topology.KeyValue;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// How many rows, or looked-up keys, lie where on an axis: pieces with a number of rows each, which
/// are taken to be spread evenly within their piece.
public final class KeyDensity {

  /// @param from the first key
  /// @param to the last key, not below the first
  /// @param rows not negative
  public record Part(KeyValue from, KeyValue to, double rows) {}

  /// How many parts may lie over one number: far more than shards have their keys interleaved.
  private static final int DEEPEST_OVERLAP = 64;

  private final KeyAxis axis;
  private final double[] starts;
  private final double[] ends;
  private final double[] rows;

  /// Rows of all parts before one.
  private final double[] before;

  private KeyDensity(KeyAxis axis, double[] starts, double[] ends, double[] rows) {
    this.axis = axis;
    this.starts = starts;
    this.ends = ends;
    this.rows = rows;
    this.before = new double[rows.length + 1];
    for (int i = 0; i < rows.length; i++) {
      before[i + 1] = before[i] + rows[i];
    }
  }

  /// @param parts in any order; those of different shards may interleave
  public static KeyDensity of(KeyAxis axis, List<Part> parts) {
    List<double[]> numbers =
        parts.stream()
            .map(part ->
                new double[] {axis.number(part.from()), axis.number(part.to()), part.rows()})
            .sorted(
                Comparator.<double[]>comparingDouble(part -> part[0])
                    .thenComparingDouble(part -> part[1]))
            .toList();
    return new KeyDensity(
        axis,
        numbers.stream().mapToDouble(part -> part[0]).toArray(),
        numbers.stream().mapToDouble(part -> part[1]).toArray(),
        numbers.stream().mapToDouble(part -> part[2]).toArray());
  }

  /// Single keys, one row each.
  public static KeyDensity ofKeys(KeyAxis axis, List<KeyValue> keys) {
    double[] numbers = keys.stream().mapToDouble(axis::number).sorted().toArray();
    double[] ones = new double[numbers.length];
    Arrays.fill(ones, 1);
    return new KeyDensity(axis, numbers, numbers, ones);
  }

  public double total() {
    return before[rows.length];
  }

  /// The rows between two places of the axis, the first included, the second excluded.
  double between(double from, double to) {
    return below(axis.numberAt(to)) - below(axis.numberAt(from));
  }

  /// The rows below a number. Parts overlap little, if at all: those of one shard lie side by side,
  /// and shards own ranges.
  private double below(double number) {
    int low = 0;
    int high = starts.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (starts[middle] < number) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    double sum = before[low];
    // The last parts that began before the number may end after it.
    for (int i = low - 1; i >= 0 && i >= low - DEEPEST_OVERLAP; i--) {
      if (ends[i] > number) {
        sum -= rows[i] * (ends[i] - number) / (ends[i] - starts[i]);
      }
    }
    return sum;
  }
}
