package io.shardlens.routing;

import io.shardlens.routing.hash.ByteHash;
import io.shardlens.routing.hash.DigestPart;
import io.shardlens.routing.hash.JumpHash;
import io.shardlens.routing.hash.NumberHash;
import io.shardlens.topology.BucketRule;
import io.shardlens.topology.HashFunction;
import io.shardlens.topology.NumberSource;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.ShardId;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.LongToIntFunction;
import java.util.function.ToIntFunction;

/// Buckets without objects: over numbers of 64 bits, and the remainders of longer ones.
final class BucketIndex {

  private BucketIndex() {}

  /// @param columns hold the key at hand
  static KeyIndex of(
      RoutingRule.Buckets rule, List<KeyColumn> columns, ToIntFunction<ShardId> position) {
    KeyColumn first = columns.getFirst();
    return switch (rule.number()) {
      case NumberSource.Identity _ -> {
        LongToIntFunction choice = choice(rule, position);
        yield () -> choice.applyAsInt(first.number());
      }
      case NumberSource.BitField field -> {
        LongToIntFunction choice = choice(rule, position);
        int shift = field.shift();
        long mask = (1L << field.width()) - 1;
        yield () -> choice.applyAsInt((first.number() >> shift) & mask);
      }
      case NumberSource.Hash hash when !hash.function().readsBytes() ->
          TypedHash.of(hash.function(), columns)
              .map(number -> ofNumbers(number, choice(rule, position)))
              .orElseGet(KeyIndex::ordinary);
      case NumberSource.Hash hash ->
          HashedBytes.of(hash.bytes(), columns)
              .map(bytes ->
                  hash.part().bytes() > Long.BYTES
                      ? ofLongHashes(hash, rule.bucket(), bytes, position)
                      : ofHashes(hash, bytes, choice(rule, position)))
              .orElseGet(KeyIndex::ordinary);
    };
  }

  private static KeyIndex ofNumbers(LongSupplier number, LongToIntFunction choice) {
    return () -> choice.applyAsInt(number.getAsLong());
  }

  private static KeyIndex ofHashes(
      NumberSource.Hash hash, HashedBytes bytes, LongToIntFunction choice) {
    NumberHash function = function(hash);
    return () ->
        bytes.make()
            ? choice.applyAsInt(
                HashedBytes.number(
                    hash, function.hash64(bytes.bytes(), bytes.offset(), bytes.length())))
            : KeyIndex.ORDINARY;
  }

  /// Python's `int(md5(key).hexdigest(), 16) % n`. Other rules over more than 64 bits are rare.
  private static KeyIndex ofLongHashes(
      NumberSource.Hash hash,
      BucketRule bucket,
      HashedBytes bytes,
      ToIntFunction<ShardId> position) {
    if (!(bucket instanceof BucketRule.Modulo modulo)
        || hash.signed()
        || !hash.part().bigEndian()) {
      return KeyIndex.ordinary();
    }
    int[] owners = positions(modulo.buckets().owners(), position);
    ByteHash function = ByteHash.of(hash.function(), hash.seed());
    byte[] digest = new byte[function.size()];
    return () -> {
      if (!bytes.make()) {
        return KeyIndex.ORDINARY;
      }
      function.digest(bytes.bytes(), bytes.offset(), bytes.length(), digest);
      return owners[
          ByteHash.remainder(digest, hash.part().from(), hash.part().bytes(), owners.length)];
    };
  }

  /// The part of a hash that makes the number, without a sign.
  static NumberHash function(NumberSource.Hash hash) {
    ByteHash function = ByteHash.of(hash.function(), hash.seed());
    return new DigestPart(
        function,
        hash.part().from(),
        hash.part().bytes(),
        hash.part().bigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
  }

  private static LongToIntFunction choice(
      RoutingRule.Buckets rule, ToIntFunction<ShardId> position) {
    boolean unsigned =
        rule.number() instanceof NumberSource.Hash hash
            && !hash.signed()
            && (hash.part().bytes() == Long.BYTES || hash.function() == HashFunction.POSTGRESQL);
    return switch (rule.bucket()) {
      case BucketRule.Modulo modulo ->
          modulo(positions(modulo.buckets().owners(), position), modulo.remainder(), unsigned);
      case BucketRule.Jump(List<ShardId> owners) -> {
        int[] shards = positions(owners, position);
        yield number -> shards[JumpHash.bucket(number, shards.length)];
      }
      case BucketRule.Uniform(List<ShardId> owners) ->
          ranges(HashSpace.of(rule.number()).cut(owners), unsigned, position);
      case BucketRule.HashRanges(List<BucketRule.HashRange> ranges) ->
          ranges(ranges, unsigned, position);
    };
  }

  private static int[] positions(List<ShardId> owners, ToIntFunction<ShardId> position) {
    return owners.stream().mapToInt(position).toArray();
  }

  private static LongToIntFunction modulo(
      int[] owners, BucketRule.Remainder remainder, boolean unsigned) {
    int count = owners.length;
    if (unsigned) {
      return number -> owners[(int) Long.remainderUnsigned(number, count)];
    }
    return switch (remainder) {
      case FLOOR -> number -> owners[Math.floorMod(number, count)];
      case TRUNCATED ->
          number -> {
            int bucket = (int) (number % count);
            return bucket < 0 ? KeyIndex.NOWHERE : owners[bucket];
          };
      // The absolute value of the smallest long is right as an unsigned number.
      case ABSOLUTE -> number -> owners[(int) Long.remainderUnsigned(Math.abs(number), count)];
    };
  }

  /// Compared as signed numbers; unsigned ones with their highest bit flipped.
  private static LongToIntFunction ranges(
      List<BucketRule.HashRange> ranges, boolean unsigned, ToIntFunction<ShardId> position) {
    long flip = unsigned ? Long.MIN_VALUE : 0;
    long[] starts = new long[ranges.size()];
    int[] owners = new int[ranges.size()];
    for (int i = 0; i < starts.length; i++) {
      starts[i] = ranges.get(i).from().longValue() ^ flip;
      owners[i] = position.applyAsInt(ranges.get(i).shard());
    }
    BigInteger end = ranges.getLast().to();
    long last = end.subtract(BigInteger.ONE).longValue() ^ flip;
    return number -> {
      long key = number ^ flip;
      if (key < starts[0] || key > last) {
        return KeyIndex.NOWHERE;
      }
      int low = 0;
      for (int length = starts.length; length > 1; ) {
        int half = length >>> 1;
        low = starts[low + half] <= key ? low + half : low;
        length -= half;
      }
      return owners[low];
    };
  }
}
