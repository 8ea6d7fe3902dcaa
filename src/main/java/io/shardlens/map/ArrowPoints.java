package io.shardlens.map;

import java.util.ArrayList;
import java.util.List;

/// The outline of a [Shape.Arrow], and its hatching cut at its tip.
public final class ArrowPoints {
  private static final double TIP = 14;

  private ArrowPoints() {}

  /// x and y of five points.
  public static double[] of(Shape.Arrow arrow) {
    double x = arrow.x();
    double y = arrow.y();
    double right = x + arrow.width();
    double bottom = y + arrow.height();
    double middle = y + arrow.height() / 2;
    return arrow.left()
        ? new double[] {x, middle, x + TIP, y, right, y, right, bottom, x + TIP, bottom}
        : new double[] {x, y, right - TIP, y, right, middle, right - TIP, bottom, x, bottom};
  }

  /// x1, y1, x2, y2 of the lines inside the arrow.
  public static List<double[]> hatching(Shape.Arrow arrow) {
    List<double[]> lines = new ArrayList<>();
    for (double[] line :
        HatchLines.of(arrow.x(), arrow.y(), arrow.width(), arrow.height(), 6, true)) {
      double from = inside(arrow, line, 0);
      double to = inside(arrow, line, 1);
      if (from < to) {
        double width = line[2] - line[0];
        double height = line[3] - line[1];
        lines.add(
            new double[] {
              line[0] + from * width,
              line[1] + from * height,
              line[0] + to * width,
              line[1] + to * height
            });
      }
    }
    return lines;
  }

  /// From where, or up to where, a line is inside; found by halving, as the tip is convex.
  private static double inside(Shape.Arrow arrow, double[] line, int end) {
    double good = Double.NaN;
    for (int i = 0; i <= 8 && Double.isNaN(good); i++) {
      double part = i / 8.0;
      good = contains(arrow, line, part) ? part : Double.NaN;
    }
    if (Double.isNaN(good)) {
      return end == 0 ? 1 : 0;
    }
    double bad = end;
    if (contains(arrow, line, bad)) {
      return bad;
    }
    for (int i = 0; i < 12; i++) {
      double middle = (good + bad) / 2;
      if (contains(arrow, line, middle)) {
        good = middle;
      } else {
        bad = middle;
      }
    }
    return good;
  }

  private static boolean contains(Shape.Arrow arrow, double[] line, double part) {
    double x = line[0] + part * (line[2] - line[0]);
    double y = line[1] + part * (line[3] - line[1]);
    double fromTip = arrow.left() ? x - arrow.x() : arrow.x() + arrow.width() - x;
    double middle = arrow.y() + arrow.height() / 2;
    double half = Math.min(1, fromTip / TIP) * arrow.height() / 2;
    return fromTip >= 0 && Math.abs(y - middle) <= half + 1e-9;
  }
}
