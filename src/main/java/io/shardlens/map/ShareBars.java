package io.shardlens.map;

import io.shardlens.map.Shape.Anchor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/// What each shard has of the keys, of the rows and of the bytes, on one width. How far a wedge
/// leans is the skew.
public final class ShareBars {
  private static final double BAR = 22;
  private static final double WEDGE = 20;
  static final double HEIGHT = 8 + 3 * BAR + WEDGE + 6;

  /// What each shard has of the key space.
  ///
  /// @param title `Share of keys`
  /// @param of of which keys, or of how many
  /// @param parts by position, 0 to 1
  public record Keys(String title, String of, List<Double> parts) {
    public Keys {
      parts = List.copyOf(parts);
    }
  }

  private final List<String> names;
  private final Optional<Keys> keys;
  private final List<RangeMap.Share> shares;
  private final Sketch sketch;
  private final double left = RangeMap.LEFT;
  private final double right;

  private ShareBars(
      List<String> names, Optional<Keys> keys, List<RangeMap.Share> shares, Sketch sketch) {
    this.names = names;
    this.keys = keys;
    this.shares = shares;
    this.sketch = sketch;
    this.right = sketch.width() - RangeMap.RIGHT;
  }

  static void add(RangeMap map, Sketch sketch, double top) {
    new ShareBars(map.names(), keys(map), map.shares(), sketch).draw(top + 8);
  }

  /// @param names of the shards by their position
  /// @param keys empty where nobody knows which shard has how much of the key space
  public static MapScene scene(
      List<String> names,
      Optional<Keys> keys,
      List<RangeMap.Share> shares,
      double width,
      TextMeasure measure) {
    Sketch sketch = new Sketch(width, measure);
    double height = keys.isPresent() ? HEIGHT : HEIGHT - BAR - WEDGE;
    new ShareBars(names, keys, shares, sketch).draw(keys.isPresent() ? 8 : 8 - BAR - WEDGE);
    return sketch.scene(height);
  }

  private void draw(double top) {
    double[] rows = shares(RangeMap.Share::rows);
    double[] bytes = shares(RangeMap.Share::bytes);
    if (keys.isPresent()) {
      double[] parts = keys.get().parts().stream().mapToDouble(Double::doubleValue).toArray();
      RangeMap.rowLabel(sketch, top + BAR / 2 - 7, keys.get().title());
      RangeMap.rowLabel(sketch, top + BAR / 2 + 7, keys.get().of());
      bar(parts, top, true, "of the keys");
      if (sum(rows) > 0) {
        wedges(parts, rows, top + BAR, top + BAR + WEDGE);
      }
    }
    RangeMap.rowLabel(sketch, top + BAR + WEDGE + BAR / 2, "Share of rows");
    bar(rows, top + BAR + WEDGE, false, "of the rows");
    RangeMap.rowLabel(sketch, top + 2 * BAR + WEDGE + 4 + BAR / 2, "Share of bytes");
    bar(bytes, top + 2 * BAR + WEDGE + 4, false, "of the bytes");
  }

  /// Of the keys that are seen first; empty where that is none, or keys have no distances.
  private static Optional<Keys> keys(RangeMap map) {
    KeyAxis axis = map.axis();
    // Where ranges overlap, shares of keys are more than the whole.
    if (axis.scale() != KeyScale.LINEAR || axis.keyAt(0).isEmpty() || axis.space().lanes() > 1) {
      return Optional.empty();
    }
    double[] shares = new double[map.names().size()];
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
    String span =
        axis.keyAt(home.from()).map(map.texts()).orElse("")
            + " to "
            + axis.keyAt(home.to()).map(map.texts()).orElse("");
    return sum(shares) > 0
        ? Optional.of(
            new Keys("Share of keys", span, java.util.Arrays.stream(shares).boxed().toList()))
        : Optional.empty();
  }

  private double[] shares(ToDoubleFunction<RangeMap.Share> value) {
    double[] parts = new double[names.size()];
    for (RangeMap.Share share : shares) {
      parts[share.position()] = Math.max(0, value.applyAsDouble(share));
    }
    return parts;
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
              SceneWords.shortened(names.get(i), SceneWords.NAME) + ", " + text + " " + of));
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
