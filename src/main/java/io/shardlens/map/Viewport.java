package io.shardlens.map;

/// The part of an axis that is seen, in the axis' own unit. Immutable.
///
/// @param from at the left edge
/// @param to at the right edge, above `from`
public record Viewport(double from, double to) {

  public Viewport {
    if (!(from < to) || !Double.isFinite(from) || !Double.isFinite(to)) {
      throw new IllegalArgumentException("A viewport needs a left edge left of its right edge");
    }
  }

  public double span() {
    return to - from;
  }

  /// The place of a point on a line from 0 to a width; outside of it for points out of sight.
  public double x(double place, double width) {
    return (place - from) / span() * width;
  }

  /// The point at a place on the line.
  public double at(double x, double width) {
    return from + x / width * span();
  }

  /// Zooms so that a point stays where it is.
  ///
  /// @param factor above 1 to see less, below 1 to see more
  public Viewport zoomed(double around, double factor, Viewport limits, double least) {
    double span = Math.clamp(span() / factor, Math.min(least, limits.span()), limits.span());
    double part = (around - from) / span();
    return of(around - part * span, span).within(limits);
  }

  /// @param by in the axis' unit, to the right where it is above 0
  public Viewport panned(double by, Viewport limits) {
    return of(from + by, span()).within(limits);
  }

  /// The same span moved, or where it is too long cut, so that it lies inside the limits.
  public Viewport within(Viewport limits) {
    if (span() >= limits.span()) {
      return limits;
    }
    double left = Math.clamp(from, limits.from(), limits.to() - span());
    return of(left, span());
  }

  public boolean contains(double place) {
    return place >= from && place <= to;
  }

  /// Far out on an axis neighbouring doubles are far apart, and a span can vanish between them.
  private static Viewport of(double from, double span) {
    double to = from + span;
    return new Viewport(from, to > from ? to : Math.nextUp(from));
  }
}
