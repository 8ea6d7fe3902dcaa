package io.shardlens.map;

/// Something that is painted. Pixels, x to the right and y down, from the upper left corner of the
/// scene.
public sealed interface Shape {

  /// A filled rectangle. Of a shard from the first with a pattern on, the fill carries it.
  record Box(double x, double y, double width, double height, Paint paint) implements Shape {}

  /// The outline of a rectangle; it lies inside the rectangle.
  ///
  /// @param line width of the line
  record Frame(double x, double y, double width, double height, double line, Paint paint)
      implements Shape {}

  /// A rectangle of diagonal lines: open ends, gaps.
  record Hatching(double x, double y, double width, double height, Paint paint) implements Shape {}

  /// The hatched arrow of an end without a bound, pointing left or right.
  record Arrow(
      double x, double y, double width, double height, boolean left, boolean hatched, Paint paint)
      implements Shape {}

  /// A straight line.
  ///
  /// @param dashed whether it is dotted
  record Line(double x1, double y1, double x2, double y2, double line, boolean dashed, Paint paint)
      implements Shape {}

  /// A filled quadrilateral between two horizontal lines.
  record Wedge(
      double topLeft,
      double topRight,
      double top,
      double bottomLeft,
      double bottomRight,
      double bottom,
      Paint paint)
      implements Shape {}

  /// A part of a ring.
  ///
  /// @param start degrees clockwise from the top
  /// @param extent degrees clockwise, above 0
  record Sector(
      double x, double y, double inner, double outer, double start, double extent, Paint paint)
      implements Shape {}

  /// The outline of a part of a ring.
  record SectorFrame(
      double x,
      double y,
      double inner,
      double outer,
      double start,
      double extent,
      double line,
      Paint paint)
      implements Shape {}

  /// One line of text. It carries no control character: who makes it has escaped it.
  ///
  /// @param x of the anchor
  /// @param y of the middle of the line
  /// @param degrees clockwise around its anchor
  record Label(
      double x, double y, String text, TextStyle style, Anchor anchor, double degrees, Paint paint)
      implements Shape {
    public Label(double x, double y, String text, TextStyle style, Anchor anchor, Paint paint) {
      this(x, y, text, style, anchor, 0, paint);
    }
  }

  /// Which part of a text stands at its place.
  enum Anchor {
    LEFT,
    CENTRE,
    RIGHT;

    /// The left edge of a text of a width that is anchored at x.
    public double left(double x, double width) {
      return switch (this) {
        case LEFT -> x;
        case CENTRE -> x - width / 2;
        case RIGHT -> x - width;
      };
    }
  }
}
