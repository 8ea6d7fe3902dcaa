package io.shardlens.map;

import io.shardlens.topology.KeyValue;
import io.shardlens.topology.ShardId;
import java.util.List;

/// What of the key space a place on the map shows.
public sealed interface Subject {

  /// Neighbouring pieces of a [KeySpace]; several where each is too narrow to be drawn.
  ///
  /// @param lane of the key space
  /// @param first index of the first piece
  /// @param end index after the last piece
  record Pieces(int lane, int first, int end) implements Subject {
    public boolean isOne() {
      return end == first + 1;
    }
  }

  /// The bound between two pieces of the first lane.
  ///
  /// @param piece the index of the piece above it
  record Bound(int piece) implements Subject {}

  /// Neighbouring buckets, ranges of the hash space, or points of a ring.
  ///
  /// @param first the first of them
  /// @param end the first after them
  record Buckets(int first, int end) implements Subject {}

  /// Values of a list or a directory, all of one shard.
  record Values(ShardId shard, List<KeyValue> values) implements Subject {
    public Values {
      values = List.copyOf(values);
    }
  }

  /// A whole shard: its share of keys, of rows, of bytes.
  record OfShard(ShardId shard) implements Subject {}

  /// The same, where shards are known by their position in the topology.
  record Position(int shard) implements Subject {}

  /// The line that shows the whole key space; a point of it is a place to go to.
  record Overview() implements Subject {}

  /// A cell of the heat map.
  ///
  /// @param row index of what is drawn one below the other
  /// @param column index of the interval of time
  record Cell(int row, int column) implements Subject {}
}
