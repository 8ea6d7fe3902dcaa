package io.shardlens.map;

import io.shardlens.map.KeySpace.Piece;
import io.shardlens.map.Shape.Anchor;
import io.shardlens.topology.KeyValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The ranges on the line: each to scale where it is a pixel or more, and merged with its
/// neighbours where it is less. Merged ranges show in each column how much of it each shard has, of
/// up to some ranges that are looked at; their number is said in words.
final class Band {
  /// Narrower pieces are merged.
  private static final double NARROWEST = 2;

  /// Width of a column of merged pieces.
  private static final double COLUMN = 2;

  /// Of so many pieces of a column the owners are looked at.
  private static final int SAMPLED = 6;

  private static final double EDGE = 4;
  private static final double LETTERS = 22;

  /// The place of a bound in sight, where both its neighbours are drawn for themselves.
  record Edge(double x, KeyValue key, int piece) {}

  private final RangeMap map;
  private final Sketch sketch;
  private final Viewport view;
  private final double left;
  private final double right;
  private final double top;
  private final double height;
  private final List<Edge> edges = new ArrayList<>();

  Band(
      RangeMap map,
      Sketch sketch,
      Viewport view,
      double left,
      double right,
      double top,
      double height) {
    this.map = map;
    this.sketch = sketch;
    this.view = view;
    this.left = left;
    this.right = right;
    this.top = top;
    this.height = height;
  }

  /// Bounds in sight, from left to right; known after [#draw].
  List<Edge> edges() {
    return edges;
  }

  void draw() {
    KeySpace space = map.axis().space();
    double each = height / space.lanes();
    for (int lane = 0; lane < space.lanes(); lane++) {
      drawLane(lane, top + lane * each, top + (lane + 1) * each - (space.lanes() > 1 ? 2 : 0));
    }
    drawEnds();
    drawSelection(each);
    if (map.movable()) {
      for (Edge edge : edges) {
        sketch.add(
            Target.rectangle(
                edge.x() - 4,
                top,
                8,
                height,
                new Subject.Bound(edge.piece()),
                "Bound " + map.texts().apply(edge.key())));
      }
    }
  }

  boolean opensLeft() {
    return pieceAt(view.from()).map(piece -> piece.from() == null).orElse(false);
  }

  boolean opensRight() {
    return pieceAt(Math.nextDown(view.to())).map(piece -> piece.to() == null).orElse(false);
  }

  private Optional<Piece> pieceAt(double place) {
    KeySpace space = map.axis().space();
    for (int lane = 0; lane < space.lanes(); lane++) {
      int index = map.axis().firstEndingAfter(lane, place, 0);
      if (index < space.lane(lane).size() && map.axis().low(lane, index) <= place) {
        return Optional.of(space.lane(lane).get(index));
      }
    }
    return Optional.empty();
  }

  private double x(double place) {
    return left + view.x(place, right - left);
  }

  private void drawLane(int lane, double from, double to) {
    KeyAxis axis = map.axis();
    List<Piece> pieces = axis.space().lane(lane);
    int next = axis.firstEndingAfter(lane, view.from(), 0);
    int mergedFirst = -1;
    double mergedLeft = 0;
    double mergedRight = 0;
    while (next < pieces.size() && axis.low(lane, next) < view.to()) {
      double start = Math.max(left, x(axis.low(lane, next)));
      double end = Math.min(right, x(axis.high(lane, next)));
      if (end - start >= NARROWEST) {
        if (mergedFirst >= 0) {
          words(lane, mergedFirst, next, mergedLeft, start, from, to);
          mergedFirst = -1;
        }
        drawPiece(lane, next, start, end, from, to);
        next++;
        continue;
      }
      if (mergedFirst < 0) {
        mergedFirst = next;
        mergedLeft = start;
      }
      double column = start + COLUMN;
      int after =
          Math.max(
              next + 1, axis.firstEndingAfter(lane, view.at(column - left, right - left), next));
      mergedRight = Math.min(right, Math.max(column, x(axis.high(lane, after - 1))));
      drawColumn(pieces, next, after, start, Math.min(right, column), from, to);
      next = after;
    }
    if (mergedFirst >= 0) {
      words(lane, mergedFirst, next, mergedLeft, Math.max(mergedRight, mergedLeft), from, to);
    }
  }

  private void drawPiece(int lane, int index, double start, double end, double from, double to) {
    Piece piece = map.axis().space().lane(lane).get(index);
    double leftEdge = Math.rint(start);
    double rightEdge = Math.rint(end);
    boolean begins = map.axis().low(lane, index) >= view.from();
    // One pixel of ground parts neighbours, whatever their colours are.
    double inner = rightEdge - leftEdge > 4 && begins ? leftEdge + 1 : leftEdge;
    Subject.Pieces subject = new Subject.Pieces(lane, index, index + 1);
    if (piece.isGap()) {
      sketch.add(new Shape.Hatching(inner, from, rightEdge - inner, to - from, Paint.Role.GAP));
      nameIn("no shard", map.interval(piece), leftEdge, rightEdge, from, to);
    } else {
      boolean wide = rightEdge - leftEdge >= 6;
      sketch.box(
          inner,
          from,
          rightEdge,
          to,
          wide ? Paint.tint(piece.owner()) : Paint.solid(piece.owner()));
      if (wide) {
        sketch.box(inner, from, rightEdge, from + EDGE, Paint.solid(piece.owner()));
      }
      nameIn(map.name(piece.owner()), map.interval(piece), leftEdge, rightEdge, from, to);
    }
    sketch.add(
        Target.rectangle(
            leftEdge,
            from,
            Math.max(1, rightEdge - leftEdge),
            to - from,
            subject,
            map.words(subject)));
    KeyValue bound = piece.from();
    if (bound != null && begins) {
      edges.add(new Edge(start, bound, index));
    }
  }

