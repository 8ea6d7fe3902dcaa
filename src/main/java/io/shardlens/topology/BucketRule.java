package io.shardlens.topology;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// How the number of a key picks its shard.
public sealed interface BucketRule {

  /// The shards that own a bucket or a range, each once, in the order of the file.
  default List<ShardId> shards() {
    return switch (this) {
      case Modulo(BucketMap buckets, _) -> buckets.shards();
      case Jump(List<ShardId> owners) -> owners.stream().distinct().toList();
      case Uniform(List<ShardId> owners) -> owners.stream().distinct().toList();
      case HashRanges(List<HashRange> ranges) ->
          ranges.stream().map(HashRange::shard).distinct().toList();
    };
  }

  /// How many buckets or ranges there are.
  default int count() {
    return switch (this) {
      case Modulo(BucketMap buckets, _) -> buckets.count();
      case Jump(List<ShardId> owners) -> owners.size();
      case Uniform(List<ShardId> owners) -> owners.size();
      case HashRanges(List<HashRange> ranges) -> ranges.size();
    };
  }

  /// The remainder of the number by the count of buckets is the bucket.
  record Modulo(BucketMap buckets, Remainder remainder) implements BucketRule {}

  /// What the remainder of a negative number is; languages disagree.
  enum Remainder {
    /// Never negative: Python, Ruby, `Math.floorMod`. -7 by 4 is 1.
    FLOOR("floor"),
    /// Of the dividend's sign: C, Java, Go, PostgreSQL. -7 by 4 is -3, which is no bucket.
    TRUNCATED("truncated"),
    /// Of the number without its sign. -7 by 4 is 3.
    ABSOLUTE("absolute");

    private final String word;

    Remainder(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }

    public static Optional<Remainder> ofWord(String word) {
      return Arrays.stream(values()).filter(rule -> rule.word.equals(word)).findFirst();
    }
  }

  /// Jump consistent hash of Lamping and Veach over the number, read as 64 bits without a sign.
  ///
  /// @param owners the shard of each bucket
  record Jump(List<ShardId> owners) implements BucketRule {
    public Jump {
      owners = List.copyOf(owners);
    }
  }

  /// The space of the hash cut into equal ranges, the last of which takes what is left over: Citus.
  ///
  /// @param owners the shard of each range, from the smallest number up
  record Uniform(List<ShardId> owners) implements BucketRule {
    public Uniform {
      owners = List.copyOf(owners);
    }
  }

  /// Ranges of the hash.
  ///
  /// @param ranges ascending, covering the whole space of the hash without overlap
  record HashRanges(List<HashRange> ranges) implements BucketRule {
    public HashRanges {
      ranges = List.copyOf(ranges);
    }
  }

  /// @param from the smallest number of the range
  /// @param to the first number after the range
  record HashRange(BigInteger from, BigInteger to, ShardId shard) {}
}
