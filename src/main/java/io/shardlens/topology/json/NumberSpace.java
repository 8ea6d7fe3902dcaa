package io.shardlens.topology.json;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// The numbers from one to another: buckets, or the space of a hash.
///
/// @param things what the numbers are, in the plural
/// @param lowest the first number
/// @param end the first number after
record NumberSpace(String things, BigInteger lowest, BigInteger end)
    implements RangeCoverage.Space<BigInteger> {

  /// The buckets 0 to count - 1.
  static NumberSpace ofBuckets(int count) {
    return new NumberSpace("buckets", BigInteger.ZERO, BigInteger.valueOf(count));
  }

  /// The numbers of some bytes.
  static NumberSpace ofHash(int bytes, boolean signed) {
    BigInteger size = BigInteger.ONE.shiftLeft(Byte.SIZE * bytes);
    BigInteger lowest = signed ? size.shiftRight(1).negate() : BigInteger.ZERO;
    return new NumberSpace("hashes", lowest, lowest.add(size));
  }

  BigInteger size() {
    return end.subtract(lowest);
  }

  @Override
  public boolean isLowest(BigInteger bound) {
    return bound.equals(lowest);
  }

  @Override
  public boolean isEnd(BigInteger bound) {
    return bound.equals(end);
  }

  @Override
  public String interval(@Nullable BigInteger from, @Nullable BigInteger to) {
    return "[" + (from == null ? lowest : from) + ", " + (to == null ? end : to) + ")";
  }
}
