package io.shardlens.map;

import io.shardlens.topology.KeyRange;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.ShardId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// The ranges of a key space and the gaps between them, in order. Ranges that overlap lie in lanes
/// one above the other, so that within a lane nothing does.
public final class KeySpace {

  /// A range, or a gap that nobody owns.
  ///
  /// @param owner the position of the shard, [#NOBODY] for a gap
  /// @param from the first key, `null` for no bound
  /// @param to the first key after, `null` for no bound
  public record Piece(int owner, @Nullable KeyValue from, @Nullable KeyValue to) {
    public boolean isGap() {
      return owner == NOBODY;
    }

    public boolean contains(KeyValue key) {
      return (from == null || from.compareTo(key) <= 0) && (to == null || key.compareTo(to) < 0);
    }

    /// `[50000, 100000)`, with `-∞` and `+∞` where there is no bound.
    public String interval() {
      return (from == null ? "(-∞" : "[" + from.text())
          + ", "
          + (to == null ? "+∞" : to.text())
          + ")";
    }
  }

  public static final int NOBODY = -1;

  private final List<List<Piece>> lanes;
  private final int ranges;

  private KeySpace(List<List<Piece>> lanes, int ranges) {
    this.lanes = lanes;
    this.ranges = ranges;
  }

  /// @param ranges in any order; they may overlap
  /// @param positions of the shards
  public static KeySpace of(List<KeyRange> ranges, Map<ShardId, Integer> positions) {
    List<Piece> pieces = new ArrayList<>(ranges.size());
    for (KeyRange range : ranges) {
      Integer position = positions.get(range.shard());
      if (position == null) {
        throw new IllegalArgumentException("The topology declares no shard " + range.shard());
      }
      pieces.add(new Piece(position, range.from(), range.to()));
    }
    pieces.sort(Comparator.comparing(Piece::from, Comparator.nullsFirst(KeyValue::compareTo)));
    List<List<Piece>> lanes = new ArrayList<>();
    lanes.add(new ArrayList<>());
    for (Piece piece : pieces) {
      freeLane(lanes, piece).add(piece);
    }
    addGaps(lanes.getFirst(), pieces);
    return new KeySpace(lanes.stream().map(List::copyOf).toList(), ranges.size());
  }

  private static List<Piece> freeLane(List<List<Piece>> lanes, Piece piece) {
    for (List<Piece> lane : lanes) {
      if (lane.isEmpty() || isBefore(lane.getLast(), piece)) {
        return lane;
      }
    }
    List<Piece> another = new ArrayList<>();
    lanes.add(another);
    return another;
  }

  private static boolean isBefore(Piece earlier, Piece later) {
    return earlier.to() != null
        && later.from() != null
        && earlier.to().compareTo(later.from()) <= 0;
  }

  /// Adds what no range covers to a lane; no piece of the lane lies there.
  private static void addGaps(List<Piece> lane, List<Piece> ascending) {
    List<Piece> gaps = new ArrayList<>();
    KeyValue end = null;
    boolean openStart = true;
    boolean openEnd = false;
    for (Piece piece : ascending) {
      KeyValue from = piece.from();
      if (from != null && !openEnd && (openStart || (end != null && end.compareTo(from) < 0))) {
        gaps.add(new Piece(NOBODY, openStart ? null : end, from));
      }
      openStart = false;
      if (piece.to() == null) {
        openEnd = true;
      } else if (end == null || end.compareTo(piece.to()) < 0) {
        end = piece.to();
      }
    }
    if (!openEnd) {
      gaps.add(new Piece(NOBODY, openStart ? null : end, null));
    }
    if (!gaps.isEmpty()) {
      lane.addAll(gaps);
      lane.sort(Comparator.comparing(Piece::from, Comparator.nullsFirst(KeyValue::compareTo)));
    }
  }

  /// How many lanes there are, at least 1; more only where ranges overlap.
  public int lanes() {
    return lanes.size();
  }

  /// The pieces of a lane, ascending. Those of the first lane and those above it cover all keys.
  public List<Piece> lane(int lane) {
    return lanes.get(lane);
  }

  public Piece piece(Subject.Pieces pieces) {
    return lane(pieces.lane()).get(pieces.first());
  }

  /// How many ranges there are, without gaps.
  public int ranges() {
    return ranges;
  }

  public long gaps() {
    return lanes.getFirst().stream().filter(Piece::isGap).count();
  }

  /// The index of the piece of a lane that holds a key; empty where the lane has none.
  public OptionalInt find(int lane, KeyValue key) {
    List<Piece> pieces = lanes.get(lane);
    int low = 0;
    int high = pieces.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      KeyValue from = pieces.get(middle).from();
      if (from == null || from.compareTo(key) <= 0) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low < pieces.size() && pieces.get(low).contains(key)
        ? OptionalInt.of(low)
        : OptionalInt.empty();
  }
}
