package io.shardlens.topology.json;

import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.RoutingRule.Single;
import java.util.Optional;

/// Reads the rule of a routing, by the reader of its strategy's family. Each of them returns empty
/// where it has reported an error.
record RulesReader(ShardReferences shards) {

  /// The rule of a group, whose members have not been checked.
  Optional<RoutingRule> inner(MemberReader unchecked, RuleKey key) {
    String strategy = unchecked.requiredWord("strategy");
    if (strategy == null) {
      return Optional.empty();
    }
    MemberReader rule =
        unchecked.checked(title(strategy), TopologySchema.ofVersion1().rule(strategy));
    RuleKey zoned = key.in(new ZoneReader(shards.problems()).read(rule, key.hasMoments()));
    return read(strategy, rule, zoned);
  }

  /// How messages name a routing of a strategy.
  static String title(String strategy) {
    return "The strategy \"" + strategy + "\"";
  }

  /// @param strategy one of those of the schema
  /// @param rule checked against the schema of the strategy
  Optional<RoutingRule> read(String strategy, MemberReader rule, RuleKey key) {
    return switch (strategy) {
      case "range" -> new RangesReader(shards).read(rule, key);
      case "lowerBounds" -> new BoundsReader(shards).lowerBounds(rule, key);
      case "boundaries" -> new BoundsReader(shards).boundaries(rule, key);
      case "volume" -> new SpansReader(shards).volume(rule, key);
      case "interval" -> new SpansReader(shards).interval(rule, key);
      case "list" -> new ListsReader(shards).list(rule, key);
      case "tenants" -> new ListsReader(shards).tenants(rule, key);
      case "modulo" -> new BucketsReader(shards).modulo(rule, key);
      case "hash" -> new BucketsReader(shards).hash(rule, key);
      case "jump" -> new BucketsReader(shards).jump(rule, key);
      case "bits" -> new BucketsReader(shards).bits(rule, key);
      case "ring" -> new RingReader(shards).ring(rule, key);
      case "rendezvous" -> new RingReader(shards).rendezvous(rule, key);
      case "directory" -> new DirectoryReader(shards).read(rule, key);
      case "grouped" -> new GroupedReader(shards).read(rule, key);
      case "single" -> Optional.ofNullable(shards.read(rule, "shard")).map(Single::new);
      default -> throw new IllegalStateException("The schema has a strategy " + strategy);
    };
  }
}
