package io.shardlens.routing;

import io.shardlens.routing.hash.ByteHash;
import io.shardlens.routing.hash.CitusHash;
import io.shardlens.routing.hash.DigestPart;
import io.shardlens.routing.hash.JavaHash;
import io.shardlens.routing.hash.JumpHash;
import io.shardlens.routing.hash.NumberHash;
import io.shardlens.routing.hash.PostgresHash;
import io.shardlens.routing.hash.PythonHash;
import io.shardlens.topology.BucketRule;
import io.shardlens.topology.HashFunction;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.NumberSource;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.ShardId;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.function.LongToIntFunction;
import java.util.function.LongUnaryOperator;
import java.util.function.ToIntFunction;

/// Buckets over numbers of 64 bits, without objects. Empty where a rule needs more.
final class BucketIndex {

  private BucketIndex() {}

  static Optional<KeyIndex> of(
      RoutingRule.Buckets rule, KeyType type, ToIntFunction<ShardId> position) {
    boolean wide =
        rule.number() instanceof NumberSource.Hash hash && hash.part().bytes() > Long.BYTES;
    if (wide) {
      return Optional.empty();
    }
    LongToIntFunction choice = choice(rule, position);
    if (type.isCountable()) {
      return numbers(rule.number(), type).map(number -> ofNumbers(number, choice));
    }
    return type.isText()
        ? texts(rule.number()).map(number -> ofTexts(number, choice))
        : Optional.empty();
  }

  private static KeyIndex.OfNumbers ofNumbers(LongUnaryOperator number, LongToIntFunction choice) {
    return key -> choice.applyAsInt(number.applyAsLong(key));
  }

  private static KeyIndex.OfTexts ofTexts(NumberHash number, LongToIntFunction choice) {
    return (text, offset, length) -> choice.applyAsInt(number.hash64(text, offset, length));
  }

  private static Optional<LongUnaryOperator> numbers(NumberSource source, KeyType type) {
    return switch (source) {
      case NumberSource.Identity _ -> Optional.of(LongUnaryOperator.identity());
      case NumberSource.BitField field -> {
        int shift = field.shift();
        long mask = (1L << field.width()) - 1;
        yield Optional.of(key -> (key >> shift) & mask);
      }
      case NumberSource.Hash hash -> hashed(hash, type);
    };
  }

  private static Optional<LongUnaryOperator> hashed(NumberSource.Hash hash, KeyType type) {
    return switch (hash.function()) {
      // The row hash of one column is its hash and the constant.
      case POSTGRESQL ->
          Optional.of(
              type == KeyType.DATE
                  ? key ->
                      PostgresHash.ofInteger((int) key, PostgresHash.PARTITION_SEED)
                          + PostgresHash.COMBINE_CONSTANT
                  : key ->
                      PostgresHash.ofBigint(key, PostgresHash.PARTITION_SEED)
                          + PostgresHash.COMBINE_CONSTANT);
      case CITUS ->
          Optional.of(
              type == KeyType.DATE ? key -> CitusHash.ofInteger((int) key) : CitusHash::ofBigint);
      case JAVA -> type.isInteger() ? Optional.of(key -> JavaHash.ofNumber(type, key)) : none();
      case PYTHON -> Optional.of(PythonHash::ofInteger);
      default -> type.isInteger() ? ofBytes(hash) : none();
    };
  }

  private static Optional<LongUnaryOperator> none() {
    return Optional.empty();
  }

  /// The number's bytes are written into one buffer again and again.
  private static Optional<LongUnaryOperator> ofBytes(NumberSource.Hash hash) {
    NumberHash function = function(hash);
    boolean signed = hash.signed();
    int bits = 8 * hash.part().bytes();
    byte[] buffer = new byte[DecimalBytes.LONGEST];
    return switch (hash.bytes().form()) {
      case INT64_LITTLE_ENDIAN ->
          Optional.of(key -> {
            put(buffer, Long.reverseBytes(key));
            return extended(function.hash64(buffer, 0, 8), bits, signed);
          });
      case INT64_BIG_ENDIAN ->
          Optional.of(key -> {
            put(buffer, key);
            return extended(function.hash64(buffer, 0, 8), bits, signed);
          });
      case TEXT ->
          hash.bytes().charset() == NumberSource.KeyBytes.Charset.UTF_8
              ? Optional.of(key -> {
                int start = DecimalBytes.write(key, buffer);
                return extended(
                    function.hash64(buffer, start, buffer.length - start), bits, signed);
              })
              : none();
      // A number of more than 32 bits has no shard, and that the ordinary way says best.
      case INT32_LITTLE_ENDIAN, INT32_BIG_ENDIAN, UUID -> none();
    };
  }

  private static void put(byte[] buffer, long bigEndian) {
    for (int i = 0; i < 8; i++) {
      buffer[i] = (byte) (bigEndian >>> (56 - 8 * i));
    }
  }

  private static Optional<NumberHash> texts(NumberSource source) {
    if (!(source instanceof NumberSource.Hash hash)) {
      return Optional.empty();
    }
    return switch (hash.function()) {
      case POSTGRESQL ->
          Optional.of((text, offset, length) ->
              PostgresHash.ofBytes(text, offset, length, PostgresHash.PARTITION_SEED)
                  + PostgresHash.COMBINE_CONSTANT);
      case CITUS -> Optional.of(CitusHash::ofBytes);
      case JAVA -> Optional.of(JavaHash::ofText);
      case PYTHON -> Optional.empty();
      default -> {
        NumberHash function = function(hash);
        boolean utf8 =
            hash.bytes().form() == NumberSource.KeyBytes.Form.TEXT
                && hash.bytes().charset() == NumberSource.KeyBytes.Charset.UTF_8;
        int bits = 8 * hash.part().bytes();
        yield utf8
            ? Optional.of((text, offset, length) ->
                extended(function.hash64(text, offset, length), bits, hash.signed()))
            : Optional.empty();
      }
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

  private static long extended(long number, int bits, boolean signed) {
    return signed ? number << (64 - bits) >> (64 - bits) : number;
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
