package io.shardlens.export.python;

import io.shardlens.export.python.PythonModule.Element;
import io.shardlens.routing.HashSpace;
import io.shardlens.topology.BucketMap;
import io.shardlens.topology.BucketRule;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.ShardId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Lines that find the shard of a variable `number`.
record PythonBucket(PythonRule rule) {

  /// More buckets are told by their ranges.
  private static final int LISTED_BUCKETS = 64;

  List<String> lines(RoutingRule.Buckets buckets) {
    return switch (buckets.bucket()) {
      case BucketRule.Modulo(BucketMap map, BucketRule.Remainder remainder) ->
          bucket(map, remainder(remainder, map.count()));
      case BucketRule.Jump(List<ShardId> owners) ->
          bucket(BucketMap.of(owners), "_jump(number, " + owners.size() + ")");
      case BucketRule.Uniform(List<ShardId> owners) ->
          hashRanges(HashSpace.of(buckets.number()).cut(owners));
      case BucketRule.HashRanges(List<BucketRule.HashRange> ranges) -> hashRanges(ranges);
    };
  }

  private static String remainder(BucketRule.Remainder remainder, int count) {
    return switch (remainder) {
      case FLOOR -> "number % " + count;
      case TRUNCATED -> "_truncated(number, " + count + ")";
      case ABSOLUTE -> "abs(number) % " + count;
    };
  }

  private List<String> bucket(BucketMap map, String bucket) {
    if (map.count() <= LISTED_BUCKETS || map.ranges().size() == map.count()) {
      List<Optional<ShardId>> owners = map.owners().stream().map(Optional::of).toList();
      return List.of(rule.found(rule.shards(owners) + "[" + bucket + "]"));
    }
    List<Element> starts = new ArrayList<>();
    List<Optional<ShardId>> owners = new ArrayList<>();
    for (BucketMap.BucketRange range : map.ranges()) {
      if (range.from() > 0) {
        starts.add(Element.of(Integer.toString(range.from())));
      }
      owners.add(Optional.of(range.shard()));
    }
    return between("_BUCKETS", starts, owners, bucket);
  }

  /// They follow each other without a gap.
  private List<String> hashRanges(List<BucketRule.HashRange> ranges) {
    List<Element> starts = new ArrayList<>();
    List<Optional<ShardId>> owners = new ArrayList<>();
    for (BucketRule.HashRange range : ranges) {
      if (!owners.isEmpty()) {
        starts.add(Element.of(range.from().toString()));
      }
      owners.add(Optional.of(range.shard()));
    }
    return between("_HASHES", starts, owners, "number");
  }

  private List<String> between(
      String name, List<Element> starts, List<Optional<ShardId>> owners, String value) {
    rule.module().imports("from bisect import bisect_right");
    String bounds =
        rule.module().constant(rule.prefix() + name, PythonRule.tuple("int"), "()", starts);
    return rule.between(owners, bounds, value);
  }
}
