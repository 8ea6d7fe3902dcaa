package io.shardlens.map;

import io.shardlens.map.KeySpace.Piece;
import io.shardlens.map.Shape.Anchor;
import io.shardlens.topology.KeyValue;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A picture of ranges: rows by key, the ranges to scale, the bounds, the shares of the shards, and
/// the whole key space with a frame around what is seen.
///
/// Pieces narrower than a pixel are merged, so that the price of a picture is that of its pixels.
///
/// @param axis where keys are
/// @param overview of the same key space, [KeyAxis#overview()] of the axis
/// @param names of the shards by their position
/// @param texts how a key is written; it escapes what a line of text cannot hold
/// @param density rows by key, empty where they are not known
/// @param landings looked-up keys by place, empty where there are none
/// @param shares of the shards, in the order of their positions; empty where nothing was counted
/// @param marker the last key asked, empty for none
/// @param selected pieces that are looked at, empty for none
/// @param chosen the position of the shard that is looked at, empty for none
/// @param title of the band: the name of the routing
/// @param movable whether bounds can be dragged
public record RangeMap(
    KeyAxis axis,
    KeyAxis overview,
    List<String> names,
    Function<KeyValue, String> texts,
    Optional<KeyDensity> density,
    Optional<KeyDensity> landings,
    List<Share> shares,
    Optional<Marker> marker,
    Optional<Subject.Pieces> selected,
    OptionalInt chosen,
    String title,
    boolean movable) {

  /// The pixels left of the line, for the names of what is on it.
  public static final double LEFT = 96;

  /// The pixels right of the line.
  public static final double RIGHT = 8;

  /// The pixels at both ends of the line that say what lies beyond.
  public static final double OPEN_END = 44;

  private static final double FLAG = 34;
  private static final double ROWS = 96;
  private static final double STRIP = 18;
  private static final double BAND = 64;
  private static final double AXIS = 28;
  private static final double OVERVIEW = 44;
  private static final double NARROWEST = 46;

  /// What a shard has of the whole.
  ///
  /// @param rows 0 to 1; negative where it was not counted
  /// @param bytes 0 to 1; negative where it was not counted
  public record Share(int position, double rows, double bytes) {}

  /// The last key asked.
  ///
  /// @param key as the rule compares it, `null` where it cannot be placed
  /// @param text as it was typed
  /// @param words what became of it: `lands on Asia`
  public record Marker(@Nullable KeyValue key, String text, String words) {}

  public RangeMap {
    names = List.copyOf(names);
    shares = List.copyOf(shares);
  }

  public double height() {
    return axisTop() + AXIS + sharesHeight() + OVERVIEW;
  }

  /// The width of the line in a scene of a width: what a [Viewport] is seen on.
  public static double lineWidth(double width) {
    return Math.max(1, width - LEFT - RIGHT - 2 * OPEN_END);
  }

  /// The left end of the line.
  public static double lineLeft() {
    return LEFT + OPEN_END;
  }

  /// Whether a point is on the line that shows the whole key space; then the place it stands for.
  public Optional<Double> overviewAt(double x, double y, double width) {
    double top = height() - OVERVIEW;
    double left = LEFT;
    double right = width - RIGHT;
    return y >= top && x >= left && x < right
        ? Optional.of(axis.placeAt(overview.numberAt(whole().at(x - left, right - left))))
        : Optional.empty();
  }

  /// @param width at least some 300 pixels for anything to be readable; less is drawn as well
  public MapScene scene(Viewport view, double width, TextMeasure measure) {
    Sketch sketch = new Sketch(width, measure);
    if (width < LEFT + RIGHT + 2 * OPEN_END + 8) {
      return sketch.scene(height());
    }
    Band band =
        new Band(this, sketch, view, lineLeft(), lineLeft() + lineWidth(width), bandTop(), BAND);
    density.ifPresent(rows -> DensityBars.add(this, rows, sketch, view, width, FLAG, ROWS));
    landings.ifPresent(
        keys -> DensityStrip.add(this, keys, sketch, view, width, FLAG + rowsHeight(), STRIP - 4));
    rowLabel(sketch, bandTop() + BAND / 2 - 8, "Key range");
    sketch.label(
        12,
        bandTop() + BAND / 2 + 8,
        title,
        TextStyle.TICK,
        Anchor.LEFT,
        LEFT - 16,
        Paint.Role.TEXT);
    band.draw();
    drawAxis(sketch, view, band, width);
    if (!shares.isEmpty()) {
      ShareBars.add(this, sketch, axisTop() + AXIS);
    }
    OverviewLine.add(this, sketch, view, width, height() - OVERVIEW);
    marker.ifPresent(asked -> drawFlag(sketch, view, width, asked));
    return sketch.scene(height());
  }

  static void rowLabel(Sketch sketch, double y, String text) {
    sketch.label(12, y, text, TextStyle.AXIS, Anchor.LEFT, LEFT - 16, Paint.Role.MUTED);
  }

  private double rowsHeight() {
    return density.isPresent() ? ROWS : 0;
  }

  private double bandTop() {
    return FLAG + rowsHeight() + (landings.isPresent() ? STRIP : 0) + 4;
  }

  private double axisTop() {
    return bandTop() + BAND;
  }

  private double sharesHeight() {
    return shares.isEmpty() ? 0 : ShareBars.HEIGHT;
  }

  /// Of times and uuids the keys that are seen first: all that there can be would be of one colour.
  Viewport whole() {
    return overview.scale() == KeyScale.LINEAR ? overview.home() : overview.limits();
  }

  private void drawAxis(Sketch sketch, Viewport view, Band band, double width) {
    double top = axisTop();
    Sketch.LabelLine line = sketch.new LabelLine(top + 17, LEFT - 8, width);
    double lineWidth = lineWidth(width);
    boolean startsOpen = band.opensLeft();
    boolean endsOpen = band.opensRight();
    if (startsOpen) {
      line.offer(LEFT, "-∞", TextStyle.TICK, Anchor.LEFT, Paint.Role.MUTED);
    }
    if (endsOpen) {
      line.offer(width - RIGHT, "+∞", TextStyle.TICK, Anchor.RIGHT, Paint.Role.MUTED);
    }
    for (Band.Edge edge : band.edges()) {
      double x = Math.rint(edge.x());
      String text = sketch.measure().fitting(texts.apply(edge.key()), TextStyle.TICK_BOLD, 150);
      boolean said = line.offer(x, text, TextStyle.TICK_BOLD, Anchor.CENTRE, Paint.Role.TEXT);
      sketch.add(new Shape.Line(x, top + 2, x, top + (said ? 8 : 5), 1, false, Paint.Role.TEXT));
    }
    for (KeyAxis.Tick tick : axis.ticks(view, (int) Math.max(2, lineWidth / 110))) {
      double x = Math.rint(lineLeft() + view.x(tick.place(), lineWidth));
      if (line.offer(x, tick.label(), TextStyle.TICK, Anchor.CENTRE, Paint.Role.MUTED)) {
        sketch.add(new Shape.Line(x, top + 2, x, top + 6, 1, false, Paint.Role.MUTED));
      }
    }
  }

  private void drawFlag(Sketch sketch, Viewport view, double width, Marker asked) {
    KeyValue key = asked.key();
    if (key == null) {
      return;
    }
    double place = axis.place(key);
    double left = lineLeft();
    double right = left + lineWidth(width);
    double x;
    if (place < view.from()) {
      x = LEFT + OPEN_END / 2;
    } else if (place > view.to()) {
      x = right + OPEN_END / 2;
    } else {
      x = Math.rint(left + view.x(place, right - left));
    }
    TextMeasure measure = sketch.measure();
    String text =
        sketch.fitting(
            asked.text(), TextStyle.VALUE_BOLD, Math.min(220, width - LEFT - RIGHT - 16));
    double length =
        measure.width(text, TextStyle.VALUE_BOLD)
            + 8
            + measure.width(asked.words(), TextStyle.TEXT);
    double box = length + 16;
    double at = Math.clamp(x - 1, LEFT, Math.max(LEFT, width - RIGHT - box));
    sketch.box(x - 1, 4, x + 1, bandTop() + BAND, Paint.Role.INK);
    sketch.box(at, 4, Math.min(at + box, width), 26, Paint.Role.INK);
    sketch.add(
        new Shape.Label(at + 8, 15, text, TextStyle.VALUE_BOLD, Anchor.LEFT, Paint.Role.SURFACE));
    sketch.label(
        at + 16 + measure.width(text, TextStyle.VALUE_BOLD),
        15,
        asked.words(),
        TextStyle.TEXT,
        Anchor.LEFT,
        Math.max(0, width - at - 20 - measure.width(text, TextStyle.VALUE_BOLD)),
        Paint.Role.SURFACE);
  }

  String name(int position) {
    return position == KeySpace.NOBODY ? "gap" : names.get(position);
  }

  /// What a target says of pieces.
  String words(Subject.Pieces pieces) {
    if (!pieces.isOne()) {
      return Band.grouped(pieces.end() - pieces.first()) + " ranges";
    }
    Piece piece = axis.space().piece(pieces);
    return SceneWords.shortened(name(piece.owner()), SceneWords.NAME) + ", " + interval(piece);
  }

  /// The interval of a piece, its keys as they are written here.
  public String interval(Piece piece) {
    return (piece.from() == null ? "(-∞" : "[" + texts.apply(piece.from()))
        + ", "
        + (piece.to() == null ? "+∞" : texts.apply(piece.to()))
        + ")";
  }

  static boolean hasRoomForName(double width) {
    return width >= NARROWEST;
  }
}
