package io.shardlens.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Collects a scene. Nothing that it takes reaches over the edge of the room: rectangles are cut,
/// and what cannot be cut is left out.
final class Drawing {

  /// The height of a line of text to its font's size.
  private static final double LINE_HEIGHT = 1.2;

  private static final int WORDS_LENGTH = 400;

  private final Room room;
  private final List<Shape> shapes = new ArrayList<>();
  private final List<Target> targets = new ArrayList<>();

  Drawing(Room room) {
    this.room = room;
  }

  double width() {
    return room.width();
  }

  double height() {
    return room.height();
  }

  double measured(String text, TextStyle style) {
    return room.measure().width(text, style);
  }

  String fitting(String text, TextStyle style, double space) {
    return space <= 0 ? "" : room.measure().fitting(text, style, space);
  }

  static double lineHeight(TextStyle style) {
    return style.size() * LINE_HEIGHT;
  }

  void box(double x, double y, double width, double height, Paint paint) {
    cut(x, y, width, height)
        .map(r -> new Shape.Box(r.x(), r.y(), r.width(), r.height(), paint))
        .ifPresent(shapes::add);
  }

  void frame(double x, double y, double width, double height, double line, Paint paint) {
    cut(x, y, width, height)
        .map(r -> new Shape.Frame(r.x(), r.y(), r.width(), r.height(), line, paint))
        .ifPresent(shapes::add);
  }

  void hatching(double x, double y, double width, double height, Paint paint) {
    cut(x, y, width, height)
        .map(r -> new Shape.Hatching(r.x(), r.y(), r.width(), r.height(), paint))
        .ifPresent(shapes::add);
  }

  /// A horizontal or vertical line; left out where it lies outside.
  void line(double x1, double y1, double x2, double y2, boolean dashed, Paint paint) {
    if (inside(x1, y1) && inside(x2, y2)) {
      shapes.add(new Shape.Line(x1, y1, x2, y2, 1, dashed, paint));
    }
  }

  void line(double x1, double y1, double x2, double y2, double thick, Paint paint) {
    if (inside(x1, y1) && inside(x2, y2)) {
      shapes.add(new Shape.Line(x1, y1, x2, y2, thick, false, paint));
    }
  }

  /// Whoever draws round things has made them fit.
  void add(Shape shape) {
    shapes.add(shape);
  }

  /// A text in full, if it fits into the scene.
  ///
  /// @return whether it is there
  boolean label(
      double x, double y, String text, TextStyle style, Shape.Anchor anchor, Paint paint) {
    double width = measured(text, style);
    double left = anchor.left(x, width);
    double half = lineHeight(style) / 2;
    if (text.isEmpty()
        || left < 0
        || left + width > room.width()
        || y - half < 0
        || y + half > room.height()) {
      return false;
    }
    shapes.add(new Shape.Label(x, y, text, style, anchor, paint));
    return true;
  }

  /// A text in full, if it fits into the scene and meets no other text there.
  void labelApart(
      double x, double y, String text, TextStyle style, Shape.Anchor anchor, Paint paint) {
    double width = measured(text, style);
    double left = anchor.left(x, width);
    double half = lineHeight(style) / 2;
    for (Shape shape : shapes) {
      if (shape instanceof Shape.Label other) {
        double otherWidth = measured(other.text(), other.style());
        double otherLeft = other.anchor().left(other.x(), otherWidth);
        if (left < otherLeft + otherWidth
            && otherLeft < left + width
            && Math.abs(y - other.y()) < half + lineHeight(other.style()) / 2) {
          return;
        }
      }
    }
    label(x, y, text, style, anchor, paint);
  }

  /// As much of a text as fits between two edges, from the left one on.
  ///
  /// @return where the text ends; the left edge where there is none
  double labelIn(double left, double right, double y, String text, TextStyle style, Paint paint) {
    String shown = fitting(text, style, Math.min(right, room.width()) - left);
    return label(left, y, shown, style, Shape.Anchor.LEFT, paint)
        ? left + measured(shown, style)
        : left;
  }

  void target(double x, double y, double width, double height, Subject subject, String words) {
    cut(x, y, width, height)
        .ifPresent(area -> targets.add(new Target(area, subject, shortened(words))));
  }

  void target(Target.Area area, Subject subject, String words) {
    targets.add(new Target(area, subject, shortened(words)));
  }

  MapScene scene() {
    return new MapScene(room.width(), room.height(), shapes, targets);
  }

  private static String shortened(String words) {
    return SceneWords.shortened(words, WORDS_LENGTH);
  }

  private boolean inside(double x, double y) {
    return x >= 0 && x <= room.width() && y >= 0 && y <= room.height();
  }

  private Optional<Target.Rectangle> cut(double x, double y, double width, double height) {
    double left = Math.max(0, x);
    double top = Math.max(0, y);
    double right = Math.min(room.width(), x + width);
    double bottom = Math.min(room.height(), y + height);
    return right > left && bottom > top
        ? Optional.of(new Target.Rectangle(left, top, right - left, bottom - top))
        : Optional.empty();
  }
}
