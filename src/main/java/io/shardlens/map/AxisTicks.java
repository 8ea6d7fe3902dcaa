package io.shardlens.map;

import java.util.ArrayList;
import java.util.List;

/// Which buckets, or bounds of a hash, an axis names so that no two names meet.
final class AxisTicks {
  private static final double BETWEEN = 12;
  private static final long LARGEST_STEP = 1L << 40;

  private AxisTicks() {}

  /// @param x pixels from the left end of the axis
  /// @param middle of the text, which stays on the axis
  record Tick(double x, double middle, String text) {}

  static List<Tick> of(BucketSpace space, Viewport view, double width, TextMeasure measure) {
    if (space.unit() == BucketSpace.Unit.SAMPLED_KEY) {
      return percents(space, view, width, measure);
    }
    return space.isToScale()
        ? bounds(space, view, width, measure)
        : buckets(space, view, width, measure);
  }

  /// A sample stands for all keys: only parts of it mean something.
  private static List<Tick> percents(
      BucketSpace space, Viewport view, double width, TextMeasure measure) {
    double each = space.count() / 100.0;
    double widest = measure.width("100\u202f%", TextStyle.TICK) + BETWEEN;
    long step = step(widest / (width / view.span()) / each, false);
    List<Tick> ticks = new ArrayList<>();
    for (long percent = 0; percent <= 100; percent += step) {
      double place = percent * each;
      if (view.contains(place)) {
        double x = view.x(place, width);
        String text = percent + "\u202f%";
        double half = measure.width(text, TextStyle.TICK) / 2;
        ticks.add(new Tick(x, Math.max(half, Math.min(x, width - half)), text));
      }
    }
    return ticks;
  }

  private static List<Tick> buckets(
      BucketSpace space, Viewport view, double width, TextMeasure measure) {
    double widest = measure.width(Integer.toString(space.count()), TextStyle.TICK) + BETWEEN;
    long step = step(widest / (width / view.span()), Integer.bitCount(space.count()) == 1);
    List<Tick> ticks = new ArrayList<>();
    long first = Math.ceilDiv((long) Math.ceil(Math.max(0, view.from())), step) * step;
    for (long bucket = first; bucket < Math.min(space.count(), view.to()); bucket += step) {
      double x = view.x((double) bucket, width);
      ticks.add(new Tick(x, x, Integer.toString(space.numberOf((int) bucket))));
    }
    return ticks;
  }

  /// The smallest round step that is not below; powers of two where the number of buckets is one.
  static long step(double least, boolean binary) {
    long step = 1;
    for (int i = 0; (double) step < least && step < LARGEST_STEP; i++) {
      // 1 2 5 10 20 50
      step = binary || i % 3 != 1 ? step * 2 : step / 2 * 5;
    }
    return step;
  }

  /// From left to right, those that fit beside the one before. A ring's points are not named.
  private static List<Tick> bounds(
      BucketSpace space, Viewport view, double width, TextMeasure measure) {
    List<Tick> ticks = new ArrayList<>();
    double free = Double.NEGATIVE_INFINITY;
    int piece = space.pieceAt(view.from());
    while (piece < space.pieces() && space.from(piece) < view.to()) {
      double x = view.x(space.from(piece), width);
      String text = space.number(piece).toString();
      double half = measure.width(text, TextStyle.TICK) / 2;
      double middle = Math.max(half, Math.min(x, width - half));
      if (x >= 0 && middle - half >= free) {
        ticks.add(new Tick(x, middle, text));
        free = middle + half + BETWEEN;
        // What lies under the text cannot be named: thousands of bounds are passed at once.
        piece = Math.max(piece, space.pieceAt(view.at(Math.min(width, free), width)) - 1);
      }
      piece++;
    }
    return ticks;
  }
}
