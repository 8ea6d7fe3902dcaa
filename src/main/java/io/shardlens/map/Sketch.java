package io.shardlens.map;

import io.shardlens.map.Shape.Anchor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Collects the shapes and targets of a scene. Nothing that it takes reaches over the edge of the
/// scene: rectangles are cut, and what cannot be cut is left out.
final class Sketch {
  private static final double LABEL_GAP = 10;

  /// The height of a line of text to its font's size.
  private static final double LINE_HEIGHT = 1.2;

  private static final int WORDS_LENGTH = 400;

  private final double width;
  private final double height;
  private final TextMeasure measure;
  private final List<Shape> shapes = new ArrayList<>();
  private final List<Target> targets = new ArrayList<>();

  /// A scene whose height is known only when all is drawn.
  Sketch(double width, TextMeasure measure) {
    this(width, Double.POSITIVE_INFINITY, measure);
  }

  Sketch(Room room) {
    this(room.width(), room.height(), room.measure());
  }

  private Sketch(double width, double height, TextMeasure measure) {
    this.width = width;
    this.height = height;
    this.measure = measure;
  }

  double width() {
    return width;
  }

  double height() {
    return height;
  }

  List<Target> targets() {
    return targets;
  }

  TextMeasure measure() {
    return measure;
  }

  double measured(String text, TextStyle style) {
    return measure.width(text, style);
  }

  String fitting(String text, TextStyle style, double space) {
    return space <= 0 ? "" : measure.fitting(text, style, space);
  }

  static double lineHeight(TextStyle style) {
    return style.size() * LINE_HEIGHT;
  }

  /// Whoever draws round things has made them fit.
  void add(Shape shape) {
    shapes.add(shape);
  }

  void add(Target target) {
    targets.add(new Target(target.area(), target.subject(), shortened(target.words())));
  }

  /// A rectangle between its edges; nothing where it has no width.
  void box(double left, double top, double right, double bottom, Paint paint) {
    fill(left, top, right - left, bottom - top, paint);
  }

  void fill(double x, double y, double wide, double tall, Paint paint) {
    cut(x, y, wide, tall)
        .map(r -> new Shape.Box(r.x(), r.y(), r.width(), r.height(), paint))
        .ifPresent(shapes::add);
  }

  void frame(double x, double y, double wide, double tall, double line, Paint paint) {
    cut(x, y, wide, tall)
        .map(r -> new Shape.Frame(r.x(), r.y(), r.width(), r.height(), line, paint))
        .ifPresent(shapes::add);
  }

  void hatching(double x, double y, double wide, double tall, Paint paint) {
    cut(x, y, wide, tall)
        .map(r -> new Shape.Hatching(r.x(), r.y(), r.width(), r.height(), paint))
        .ifPresent(shapes::add);
  }

  /// A line; left out where an end of it lies outside.
  void line(double x1, double y1, double x2, double y2, double thick, Paint paint) {
    if (inside(x1, y1) && inside(x2, y2)) {
      shapes.add(new Shape.Line(x1, y1, x2, y2, thick, false, paint));
    }
  }

  /// A text that is cut where it is longer than its room; nothing where not even a letter fits.
  void label(
      double x, double y, String text, TextStyle style, Anchor anchor, double room, Paint paint) {
    labelInFull(x, y, fitting(text, style, room), style, anchor, paint);
  }

  /// A text in full, if it fits into the scene.
  ///
  /// @return whether it is there
  boolean labelInFull(
      double x, double y, String text, TextStyle style, Anchor anchor, Paint paint) {
    double length = measured(text, style);
    double left = anchor.left(x, length);
    double half = lineHeight(style) / 2;
    if (text.isEmpty() || left < 0 || left + length > width || y - half < 0 || y + half > height) {
      return false;
    }
    shapes.add(new Shape.Label(x, y, text, style, anchor, paint));
    return true;
  }

  /// A text in full, if it fits into the scene and meets no other text there.
  void labelApart(double x, double y, String text, TextStyle style, Anchor anchor, Paint paint) {
    double length = measured(text, style);
    double left = anchor.left(x, length);
    double half = lineHeight(style) / 2;
    for (Shape shape : shapes) {
      if (shape instanceof Shape.Label other) {
        double otherLength = measured(other.text(), other.style());
        double otherLeft = other.anchor().left(other.x(), otherLength);
        if (left < otherLeft + otherLength
            && otherLeft < left + length
            && Math.abs(y - other.y()) < half + lineHeight(other.style()) / 2) {
          return;
        }
      }
    }
    labelInFull(x, y, text, style, anchor, paint);
  }

  /// As much of a text as fits between two edges, from the left one on.
  ///
  /// @return where the text ends; the left edge where there is none
  double labelIn(double left, double right, double y, String text, TextStyle style, Paint paint) {
    String shown = fitting(text, style, Math.min(right, width) - left);
    return labelInFull(left, y, shown, style, Anchor.LEFT, paint)
        ? left + measured(shown, style)
        : left;
  }

  void target(double x, double y, double wide, double tall, Subject subject, String words) {
    cut(x, y, wide, tall).ifPresent(area -> target(area, subject, words));
  }

  void target(Target.Area area, Subject subject, String words) {
    add(new Target(area, subject, words));
  }

  /// The scene of a sketch that knew its height.
  MapScene scene() {
    return scene(height);
  }

  MapScene scene(double total) {
    return new MapScene(width, total, shapes, targets);
  }

  private static String shortened(String words) {
    return SceneWords.shortened(words, WORDS_LENGTH);
  }

  private boolean inside(double x, double y) {
    return x >= 0 && x <= width && y >= 0 && y <= height;
  }

  private Optional<Target.Rectangle> cut(double x, double y, double wide, double tall) {
    double left = Math.max(0, x);
    double top = Math.max(0, y);
    double right = Math.min(width, x + wide);
    double bottom = Math.min(height, y + tall);
    return right > left && bottom > top
        ? Optional.of(new Target.Rectangle(left, top, right - left, bottom - top))
        : Optional.empty();
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