  private void nameIn(
      String name, String interval, double start, double end, double from, double to) {
    double width = end - start;
    if (width < LETTERS || to - from < 14) {
      return;
    }
    boolean twoLines = to - from >= 40;
    double middle = (from + EDGE + to) / 2;
    if (!RangeMap.hasRoomForName(width)) {
      sketch.label(
          start + width / 2,
          middle,
          name.substring(
              0, name.offsetByCodePoints(0, Math.min(2, name.codePointCount(0, name.length())))),
          TextStyle.AXIS,
          Anchor.CENTRE,
          width - 2,
          Paint.Role.TEXT);
      return;
    }
    TextMeasure measure = sketch.measure();
    boolean shown = twoLines && measure.width(interval, TextStyle.VALUE) + 20 <= width;
    sketch.label(
        start + 11,
        shown ? middle - 9 : middle,
        name,
        TextStyle.NAME,
        Anchor.LEFT,
        width - 14,
        Paint.Role.TEXT);
    if (shown) {
      sketch.label(
          start + 11,
          middle + 10,
          interval,
          TextStyle.VALUE,
          Anchor.LEFT,
          width - 14,
          Paint.Role.TEXT);
    }
  }

  /// Up to some owners of a column, stacked in the order of the shards.
  private void drawColumn(
      List<Piece> pieces, int first, int end, double start, double stop, double from, double to) {
    int count = Math.min(SAMPLED, end - first);
    int[] owners = new int[count];
    for (int i = 0; i < count; i++) {
      owners[i] = pieces.get(first + (int) ((long) i * (end - first) / count)).owner();
    }
    java.util.Arrays.sort(owners);
    int run = 0;
    for (int i = 1; i <= count; i++) {
      if (i == count || owners[i] != owners[run]) {
        Paint paint = owners[run] == KeySpace.NOBODY ? Paint.Role.GAP : Paint.solid(owners[run]);
        sketch.box(
            start,
            from + (to - from) * run / count,
            Math.max(stop, start + 1),
            from + (to - from) * i / count,
            paint);
        run = i;
      }
    }
  }

  /// Says how many pieces were merged, and makes them one target.
  private void words(
      int lane, int first, int end, double start, double stop, double from, double to) {
    Subject.Pieces subject = new Subject.Pieces(lane, first, end);
    double width = Math.max(1, stop - start);
    sketch.add(Target.rectangle(start, from, width, to - from, subject, map.words(subject)));
    String text = grouped(end - first) + (end - first == 1 ? " range" : " ranges");
    double length = sketch.measure().width(text, TextStyle.TEXT);
    if (length + 24 <= width && to - from >= 24) {
      double middle = (start + stop) / 2;
      double y = (from + to) / 2;
      sketch.box(
          middle - length / 2 - 8, y - 10, middle + length / 2 + 8, y + 10, Paint.Role.SURFACE);
      sketch.add(new Shape.Label(middle, y, text, TextStyle.TEXT, Anchor.CENTRE, Paint.Role.TEXT));
    }
  }

  /// What lies beyond the line: an end without a bound hatched, more ranges plain.
  private void drawEnds() {
    end(view.from(), left - RangeMap.OPEN_END, true, opensLeft());
    end(Math.nextDown(view.to()), right, false, opensRight());
  }

  private void end(double place, double at, boolean toLeft, boolean open) {
    Optional<Piece> piece = pieceAt(place);
    if (piece.isEmpty()) {
      return;
    }
    int owner = piece.get().owner();
    Paint paint = owner == KeySpace.NOBODY ? Paint.Role.GAP : Paint.solid(owner);
    if (!open && owner != KeySpace.NOBODY) {
      paint = Paint.tint(owner);
    }
    sketch.add(new Shape.Arrow(at, top, RangeMap.OPEN_END, height, toLeft, open, paint));
    if (open) {
      KeySpace space = map.axis().space();
      int index = map.axis().firstEndingAfter(0, place, 0);
      if (index < space.lane(0).size() && space.lane(0).get(index).equals(piece.get())) {
        Subject.Pieces subject = new Subject.Pieces(0, index, index + 1);
        sketch.add(
            Target.rectangle(at, top, RangeMap.OPEN_END, height, subject, map.words(subject)));
      }
    }
  }

  private void drawSelection(double each) {
    KeyAxis axis = map.axis();
    if (map.selected().isPresent()) {
      Subject.Pieces pieces = map.selected().get();
      double start = Math.max(left, x(axis.low(pieces.lane(), pieces.first())));
      double stop = Math.min(right, x(axis.high(pieces.lane(), pieces.end() - 1)));
      if (stop > left && start < right) {
        frame(start, stop, top + pieces.lane() * each, each);
      }
      return;
    }
    if (map.chosen().isEmpty()) {
      return;
    }
    for (Target target : List.copyOf(sketch.targets())) {
      if (target.subject() instanceof Subject.Pieces pieces
          && pieces.isOne()
          && axis.space().piece(pieces).owner() == map.chosen().getAsInt()
          && target.area() instanceof Target.Rectangle area
          && area.x() >= left
          && area.x() < right
          && area.width() >= LETTERS) {
        frame(area.x(), area.x() + area.width(), area.y(), area.height());
      }
    }
  }

  private void frame(double start, double stop, double y, double tall) {
    double from = Math.rint(start);
    sketch.add(
        new Shape.Frame(
            from, y - 2, Math.max(4, Math.rint(stop) - from), tall + 4, 2, Paint.Role.INK));
  }

  /// `1 204`, with a narrow space.
  static String grouped(long count) {
    return String.format(Locale.ROOT, "%,d", count).replace(',', '\u202f');
  }
}
