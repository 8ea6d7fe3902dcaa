package io.shardlens.export.common;

import io.shardlens.topology.KeyRange;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.ShardId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Ranges as ascending bounds with an owner before the first, between each two and after the last.
///
/// @param bounds each belongs to what lies above it
/// @param owners one more than there are bounds; empty is a gap
public record RangeSteps(List<KeyValue> bounds, List<Optional<ShardId>> owners) {

  public RangeSteps {
    bounds = List.copyOf(bounds);
    owners = List.copyOf(owners);
  }

  /// @param ranges ascending, without overlap
  public static RangeSteps of(List<KeyRange> ranges) {
    List<KeyValue> bounds = new ArrayList<>();
    List<Optional<ShardId>> owners = new ArrayList<>();
    owners.add(Optional.empty());
    for (KeyRange range : ranges) {
      KeyValue from = range.from();
      KeyValue to = range.to();
      if (from == null || (!bounds.isEmpty() && bounds.getLast().equals(from))) {
        owners.set(owners.size() - 1, Optional.of(range.shard()));
      } else {
        bounds.add(from);
        owners.add(Optional.of(range.shard()));
      }
      if (to != null) {
        bounds.add(to);
        owners.add(Optional.empty());
      }
    }
    return new RangeSteps(bounds, owners);
  }
}
