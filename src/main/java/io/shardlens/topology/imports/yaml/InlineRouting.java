package io.shardlens.topology.imports.yaml;

import io.shardlens.topology.ShardId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What an inline expression comes to as a rule.
sealed interface InlineRouting {

  /// The remainder of a number picks the shard.
  ///
  /// @param dividend what is divided
  /// @param sign what becomes of a negative number
  /// @param shards by remainder, from 0; empty where the application has no such data source
  record Modulo(Dividend dividend, Sign sign, List<Optional<ShardId>> shards)
      implements InlineRouting {
    public Modulo {
      shards = List.copyOf(shards);
    }
  }

  /// The key is a part of the name, so that each name has its key.
  ///
  /// @param shards by the key's text, in the order of the data sources
  record Values(Map<String, ShardId> shards) implements InlineRouting {
    public Values {
      shards = Collections.unmodifiableMap(new LinkedHashMap<>(shards));
    }
  }

  /// What a remainder is taken of.
  enum Dividend {
    KEY,
    /// Java's `hashCode()` of the key.
    HASH_CODE
  }

  /// What becomes of a negative number.
  enum Sign {
    /// Its remainder is negative, and no data source has the name that it gives.
    HAS_NO_SHARD,
    /// The remainder is the distance to the next multiple below.
    FLOOR,
    /// Its sign is dropped.
    ABSOLUTE
  }
}
