package io.shardlens.export.sql;

import io.shardlens.export.common.NotExpressibleException;
import io.shardlens.routing.HashSpace;
import io.shardlens.topology.BucketMap;
import io.shardlens.topology.BucketRule;
import io.shardlens.topology.NumberSource;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.ShardId;
import java.math.BigInteger;
import java.util.List;

/// The shard of the number of a key, in SQL.
///
/// @param nullable whether a column may be NULL here
record SqlBucket(List<SqlKey> key, boolean nullable) {

  /// More buckets are told by their ranges.
  private static final int LISTED_BUCKETS = 64;

  String of(RoutingRule.Buckets buckets) throws NotExpressibleException {
    SqlSteps steps = new SqlSteps();
    String number = new SqlNumber(steps, key, nullable).of(buckets.number());
    String result =
        switch (buckets.bucket()) {
          case BucketRule.Modulo(BucketMap map, BucketRule.Remainder remainder) ->
              bucket(steps, map, remainder(number, remainder, map.count(), buckets.number()));
          case BucketRule.Uniform(List<ShardId> owners) ->
              ranges(steps, HashSpace.of(buckets.number()).cut(owners), number);
          case BucketRule.HashRanges(List<BucketRule.HashRange> ranges) ->
              ranges(steps, ranges, number);
          case BucketRule.Jump _ ->
              throw new NotExpressibleException("the jump hash takes a loop in SQL");
        };
    return steps.select(result);
  }

  private static String remainder(
      String number, BucketRule.Remainder remainder, int count, NumberSource source) {
    boolean neverNegative = HashSpace.of(source).from().signum() == 0;
    return switch (remainder) {
      case FLOOR ->
          neverNegative
              ? number + " % " + count
              : "(" + number + " % " + count + " + " + count + ") % " + count;
      case TRUNCATED -> number + " % " + count;
      case ABSOLUTE -> "abs(" + number + " % " + count + ")";
    };
  }

  private static String bucket(SqlSteps steps, BucketMap map, String bucket) {
    if (map.count() <= LISTED_BUCKETS || map.ranges().size() == map.count()) {
      SqlCase cases = new SqlCase(bucket);
      List<ShardId> owners = map.owners();
      for (int i = 0; i < owners.size(); i++) {
        cases.when(Integer.toString(i), SqlRule.shard(owners.get(i)));
      }
      return cases.otherwise("NULL");
    }
    String named = steps.step("bucket", bucket);
    SqlCase cases = new SqlCase("").when(named + " IS NULL OR " + named + " < 0", "NULL");
    for (BucketMap.BucketRange range : map.ranges()) {
      if (range.to() < map.count()) {
        cases.when(named + " < " + range.to(), SqlRule.shard(range.shard()));
      }
    }
    return cases.otherwise(SqlRule.shard(map.ranges().getLast().shard()));
  }

  private String ranges(SqlSteps steps, List<BucketRule.HashRange> ranges, String number) {
    String named = steps.step("hash", number);
    SqlCase cases = new SqlCase("").when(named + " IS NULL", "NULL");
    for (BucketRule.HashRange range : ranges.subList(0, ranges.size() - 1)) {
      cases.when(named + " < " + literal(range.to()), SqlRule.shard(range.shard()));
    }
    return cases.otherwise(SqlRule.shard(ranges.getLast().shard()));
  }

  private static String literal(BigInteger number) {
    return number.toString();
  }
}
