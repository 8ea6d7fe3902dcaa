package io.shardlens.map;

import io.shardlens.map.Shape.Anchor;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// What each shard has of the keys in sight at first, of the rows and of the bytes, on one width.
/// How far a wedge leans is the skew.
final class ShareBars {
  private static final double BAR = 22;
  private static final double WEDGE = 20;
  static final double HEIGHT = 8 + 3 * BAR + WEDGE + 6;

  private final RangeMap map;
  private final Sketch sketch;
  private final double left = RangeMap.LEFT;
  private final double right;

  private ShareBars(RangeMap map, Sketch sketch, double width) {
    this.map = map;
    this.sketch = sketch;
    this.right = width - RangeMap.RIGHT;
  }

  static void add(RangeMap map, Sketch sketch, double width, double top) {
    new ShareBars(map, sketch, width).draw(top + 8);
  }

  private void draw(double top) {
    double[] keys = shareOfKeys();
    double[] rows = shares(RangeMap.Share::rows);
    double[] bytes = shares(RangeMap.Share::bytes);
    boolean known = sum(keys) > 0;
    if (known) {
      RangeMap.rowLabel(sketch, top + BAR / 2 - 6, "Share of keys");
      RangeMap.rowLabel(sketch, top + BAR / 2 + 7, span());
      bar(keys, top, true, "of the keys");
      if (sum(rows) > 0) {
        wedges(keys, rows, top + BAR, top + BAR + WEDGE);
      }
    }
    RangeMap.rowLabel(sketch, top + BAR + WEDGE + BAR / 2, "Share of rows");
    bar(rows, top + BAR + WEDGE, false, "of the rows");
    RangeMap.rowLabel(sketch, top + 2 * BAR + WEDGE + 4 + BAR / 2, "Share of bytes");
    bar(bytes, top + 2 * BAR + WEDGE + 4, false, "of the bytes");
  }

  /// Over which keys the share is: those that are seen first.
  private String span() {
    KeyAxis axis = map.axis();
    return axis.keyAt(axis.home().from()).map(map.texts()).orElse("")
        + " to "
        + axis.keyAt(axis.home().to()).map(map.texts()).orElse("");
  }

  private double[] shareOfKeys() {
    KeyAxis axis = map.axis();
    double[] shares = new double[map.names().size()];
    if (axis.scale() != KeyScale.LINEAR || axis.keyAt(0).isEmpty()) {
      return shares;
    }
    Viewport home = axis.home();
    for (int lane = 0; lane < axis.space().lanes(); lane++) {
      List<KeySpace.Piece> pieces = axis.space().lane(lane);
      for (int i = axis.firstEndingAfter(lane, home.from(), 0); i < pieces.size(); i++) {
        double from = Math.max(home.from(), axis.low(lane, i));
        double to = Math.min(home.to(), axis.high(lane, i));
        if (from >= home.to()) {
          break;
        }
        if (!pieces.get(i).isGap()) {
          shares[pieces.get(i).owner()] += (to - from) / home.span();
        }
      }
    }
    return shares;
  }

  private double[] shares(ToDoubleFunction<RangeMap.Share> value) {
    double[] shares = new double[map.names().size()];
    for (RangeMap.Share share : map.shares()) {
      shares[share.position()] = Math.max(0, value.applyAsDouble(share));
    }
    return shares;
  }

  private static double sum(double[] shares) {
    return java.util.Arrays.stream(shares).sum();
  }

  private void bar(double[] shares, double top, boolean keys, String of) {
    sketch.box(left, top, right, top + BAR, Paint.Role.TRACK);
    double at = left;
    for (int i = 0; i < shares.length; i++) {
      double end = at + shares[i] * (right - left);
      double start = Math.rint(at);
      double stop = Math.rint(end);
      at = end;
      if (stop <= start) {
        continue;
      }
      // One pixel of ground parts neighbours that have the room.
      double painted = stop - start > 3 ? stop - 1 : stop;
      sketch.box(start, top, painted, top + BAR, keys ? Paint.tint(i) : Paint.solid(i));
      if (keys && painted - start > 3) {
        sketch.add(new Shape.Frame(start, top, painted - start, BAR, 1, Paint.solid(i)));
      }
      String text = percent(shares[i]);
      if (sketch.measure().width(text, TextStyle.VALUE) + 14 <= stop - start) {
        sketch.add(
            new Shape.Label(
                start + 8,
                top + BAR / 2,
                text,
                TextStyle.VALUE,
                Anchor.LEFT,
                keys ? Paint.Role.TEXT : Paint.onSolid(i)));
      }
      sketch.add(
          Target.rectangle(
              start,
              top,
              stop - start,
              BAR,
              new Subject.Position(i),
              map.name(i) + ", " + text + " " + of));
    }
  }

  private void wedges(double[] above, double[] below, double top, double bottom) {
    double upper = left;
    double lower = left;
    for (int i = 0; i < above.length; i++) {
      double nextUpper = upper + above[i] * (right - left);
      double nextLower = lower + below[i] * (right - left);
      if (nextUpper - upper >= 1 || nextLower - lower >= 1) {
        sketch.add(
            new Shape.Wedge(
                upper,
                Math.max(upper, nextUpper - 1),
                top,
                lower,
                Math.max(lower, nextLower - 1),
                bottom,
                Paint.tint(i)));
      }
      upper = nextUpper;
      lower = nextLower;
    }
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f\u202f%%", share * 100);
  }
}
