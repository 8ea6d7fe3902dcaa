package io.shardlens.topology;

/// The name by which a topology file, a command line and a plan speak of a shard.
public record ShardId(String value) implements Comparable<ShardId> {

  public ShardId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("A shard id must not be empty");
    }
  }

  @Override
  public int compareTo(ShardId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
