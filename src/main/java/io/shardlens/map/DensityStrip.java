package io.shardlens.map;

/// Where many looked-up keys land: a strip that is the darker the more of them a pixel has.
final class DensityStrip {
  private static final double COLUMN = 2;

  private DensityStrip() {}

  static void add(
      RangeMap map,
      KeyDensity keys,
      Sketch sketch,
      Viewport view,
      double width,
      double top,
      double height) {
    double lineWidth = RangeMap.lineWidth(width);
    double left = RangeMap.lineLeft();
    int columns = (int) (lineWidth / COLUMN);
    double[] counts = new double[columns];
    double most = 0;
    for (int i = 0; i < columns; i++) {
      counts[i] =
          keys.between(view.at(i * COLUMN, lineWidth), view.at((i + 1) * COLUMN, lineWidth));
      most = Math.max(most, counts[i]);
    }
    RangeMap.rowLabel(sketch, top + height / 2, "Keys asked");
    sketch.box(left, top, left + lineWidth, top + height, Paint.Role.TRACK);
    int run = 0;
    for (int i = 1; i <= columns; i++) {
      if (i == columns || level(counts[i], most) != level(counts[run], most)) {
        int level = level(counts[run], most);
        if (level > 0) {
          sketch.box(
              left + run * COLUMN,
              top,
              left + i * COLUMN,
              top + height,
              new Paint.Heat(level / 16.0));
        }
        run = i;
      }
    }
  }

  /// 0 for none, 4 to 16 for few to many, by the logarithm.
  private static int level(double count, double most) {
    return count < 0.5
        ? 0
        : 4 + (int) Math.round(12 * Math.log1p(count) / Math.max(Math.log1p(most), 1e-9));
  }
}
