package io.shardlens.ui.map;

import io.shardlens.topology.ShardId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;

/// A key space laid out on a line: segments from left to right without a hole, marks below them,
/// and the place of the last key. Pixels, from 0 to the width.
///
/// @param marker where the last key stands, empty where there is none
/// @param markedSegment the index of the segment that owns the last key
public record BandLayout(
    List<Segment> segments, List<Mark> marks, OptionalDouble marker, OptionalInt markedSegment) {

  /// The pixels that an end without a bound takes, hatched and not to scale.
  static final double OPEN_END = 44;

  /// The least space between two labels.
  private static final double LABEL_GAP = 10;

  public BandLayout {
    segments = List.copyOf(segments);
    marks = List.copyOf(marks);
  }

  /// The keys of one shard that stand side by side.
  ///
  /// @param shard the owner, empty for a gap
  /// @param x the left edge, with the open end if there is one
  /// @param openLeft whether the segment begins with an end without a bound
  /// @param interval what it holds: `[50000, 100000)`, `remainder 2`
  public record Segment(
      Optional<ShardId> shard,
      double x,
      double width,
      boolean openLeft,
      boolean openRight,
      String interval) {
    public double right() {
      return x + width;
    }
  }

  /// A place on the axis.
  ///
  /// @param label empty where there is no room for it
  /// @param bound whether keys change their owner here
  public record Mark(double x, String label, Anchor anchor, boolean bound) {}

  /// Which part of a label stands at its place.
  public enum Anchor {
    LEFT,
    CENTRE,
    RIGHT
  }

  /// Keeps the labels for which there is room, bounds first, then from left to right; the others
  /// become marks without a label.
  static List<Mark> withoutCollisions(
      List<Mark> marks, double width, ToDoubleFunction<String> measure) {
    List<Mark> byRank = new ArrayList<>(marks);
    byRank.sort(Comparator.comparing(Mark::bound).reversed().thenComparingDouble(Mark::x));
    List<double[]> taken = new ArrayList<>();
    List<Mark> kept = new ArrayList<>();
    for (Mark mark : byRank) {
      double length = measure.applyAsDouble(mark.label());
      double left =
          switch (mark.anchor()) {
            case LEFT -> mark.x();
            case CENTRE -> mark.x() - length / 2;
            case RIGHT -> mark.x() - length;
          };
      double right = left + length;
      boolean free =
          left >= -0.5
              && right <= width + 0.5
              && taken.stream()
                  .noneMatch(other -> left < other[1] + LABEL_GAP && right > other[0] - LABEL_GAP);
      if (free) {
        taken.add(new double[] {left, right});
      }
      kept.add(free ? mark : new Mark(mark.x(), "", mark.anchor(), mark.bound()));
    }
    kept.sort(Comparator.comparingDouble(Mark::x));
    return kept;
  }
}
