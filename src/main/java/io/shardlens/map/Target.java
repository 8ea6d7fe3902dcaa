package io.shardlens.map;

/// A part of the scene that can be pointed at.
///
/// @param area where it is
/// @param words what it is, in one line for a person who does not see it
public record Target(Area area, Subject subject, String words) {

  /// A part of the plane. Half open: its left and upper edge belong to it.
  public sealed interface Area {
    boolean contains(double x, double y);

    /// A point inside, for tests and for the place of a hint.
    double middleX();

    double middleY();
  }

  public record Rectangle(double x, double y, double width, double height) implements Area {
    @Override
    public boolean contains(double pointX, double pointY) {
      return pointX >= x && pointX < x + width && pointY >= y && pointY < y + height;
    }

    @Override
    public double middleX() {
      return x + width / 2;
    }

    @Override
    public double middleY() {
      return y + height / 2;
    }
  }

  /// A part of a ring; degrees clockwise from the top.
  public record RingPart(
      double x, double y, double inner, double outer, double start, double extent) implements Area {
    @Override
    public boolean contains(double pointX, double pointY) {
      double distance = Math.hypot(pointX - x, pointY - y);
      double degrees = Math.toDegrees(Math.atan2(pointX - x, y - pointY));
      double after = (degrees - start) % 360;
      return distance >= inner && distance < outer && (after < 0 ? after + 360 : after) < extent;
    }

    @Override
    public double middleX() {
      return x + (inner + outer) / 2 * Math.sin(Math.toRadians(start + extent / 2));
    }

    @Override
    public double middleY() {
      return y - (inner + outer) / 2 * Math.cos(Math.toRadians(start + extent / 2));
    }
  }

  public static Target rectangle(
      double x, double y, double width, double height, Subject subject, String words) {
    return new Target(new Rectangle(x, y, width, height), subject, words);
  }
}
