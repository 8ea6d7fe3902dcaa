package io.shardlens.topology.imports.python;

import io.shardlens.topology.ShardId;
import io.shardlens.topology.imports.python.evaluation.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which keys a selector gives to which shard.
sealed interface SelectorShape {

  /// Keys by their number.
  ///
  /// @param pieces ascending, without a gap
  record Ranges(List<Piece> pieces) implements SelectorShape {
    public Ranges {
      pieces = List.copyOf(pieces);
    }
  }

  /// @param first included
  /// @param last included
  /// @param shard empty where the application refuses these keys
  record Piece(long first, long last, Optional<ShardId> shard) {}

  /// Keys by the remainder of their number, or of a hash.
  ///
  /// @param owners the shard of each remainder
  /// @param digest empty for the key itself
  /// @param single keys that have their shard whatever the remainder
  record Modulo(List<ShardId> owners, Optional<Value.Digest> digest, Map<Long, ShardId> single)
      implements SelectorShape {
    public Modulo {
      owners = List.copyOf(owners);
      single = Collections.unmodifiableMap(new LinkedHashMap<>(single));
    }
  }

  /// Single texts.
  record Texts(Map<String, ShardId> values, Optional<ShardId> otherwise) implements SelectorShape {
    public Texts {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
  }

  /// Single numbers.
  record Numbers(Map<Long, ShardId> values, Optional<ShardId> otherwise) implements SelectorShape {
    public Numbers {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
  }

  /// All keys have one shard.
  record Constant(ShardId shard) implements SelectorShape {}
}
