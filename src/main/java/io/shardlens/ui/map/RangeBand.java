package io.shardlens.ui.map;

import io.shardlens.topology.KeyRange;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.ShardId;
import io.shardlens.ui.map.BandLayout.Anchor;
import io.shardlens.ui.map.BandLayout.Mark;
import io.shardlens.ui.map.BandLayout.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// Lays the ranges of a routing out: integers to scale, other keys in equal widths. A gap between
/// two ranges is a segment without a shard.
///
/// @param keyType of the key as the rule sees it
/// @param used the keys in use, `null` where they are not known
/// @param marker the last key asked, `null` where there is none
public record RangeBand(
    RoutingRule.Ranged routing,
    KeyType keyType,
    KeyScale.@Nullable Extent used,
    @Nullable KeyValue marker) {

  private static final int LONGEST_LABEL = 18;

  /// A range, or the gap between two.
  record Piece(Optional<ShardId> shard, @Nullable KeyValue from, @Nullable KeyValue to) {
    String interval() {
      return (from == null ? "(-∞" : "[" + from.text())
          + ", "
          + (to == null ? "+∞" : to.text())
          + ")";
    }

    boolean contains(KeyValue key) {
      return (from == null || from.compareTo(key) <= 0) && (to == null || key.compareTo(to) < 0);
    }
  }

  /// The pieces of the key space, in order, without a hole.
  List<Piece> pieces() {
    List<Piece> pieces = new ArrayList<>();
    KeyValue end = null;
    boolean first = true;
    for (KeyRange range : routing.ranges()) {
      KeyValue from = range.from();
      if (first ? from != null : from != null && !from.equals(end)) {
        pieces.add(new Piece(Optional.empty(), end, from));
      }
      pieces.add(new Piece(Optional.of(range.shard()), from, range.to()));
      end = range.to();
      first = false;
    }
    if (end != null) {
      pieces.add(new Piece(Optional.empty(), end, null));
    }
    return pieces;
  }

  /// The keys that are shown to scale; empty for keys that are not integers.
  Optional<KeyScale> scale() {
    return keyType.isInteger()
        ? Optional.of(KeyScale.of(openAtBothEnds(), used))
        : Optional.empty();
  }

  BandLayout layout(double width, ToDoubleFunction<String> measure) {
    List<Piece> pieces = pieces();
    Place place = place(pieces, width);
    List<Segment> segments = new ArrayList<>();
    List<Mark> marks = new ArrayList<>();
    for (int i = 0; i < pieces.size(); i++) {
      Piece piece = pieces.get(i);
      double left = piece.from() == null ? 0 : place.of(piece.from(), i);
      double right = piece.to() == null ? width : place.of(piece.to(), i + 1);
      segments.add(
          new Segment(
              piece.shard(),
              left,
              right - left,
              piece.from() == null,
              piece.to() == null,
              piece.interval()));
      if (piece.to() != null) {
        marks.add(new Mark(right, shortened(piece.to().text()), Anchor.CENTRE, true));
      }
    }
    marks.add(new Mark(0, "-∞", Anchor.LEFT, false));
    marks.add(new Mark(width, "+∞", Anchor.RIGHT, false));
    place.addTicks(marks);
    OptionalInt marked = markedSegment(pieces);
    return new BandLayout(
        segments,
        BandLayout.withoutCollisions(marks, width, measure),
        marked.isPresent() && marker != null
            ? OptionalDouble.of(markerPlace(place, pieces, segments, marked.getAsInt(), marker))
            : OptionalDouble.empty(),
        marked);
  }

  private double markerPlace(
      Place place, List<Piece> pieces, List<Segment> segments, int index, KeyValue key) {
    Segment segment = segments.get(index);
    if (key.equals(pieces.get(index).from())) {
      return segment.x();
    }
    double x = place instanceof ToScale ? place.of(key, index) : segment.x() + segment.width() / 2;
    // A key out of the scale stands in the middle of the hatched end.
    if (segment.openLeft() && x < BandLayout.OPEN_END) {
      return BandLayout.OPEN_END / 2;
    }
    return segment.openRight() && x > segment.right() - BandLayout.OPEN_END
        ? segment.right() - BandLayout.OPEN_END / 2
        : x;
  }

  private OptionalInt markedSegment(List<Piece> pieces) {
    KeyValue key = marker;
    for (int i = 0; key != null && i < pieces.size(); i++) {
      if (pieces.get(i).contains(key)) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }

  /// The first and the last piece never have a bound: where the file leaves one, a gap follows.
  private List<KeyRange> openAtBothEnds() {
    ShardId none = new ShardId("none");
    return pieces().stream()
        .map(piece -> new KeyRange(piece.from(), piece.to(), piece.shard().orElse(none)))
        .toList();
  }

  private Place place(List<Piece> pieces, double width) {
    double inner = width - 2 * BandLayout.OPEN_END;
    return scale()
        .<Place>map(scale -> new ToScale(scale, inner))
        .orElseGet(() -> new Evenly(pieces.size(), inner));
  }

  private sealed interface Place {
    /// @param index which bound it is, from the left
    double of(KeyValue key, int index);

    void addTicks(List<Mark> marks);
  }

  private record ToScale(KeyScale scale, double inner) implements Place {
    @Override
    public double of(KeyValue key, int index) {
      return key instanceof KeyValue.Int(long number) ? at((double) number) : at(scale.first());
    }

    @Override
    public void addTicks(List<Mark> marks) {
      List<Double> bounds = marks.stream().filter(Mark::bound).map(Mark::x).toList();
      for (double tick : scale.ticks()) {
        double x = at(tick);
        if (bounds.stream().noneMatch(bound -> Math.abs(bound - x) < 1)) {
          marks.add(new Mark(x, String.format(Locale.ROOT, "%.0f", tick), Anchor.CENTRE, false));
        }
      }
    }

    private double at(double key) {
      return BandLayout.OPEN_END + scale.x(key, inner);
    }
  }

  private record Evenly(int pieces, double inner) implements Place {
    @Override
    public double of(KeyValue key, int index) {
      return BandLayout.OPEN_END + inner * index / pieces;
    }

    @Override
    public void addTicks(List<Mark> marks) {}
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_LABEL ? text : text.substring(0, LONGEST_LABEL - 1) + "…";
  }
}
