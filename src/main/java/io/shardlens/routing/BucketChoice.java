package io.shardlens.routing;

import io.shardlens.routing.hash.JumpHash;
import io.shardlens.topology.BucketMap;
import io.shardlens.topology.BucketRule;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.ShardId;
import java.math.BigInteger;
import java.util.List;

/// Picks the shard of a number.
sealed interface BucketChoice {

  /// What says that a number has no bucket.
  int NONE = -1;

  Landing land(BigInteger number, List<Derivation.Step> steps);

  /// The bucket of a number, counted from 0, of the [BucketRule#count()] there are; or [#NONE].
  int bucket(BigInteger number);

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
      BigInteger remainder = remainder(number);
      String absolute = rule.remainder() == BucketRule.Remainder.ABSOLUTE ? "|" + number + "|" : "";
      steps.add(
          new Derivation.Step(
              "Remainder",
              (absolute.isEmpty() ? number : absolute) + " mod " + map.count() + " = " + remainder,
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

    /// Below 0 where it is no bucket.
    private BigInteger remainder(BigInteger number) {
      BigInteger count = BigInteger.valueOf(rule.buckets().count());
      return switch (rule.remainder()) {
        case FLOOR -> number.mod(count);
        case TRUNCATED -> number.remainder(count);
        case ABSOLUTE -> number.abs().mod(count);
      };
    }

    @Override
    public int bucket(BigInteger number) {
      return Math.max(NONE, remainder(number).intValue());
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
      int bucket = bucket(number);
      steps.add(
          new Derivation.Step(
              "Jump",
              "bucket " + bucket + " of " + owners.size(),
              "jump consistent hash, counted from 0"));
      return new Landing.On(owners.get(bucket));
    }

    @Override
    public int bucket(BigInteger number) {
      return JumpHash.bucket(number.longValue(), owners.size());
    }
  }

  /// @param uniform whether the ranges are equal parts, which the words say
  record OfRanges(List<BucketRule.HashRange> ranges, boolean uniform) implements BucketChoice {
    @Override
    public Landing land(BigInteger number, List<Derivation.Step> steps) {
      int bucket = bucket(number);
      if (bucket == NONE) {
        steps.add(new Derivation.Step("Hash range", "none", "no range holds " + number));
        return new Landing.Nowhere("no range of the hash holds " + number);
      }
      BucketRule.HashRange range = ranges.get(bucket);
      steps.add(
          new Derivation.Step(
              "Hash range " + (bucket + 1) + " of " + ranges.size(),
              "[" + range.from() + ", " + range.to() + ")",
              uniform ? "equal parts of the hash space" : "lower bound included, upper excluded"));
      return new Landing.On(range.shard());
    }

    @Override
    public int bucket(BigInteger number) {
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
      return low == 0 || ranges.get(low - 1).to().compareTo(number) <= 0 ? NONE : low - 1;
    }
  }
}
