package io.shardlens.routing;

import io.shardlens.topology.Shard;
import java.util.Optional;

/// Keys that belong elsewhere in a newer topology.
///
/// @param from the place in the older topology, empty where no shard of their own owned the keys
/// @param to the place in the newer topology, empty where no shard owns the keys any more; one of
///   both is there
public record KeyMove(KeySet keys, Optional<Place> from, Optional<Place> to) {

  /// @param schema where each tenant has its own
  public record Place(Shard shard, Optional<String> schema) {

    /// `Europe`, `Europe, schema acme`.
    public String label() {
      return shard.label() + schema.map(name -> ", schema " + name).orElse("");
    }
  }

  /// `keys [40000, 50000) move from Europe to Asia`.
  public String words() {
    String source = from.map(Place::label).orElse("");
    String target = to.map(Place::label).orElse("");
    if (from.isEmpty()) {
      return keys.words()
          + " had no shard of "
          + verb("their", "its")
          + " own and "
          + verb("go", "goes")
          + " to "
          + target;
    }
    return keys.words()
        + (to.isEmpty()
            ? " "
                + verb("leave", "leaves")
                + " "
                + source
                + " and "
                + verb("have", "has")
                + " no shard any more"
            : " " + verb("move", "moves") + " from " + source + " to " + target);
  }

  private String verb(String many, String one) {
    return keys.isOne() ? one : many;
  }
}
