package io.shardlens.ui.map;

import io.shardlens.topology.KeyRange;
import io.shardlens.topology.KeyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The part of an integer key space that a map shows to scale.
///
/// @param first the key at the left end
/// @param last the key at the right end, greater than the first
public record KeyScale(double first, double last) {

  /// An open range shows so many usual ranges of its keys in use; keys farther out would leave no
  /// room for all the others.
  private static final double FARTHEST = 3;

  private static final int TICKS = 8;

  public KeyScale {
    if (!(first < last)) {
      throw new IllegalArgumentException("A scale needs a first key below its last");
    }
  }

  /// The keys between the bounds, and beyond an open end those in use, or the width of a usual
  /// range where it is not known which are in use.
  ///
  /// @param used the smallest and the largest key in use, `null` where that is not known
  static KeyScale of(List<KeyRange> ranges, @Nullable Extent used) {
    List<Double> bounds =
        ranges.stream()
            .flatMap(range -> Stream.of(bound(range.from()), bound(range.to())))
            .flatMap(List::stream)
            .distinct()
            .sorted()
            .toList();
    if (bounds.isEmpty()) {
      return used == null || used.first() >= used.last()
          ? new KeyScale(0, 1000)
          : new KeyScale(roundDown(used.first(), used), roundUp(used.last(), used));
    }
    double lowest = bounds.getFirst();
    double highest = bounds.getLast();
    double usual =
        bounds.size() > 1
            ? (highest - lowest) / (bounds.size() - 1)
            : Math.max(1, Math.abs(lowest));
    boolean openLeft = ranges.getFirst().from() == null;
    boolean openRight = ranges.getLast().to() == null;
    double first = openLeft ? lowest - usual : lowest;
    double last = openRight ? highest + usual : highest;
    if (used != null) {
      if (openLeft && used.first() < lowest && lowest - used.first() <= FARTHEST * usual) {
        first = roundDown(used.first(), new Extent(used.first(), highest));
      }
      if (openRight && used.last() > highest && used.last() - highest <= FARTHEST * usual) {
        last = roundUp(used.last(), new Extent(lowest, used.last()));
      }
    }
    return new KeyScale(first, last);
  }

  /// The smallest and the largest key in use.
  record Extent(double first, double last) {}

  /// The place of a key on a line from 0 to a width; beyond its ends for keys out of the scale.
  double x(double key, double width) {
    return (key - first) / (last - first) * width;
  }

  /// Round keys, about eight of them.
  List<Double> ticks() {
    double step = niceStep((last - first) / TICKS);
    List<Double> ticks = new ArrayList<>();
    for (double tick = Math.ceil(first / step) * step; tick <= last; tick += step) {
      ticks.add(tick);
    }
    return ticks;
  }

  private static double roundDown(double key, Extent span) {
    double step = niceStep((span.last() - span.first()) / TICKS);
    return Math.floor(key / step) * step;
  }

  private static double roundUp(double key, Extent span) {
    double step = niceStep((span.last() - span.first()) / TICKS);
    return Math.ceil(key / step) * step;
  }

  /// 1, 2 or 5 times a power of ten, and a whole number, as keys are.
  private static double niceStep(double least) {
    if (least <= 1) {
      return 1;
    }
    double power = Math.pow(10, Math.floor(Math.log10(least)));
    double times = least / power;
    return power * (times <= 1 ? 1 : times <= 2 ? 2 : times <= 5 ? 5 : 10);
  }

  private static List<Double> bound(@Nullable KeyValue value) {
    return value instanceof KeyValue.Int(long number) ? List.of((double) number) : List.of();
  }
}
