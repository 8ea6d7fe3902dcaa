package io.shardlens.map;

import io.shardlens.map.Shape.Anchor;
import java.util.ArrayList;
import java.util.List;

/// Collects the shapes and targets of a scene, and keeps labels of a line apart.
final class Sketch {
  private static final double LABEL_GAP = 10;

  private final double width;
  private final TextMeasure measure;
  private final List<Shape> shapes = new ArrayList<>();
  private final List<Target> targets = new ArrayList<>();

  Sketch(double width, TextMeasure measure) {
    this.width = width;
    this.measure = measure;
  }

  List<Target> targets() {
    return targets;
  }

  TextMeasure measure() {
    return measure;
  }

  void add(Shape shape) {
    shapes.add(shape);
  }

  void add(Target target) {
    targets.add(target);
  }

  /// A rectangle on whole pixels; nothing where it has no width.
  void box(double left, double top, double right, double bottom, Paint paint) {
    if (right > left) {
      shapes.add(new Shape.Box(left, top, right - left, bottom - top, paint));
    }
  }

  /// A text that is cut where it is longer than its room; nothing where not even a letter fits.
  void label(
      double x, double y, String text, TextStyle style, Anchor anchor, double room, Paint paint) {
    String fitting = measure.fitting(text, style, room);
    if (!fitting.isEmpty()) {
      shapes.add(new Shape.Label(x, y, fitting, style, anchor, paint));
    }
  }

  MapScene scene(double height) {
    return new MapScene(width, height, shapes, targets);
  }

  /// One line of labels, of which those come first that were asked for first.
  final class LabelLine {
    private final double y;
    private final double from;
    private final double to;
    private final List<double[]> taken = new ArrayList<>();

    /// @param y middle of the line
    LabelLine(double y, double from, double to) {
      this.y = y;
      this.from = from;
      this.to = to;
    }

    /// Adds a label if it keeps its distance to all others and stays on the line.
    ///
    /// @return whether it was added
    boolean offer(double x, String text, TextStyle style, Anchor anchor, Paint paint) {
      double length = measure.width(text, style);
      double left = anchor.left(x, length);
      double right = left + length;
      if (text.isEmpty() || left < from || right > to) {
        return false;
      }
      for (double[] other : taken) {
        if (left < other[1] + LABEL_GAP && right > other[0] - LABEL_GAP) {
          return false;
        }
      }
      taken.add(new double[] {left, right});
      shapes.add(new Shape.Label(x, y, text, style, anchor, paint));
      return true;
    }
  }
}
