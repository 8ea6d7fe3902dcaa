package io.shardlens.routing;

import io.shardlens.topology.BucketMap;
import io.shardlens.topology.BucketRule;
import io.shardlens.topology.NumberSource;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.ShardId;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// Compares rules that pick the shard of the same number.
///
/// @param number how a key becomes its number, in both rules
record BucketMoves(ShardMatch shards, NumberSource number) {

  /// The most buckets that two moduli are compared in: when there are 12 and 18, only their 36
  /// common ones tell the keys apart.
  private static final int MAXIMUM_BUCKETS = 1 << 20;

  /// Empty where the buckets of the two have too little in common.
  Optional<List<KeyMove>> between(RoutingRule.Buckets before, RoutingRule.Buckets after) {
    if (before.bucket() instanceof BucketRule.Modulo older
        && after.bucket() instanceof BucketRule.Modulo newer) {
      return isSameRemainder(older, newer)
          ? buckets(older.buckets(), newer.buckets())
          : Optional.empty();
    }
    Optional<List<BucketRule.HashRange>> older = hashRanges(before.bucket());
    Optional<List<BucketRule.HashRange>> newer = hashRanges(after.bucket());
    return older.isPresent() && newer.isPresent()
        ? Optional.of(ranges(older.get(), newer.get()))
        : Optional.empty();
  }

  /// Whether the remainder by a common multiple gives the remainders of both. Of negative numbers
  /// one that is cut towards zero is a bucket for some moduli and none for others.
  private boolean isSameRemainder(BucketRule.Modulo before, BucketRule.Modulo after) {
    boolean signed = space().from().signum() < 0;
    return !signed
        || (before.remainder() == after.remainder()
            && (before.remainder() != BucketRule.Remainder.TRUNCATED
                || before.buckets().count() == after.buckets().count()));
  }

  private Optional<List<KeyMove>> buckets(BucketMap before, BucketMap after) {
    long common =
        (long) before.count()
            / BigInteger.valueOf(before.count())
                .gcd(BigInteger.valueOf(after.count()))
                .longValueExact()
            * after.count();
    if (common > MAXIMUM_BUCKETS) {
      return Optional.empty();
    }
    List<ShardId> older = before.owners();
    List<ShardId> newer = after.owners();
    Map<List<ShardId>, List<Integer>> byOwners = new LinkedHashMap<>();
    for (int bucket = 0; bucket < common; bucket++) {
      List<ShardId> owners =
          List.of(older.get(bucket % older.size()), newer.get(bucket % newer.size()));
      byOwners.computeIfAbsent(owners, _ -> new ArrayList<>()).add(bucket);
    }
    List<KeyMove> moves = new ArrayList<>();
    byOwners.forEach((owners, buckets) ->
        shards
            .move(new KeySet.Buckets(buckets, (int) common), owners.getFirst(), owners.getLast())
            .ifPresent(moves::add));
    return Optional.of(moves);
  }

  private HashSpace space() {
    return HashSpace.of(number);
  }

  private Optional<List<BucketRule.HashRange>> hashRanges(BucketRule rule) {
    return switch (rule) {
      case BucketRule.Uniform(List<ShardId> owners) -> Optional.of(space().cut(owners));
      case BucketRule.HashRanges(List<BucketRule.HashRange> ranges) -> Optional.of(ranges);
      case BucketRule.Modulo _, BucketRule.Jump _ -> Optional.empty();
    };
  }

  /// Both cover the whole space of the hash.
  private List<KeyMove> ranges(
      List<BucketRule.HashRange> before, List<BucketRule.HashRange> after) {
    TreeSet<BigInteger> bounds = new TreeSet<>();
    before.forEach(range -> bounds.add(range.to()));
    after.forEach(range -> bounds.add(range.to()));
    BigInteger size = space().to().subtract(space().from());
    List<KeyMove> moves = new ArrayList<>();
    BigInteger from = before.getFirst().from();
    int older = 0;
    int newer = 0;
    for (BigInteger to : bounds) {
      double share = to.subtract(from).doubleValue() / size.doubleValue();
      shards
          .move(
              new KeySet.HashInterval(from, to, share),
              before.get(older).shard(),
              after.get(newer).shard())
          .ifPresent(moves::add);
      older += before.get(older).to().equals(to) ? 1 : 0;
      newer += after.get(newer).to().equals(to) ? 1 : 0;
      from = to;
    }
    return moves;
  }
}
