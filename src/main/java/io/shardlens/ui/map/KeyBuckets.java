package io.shardlens.ui.map;

import io.shardlens.topology.BucketMap;
import io.shardlens.topology.BucketRule;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.ShardId;
import java.util.List;

/// What the band draws of a rule that owns no ranges and no listed values: its buckets in equal
/// widths, or, where it counts none, its shards.
///
/// @param word what one is called: `remainder`
/// @param counted whether a key has the number of one of them
public record KeyBuckets(BucketMap map, String word, boolean counted) {

  static KeyBuckets of(RoutingRule rule) {
    return rule instanceof RoutingRule.Buckets(var _, BucketRule bucket)
        ? of(bucket)
        : new KeyBuckets(BucketMap.of(rule.shards()), "shard", false);
  }

  private static KeyBuckets of(BucketRule rule) {
    return switch (rule) {
      case BucketRule.Modulo(BucketMap map, BucketRule.Remainder _) ->
          new KeyBuckets(map, "remainder", true);
      case BucketRule.Jump(List<ShardId> owners) ->
          new KeyBuckets(BucketMap.of(owners), "bucket", true);
      case BucketRule.Uniform(List<ShardId> owners) ->
          new KeyBuckets(BucketMap.of(owners), "hash range", false);
      case BucketRule.HashRanges(List<BucketRule.HashRange> ranges) ->
          new KeyBuckets(
              BucketMap.of(ranges.stream().map(BucketRule.HashRange::shard).toList()),
              "hash range",
              false);
    };
  }

  /// The message that names the band.
  String titleKey() {
    return switch (word) {
      case "remainder" -> "map.remainder";
      case "shard" -> "map.shards";
      default -> "map.buckets";
    };
  }

  /// The message above the share of each shard.
  String shareKey() {
    return switch (word) {
      case "remainder" -> "map.shareOfRemainders";
      case "shard" -> "map.shards";
      default -> "map.shareOfBuckets";
    };
  }
}
