package io.shardlens.routing;

import io.shardlens.topology.BucketRule;
import io.shardlens.topology.NumberSource;
import io.shardlens.topology.ShardId;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// All numbers that a source can give.
///
/// @param to the first number after
public record HashSpace(BigInteger from, BigInteger to) {

  public static HashSpace of(NumberSource source) {
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
  ///
  /// @param owners the shard of each range
  public List<BucketRule.HashRange> cut(List<ShardId> owners) {
    BigInteger width = to.subtract(from).divide(BigInteger.valueOf(owners.size()));
    List<BucketRule.HashRange> ranges = new ArrayList<>();
    for (int i = 0; i < owners.size(); i++) {
      BigInteger start = from.add(width.multiply(BigInteger.valueOf(i)));
      ranges.add(
          new BucketRule.HashRange(
              start, i + 1 == owners.size() ? to : start.add(width), owners.get(i)));
    }
    return ranges;
  }
}
