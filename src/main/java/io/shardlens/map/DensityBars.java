package io.shardlens.map;

import io.shardlens.map.Shape.Anchor;

/// Rows by key as bars over the ranges, each in the colour of the shard that owns its middle.
final class DensityBars {
  private static final double BAR = 10;

  private DensityBars() {}

  static void add(
      RangeMap map,
      KeyDensity density,
      Sketch sketch,
      Viewport view,
      double width,
      double top,
      double height) {
    KeyAxis axis = map.axis();
    double lineWidth = RangeMap.lineWidth(width);
    double left = RangeMap.lineLeft();
    boolean round = axis.scale() == KeyScale.LINEAR && axis.type().isInteger();
    double step = view.span() / lineWidth * BAR;
    if (round) {
      step = KeyAxis.niceStep(step);
    }
    double first = Math.floor(view.from() / step) * step;
    int count = (int) Math.min(lineWidth / 2, Math.ceil((view.to() - first) / step));
    double[] rows = new double[count];
    double most = 0;
    for (int i = 0; i < count; i++) {
      rows[i] = Math.max(0, density.between(first + i * step, first + (i + 1) * step));
      most = Math.max(most, rows[i]);
    }
    label(sketch, top, height, round ? step : 0);
    double ceiling = KeyAxis.niceStep(most);
    double baseline = top + height;
    sketch.add(
        new Shape.Line(
            left, baseline, left + lineWidth, baseline, 1, false, Paint.Role.FAINT_BORDER));
    if (most <= 0) {
      return;
    }
    for (double part : new double[] {0.5, 1}) {
      double y = Math.rint(baseline - part * (height - 12));
      if (ceiling * part >= 1) {
        sketch.add(new Shape.Line(left, y, left + lineWidth, y, 1, false, Paint.Role.FAINT_BORDER));
        sketch.label(
            left - 6,
            y,
            Band.grouped(Math.round(ceiling * part)),
            TextStyle.TICK,
            Anchor.RIGHT,
            RangeMap.OPEN_END + 6,
            Paint.Role.MUTED);
      }
    }
    for (int i = 0; i < count; i++) {
      double start = Math.max(left, left + view.x(first + i * step, lineWidth));
      double stop = Math.min(left + lineWidth, left + view.x(first + (i + 1) * step, lineWidth));
      if (rows[i] <= 0 || stop - start < 0.5) {
        continue;
      }
      double tall = Math.max(1, rows[i] / ceiling * (height - 12));
      int owner = owner(axis, first + (i + 0.5) * step);
      double gap = stop - start > 4 ? 1 : 0;
      sketch.box(
          Math.rint(start) + gap,
          baseline - tall,
          Math.rint(stop),
          baseline,
          owner == KeySpace.NOBODY ? Paint.Role.DANGER : Paint.solid(owner));
    }
  }

  private static void label(Sketch sketch, double top, double height, double step) {
    double middle = top + height - 30;
    RangeMap.rowLabel(sketch, middle, step > 0 ? "Rows per" : "Rows by key");
    if (step > 0) {
      RangeMap.rowLabel(
          sketch, middle + 14, Band.grouped(Math.round(step)) + (step > 1 ? " keys" : " key"));
    }
  }

  private static int owner(KeyAxis axis, double place) {
    int index = axis.firstEndingAfter(0, place, 0);
    return index < axis.space().lane(0).size() && axis.low(0, index) <= place
        ? axis.space().lane(0).get(index).owner()
        : KeySpace.NOBODY;
  }
}
