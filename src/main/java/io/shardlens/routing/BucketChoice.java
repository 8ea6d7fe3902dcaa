package io.shardlens.routing;

import io.shardlens.routing.hash.JumpHash;
import io.shardlens.topology.BucketMap;
import io.shardlens.topology.BucketRule;
import io.shardlens.topology.NumberSource;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.ShardId;
import java.math.BigInteger;
import java.util.List;

/// Picks the shard of a number.
sealed interface BucketChoice {

  Landing land(BigInteger number, List<Derivation.Step> steps);

  static BucketChoice of(RoutingRule.Buckets rule) {
    return switch (rule.bucket()) {
      case BucketRule.Modulo modulo -> new OfRemainder(modulo);
      case BucketRule.Jump(List<ShardId> owners) -> new OfJump(owners);
      case BucketRule.Uniform(List<ShardId> owners) ->
          new OfRanges(HashSpace.of(rule.number()).cut(owners), true);
      case BucketRule.HashRanges(List<BucketRule.HashRange> ranges) -> new OfRanges(ranges, false);
    };
  }

  record OfRemainder(BucketRule.Modulo rule) implements BucketChoice {
    @Override
    public Landing land(BigInteger number, List<Derivation.Step> steps) {
      BucketMap map = rule.buckets();
      BigInteger count = BigInteger.valueOf(map.count());
      BigInteger remainder =
          switch (rule.remainder()) {
            case FLOOR -> number.mod(count);
            case TRUNCATED -> number.remainder(count);
            case ABSOLUTE -> number.abs().mod(count);
          };
      String absolute = rule.remainder() == BucketRule.Remainder.ABSOLUTE ? "|" + number + "|" : "";
      steps.add(
          new Derivation.Step(
              "Remainder",
              (absolute.isEmpty() ? number : absolute) + " mod " + count + " = " + remainder,
              words(number)));
      if (remainder.signum() < 0) {
        return new Landing.Nowhere("the remainder " + remainder + " of its number is no bucket");
      }
      ShardId shard = BucketStrategy.owner(map, remainder.intValue());
      if (map.ranges().size() < map.count()) {
        map.ranges().stream()
            .filter(range -> range.to() > remainder.intValue())
            .findFirst()
            .ifPresent(range ->
                steps.add(
                    new Derivation.Step(
                        "Buckets",
                        range.from() + " to " + (range.to() - 1),
                        "of " + map.count() + " belong to shard " + shard)));
      }
      return new Landing.On(shard);
    }

    private String words(BigInteger number) {
      return switch (rule.remainder()) {
        case FLOOR -> number.signum() < 0 ? "floored: never negative" : "unsigned, never negative";
        case TRUNCATED -> "truncated: of the number's own sign";
        case ABSOLUTE -> "of the number without its sign";
      };
    }
  }

  record OfJump(List<ShardId> owners) implements BucketChoice {
    @Override
    public Landing land(BigInteger number, List<Derivation.Step> steps) {
      int bucket = JumpHash.bucket(number.longValue(), owners.size());
      steps.add(
          new Derivation.Step(
              "Jump",
              "bucket " + bucket + " of " + owners.size(),
              "jump consistent hash, counted from 0"));
      return new Landing.On(owners.get(bucket));
    }
  }

  /// @param uniform whether the ranges are equal parts, which the words say
  record OfRanges(List<BucketRule.HashRange> ranges, boolean uniform) implements BucketChoice {
    @Override
    public Landing land(BigInteger number, List<Derivation.Step> steps) {
      int low = 0;
      int high = ranges.size();
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (ranges.get(middle).from().compareTo(number) <= 0) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      if (low == 0 || ranges.get(low - 1).to().compareTo(number) <= 0) {
        steps.add(new Derivation.Step("Hash range", "none", "no range holds " + number));
        return new Landing.Nowhere("no range of the hash holds " + number);
      }
      BucketRule.HashRange range = ranges.get(low - 1);
      steps.add(
          new Derivation.Step(
              "Hash range " + low + " of " + ranges.size(),
              "[" + range.from() + ", " + range.to() + ")",
              uniform ? "equal parts of the hash space" : "lower bound included, upper excluded"));
      return new Landing.On(range.shard());
    }
  }

  /// All numbers that a source can give.
  ///
  /// @param to the first number after
  record HashSpace(BigInteger from, BigInteger to) {

    static HashSpace of(NumberSource source) {
      return switch (source) {
        case NumberSource.Identity _ -> ofBits(64, true);
        case NumberSource.BitField(int _, int width, var _) -> ofBits(width, false);
        case NumberSource.Hash hash -> ofBits(8 * hash.part().bytes(), hash.signed());
      };
    }

    private static HashSpace ofBits(int bits, boolean signed) {
      BigInteger size = BigInteger.ONE.shiftLeft(bits);
      BigInteger from = signed ? size.shiftRight(1).negate() : BigInteger.ZERO;
      return new HashSpace(from, from.add(size));
    }

    /// Equal ranges, the last of which takes the remainder; Citus, `create_shards.c`.
    List<BucketRule.HashRange> cut(List<ShardId> owners) {
      BigInteger width = to.subtract(from).divide(BigInteger.valueOf(owners.size()));
      List<BucketRule.HashRange> ranges = new java.util.ArrayList<>();
      for (int i = 0; i < owners.size(); i++) {
        BigInteger start = from.add(width.multiply(BigInteger.valueOf(i)));
        ranges.add(
            new BucketRule.HashRange(
                start, i + 1 == owners.size() ? to : start.add(width), owners.get(i)));
      }
      return ranges;
    }
  }
}
