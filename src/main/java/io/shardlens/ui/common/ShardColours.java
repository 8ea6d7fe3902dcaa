package io.shardlens.ui.common;

import io.shardlens.topology.ShardId;
import io.shardlens.topology.Topology;
import java.util.List;
import java.util.Map;

/// The one owner of which shard has which colour: the palette of the style sheets, by the shard's
/// position in the topology, and from the fifth shard on with a pattern.
public final class ShardColours {
  private static final int PALETTE = 8;
  private static final int FIRST_WITH_PATTERN = 5;

  private final Map<ShardId, Integer> positions;

  public ShardColours(Topology topology) {
    this.positions = topology.positions();
  }

  /// The style classes under which a node and everything below it paints in a shard's colours:
  /// `-shardlens-shard`, `-shardlens-shard-on` for text on it, `-shardlens-shard-tint`.
  ///
  /// @throws IllegalArgumentException for a shard that is not of the topology
  public List<String> styleClasses(ShardId shard) {
    Integer position = positions.get(shard);
    if (position == null) {
      throw new IllegalArgumentException("The topology declares no shard " + shard);
    }
    String colour = "shard-" + (position % PALETTE + 1);
    return position + 1 < FIRST_WITH_PATTERN ? List.of(colour) : List.of(colour, "shard-pattern");
  }
}
