package io.shardlens.routing;

import io.shardlens.topology.Shard;
import java.util.Optional;

/// Keys that belong to another shard in a newer topology.
///
/// @param from the shard in the older topology, empty where no shard owned the keys
/// @param to the shard in the newer topology, empty where no shard owns the keys any more; one of
///   both is there
public record KeyMove(KeySet keys, Optional<Shard> from, Optional<Shard> to) {

  /// `keys [40000, 50000) move from Europe to Asia`.
  public String words() {
    String source = from.map(Shard::label).orElse("");
    String target = to.map(Shard::label).orElse("");
    if (from.isEmpty()) {
      return keys.words() + " had no shard and " + verb("go", "goes") + " to " + target;
    }
    return keys.words()
        + (to.isEmpty()
            ? " "
                + verb("leave", "leaves")
                + " "
                + source
                + " and "
                + verb("have", "has")
                + " no shard"
            : " " + verb("move", "moves") + " from " + source + " to " + target);
  }

  private String verb(String many, String one) {
    return keys.isOne() ? one : many;
  }
}
