package io.shardlens.topology;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How shard keys are spread over the shards, as the topology file declares it. `routing` gives it
/// life.
public sealed interface RoutingDefinition {

  String name();

  /// The types of the shard key's columns, in order; at least one.
  List<KeyType> keyTypes();

  /// The shards that own at least one key, each once, in the order of the file.
  List<ShardId> shards();

  /// The word of the file: `range`, `hash`, `list`.
  String strategy();

  /// One key column; ranges in ascending order, without overlap; a key in a gap has no shard.
  record Range(String name, KeyType keyType, List<KeyRange> ranges) implements RoutingDefinition {
    public Range {
      ranges = List.copyOf(ranges);
    }

    @Override
    public List<KeyType> keyTypes() {
      return List.of(keyType);
    }

    @Override
    public List<ShardId> shards() {
      return ranges.stream().map(KeyRange::shard).distinct().toList();
    }

    @Override
    public String strategy() {
      return "range";
    }
  }

  /// PostgreSQL's own rule of `PARTITION BY HASH`: the remainder of the row hash by the modulus
  /// picks the shard. NULL key columns are left out of the hash, as PostgreSQL does.
  ///
  /// @param remainders the shard of each remainder; its size is the modulus
  record PostgresHash(String name, List<KeyType> keyTypes, List<ShardId> remainders)
      implements RoutingDefinition {
    public PostgresHash {
      keyTypes = List.copyOf(keyTypes);
      remainders = List.copyOf(remainders);
    }

    public int modulus() {
      return remainders.size();
    }

    @Override
    public List<ShardId> shards() {
      return remainders.stream().distinct().toList();
    }

    @Override
    public String strategy() {
      return "hash";
    }
  }

  /// One key column; each listed value has its shard, all others the default where there is one.
  ///
  /// @param values in the order of the file
  record ListOfValues(
      String name, KeyType keyType, Map<KeyValue, ShardId> values, Optional<ShardId> otherwise)
      implements RoutingDefinition {
    public ListOfValues {
      values = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(values));
    }

    @Override
    public List<KeyType> keyTypes() {
      return List.of(keyType);
    }

    @Override
    public List<ShardId> shards() {
      return java.util.stream.Stream.concat(values.values().stream(), otherwise.stream())
          .distinct()
          .toList();
    }

    @Override
    public String strategy() {
      return "list";
    }
  }
}
