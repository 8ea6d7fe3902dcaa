package io.shardlens.map;

import io.shardlens.map.Shape.Anchor;
import java.util.Locale;

/// The whole key space on a line, with a frame around what is seen above.
final class OverviewLine {
  private static final double LINE = 12;
  private static final double COLUMN = 2;

  private OverviewLine() {}

  static void add(RangeMap map, Sketch sketch, Viewport view, double width, double top) {
    KeyAxis axis = map.overview();
    Viewport whole = map.whole();
    double left = RangeMap.LEFT;
    double right = width - RangeMap.RIGHT;
    double y = top + 20;
    RangeMap.rowLabel(
        sketch,
        y + LINE / 2,
        axis.scale() == KeyScale.LOG
            ? "All of " + axis.type().word()
            : axis.scale() == KeyScale.LINEAR ? "All ranges" : "Every range");
    double start = left;
    int owner = owner(axis, whole.from());
    for (double x = left + COLUMN; x <= right; x += COLUMN) {
      int next = x >= right ? Integer.MIN_VALUE : owner(axis, whole.at(x - left, right - left));
      if (next != owner || x + COLUMN > right) {
        sketch.box(
            start,
            y,
            x + COLUMN > right ? right : x,
            y + LINE,
            owner == KeySpace.NOBODY ? Paint.Role.GAP : Paint.solid(owner));
        start = x;
        owner = next;
      }
    }
    sketch.add(
        Target.rectangle(
            left, top, right - left, 44, new Subject.Overview(), "The whole key space"));
    ends(sketch, axis, whole, map, left, right, top + 9);
    double from = Math.clamp(left + whole.x(place(map, view.from()), right - left), left, right);
    double to = Math.clamp(left + whole.x(place(map, view.to()), right - left), left, right);
    double frame = Math.max(6, Math.rint(to) - Math.rint(from));
    double at = Math.min(Math.rint(from), right - frame);
    sketch.add(new Shape.Frame(at, y - 3, frame, LINE + 6, 2, Paint.Role.INK));
  }

  /// The place on this line of a place on the axis above.
  private static double place(RangeMap map, double place) {
    return map.overview().placeAt(map.axis().numberAt(place));
  }

  private static int owner(KeyAxis axis, double place) {
    int index = axis.firstEndingAfter(0, place, 0);
    return index < axis.space().lane(0).size() && axis.low(0, index) <= place
        ? axis.space().lane(0).get(index).owner()
        : KeySpace.NOBODY;
  }

  private static void ends(
      Sketch sketch,
      KeyAxis axis,
      Viewport whole,
      RangeMap map,
      double left,
      double right,
      double y) {
    Sketch.LabelLine line = sketch.new LabelLine(y, left, right);
    if (axis.scale() == KeyScale.EQUAL) {
      line.offer(left, "first", TextStyle.TICK, Anchor.LEFT, Paint.Role.MUTED);
      line.offer(right, "last", TextStyle.TICK, Anchor.RIGHT, Paint.Role.MUTED);
      return;
    }
    line.offer(left, end(axis, whole.from(), map), TextStyle.TICK, Anchor.LEFT, Paint.Role.MUTED);
    line.offer(right, end(axis, whole.to(), map), TextStyle.TICK, Anchor.RIGHT, Paint.Role.MUTED);
    for (KeyAxis.Tick tick : axis.ticks(whole, 8)) {
      line.offer(
          left + whole.x(tick.place(), right - left),
          tick.label(),
          TextStyle.TICK,
          Anchor.CENTRE,
          Paint.Role.MUTED);
    }
  }

  /// `-9.2e18`, or the key as it is where it is short.
  private static String end(KeyAxis axis, double place, RangeMap map) {
    String text = axis.keyAt(place).map(map.texts()).orElse("");
    if (text.length() <= 12 || !axis.type().isInteger()) {
      return text;
    }
    return String.format(Locale.ROOT, "%.1e", axis.numberAt(place)).replace("e+", "e");
  }
}
