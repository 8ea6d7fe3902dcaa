package io.shardlens.export.common;

import io.shardlens.topology.BucketRule;
import io.shardlens.topology.KeyPreparation;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.NullPolicy;
import io.shardlens.topology.NumberSource;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.RoutingRule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A routing in plain sentences, for the comments of what is exported. Names from the file are in
/// them as they stand: whoever writes them down escapes them.
public final class RoutingWords {

  private RoutingWords() {}

  /// One sentence for the rule, and one for each thing that stands beside it.
  public static List<String> of(RoutingDefinition routing) {
    List<String> sentences = new ArrayList<>();
    String types = routing.keyTypes().stream().map(KeyType::word).collect(Collectors.joining(", "));
    sentences.add(
        "Routing " + routing.name() + " (" + routing.strategy() + " over " + types + "): ");
    sentences.set(0, sentences.getFirst() + of(routing.rule()) + ".");
    if (!routing.preparation().isEmpty()) {
      sentences.add(
          "The key is prepared first: "
              + routing.preparation().stream()
                  .map(RoutingWords::of)
                  .collect(Collectors.joining(", "))
              + ".");
    }
    if (!routing.overrides().isEmpty()) {
      int count = routing.overrides().size();
      sentences.add(
          count == 1 ? "One key has its own shard." : count + " keys have their own shards.");
    }
    switch (routing.nulls()) {
      case NullPolicy.AsRule _ -> {}
      case NullPolicy.Refuse _ -> sentences.add("No shard owns NULL.");
      case NullPolicy.Anywhere _ -> sentences.add("NULL may lie on every shard.");
      case NullPolicy.To to -> sentences.add("NULL lies on " + to.shard() + ".");
    }
    return sentences;
  }

  private static String of(RoutingRule rule) {
    return switch (rule) {
      case RoutingRule.Range _, RoutingRule.LowerBounds _, RoutingRule.Boundaries _ ->
          "a shard owns the keys from a bound, included, to the next bound, excluded";
      case RoutingRule.Volume volume ->
          "a shard owns "
              + volume.volume()
              + " keys at a time from "
              + volume.lower()
              + " to "
              + volume.upper();
      case RoutingRule.Intervals intervals ->
          "a shard owns "
              + intervals.step().text()
              + " at a time from "
              + intervals.from().text()
              + " to "
              + intervals.to().text()
              + (intervals.from() instanceof io.shardlens.topology.KeyValue.Moment
                  ? " by the calendar of " + intervals.zone().getId()
                  : "");
      case RoutingRule.ListOfValues list ->
          "each listed value has its shard"
              + list.otherwise().map(shard -> ", all others " + shard).orElse("");
      case RoutingRule.Tenants _ -> "each tenant has its shard and its schema";
      case RoutingRule.Buckets buckets -> of(buckets.number()) + ", " + of(buckets.bucket());
      case RoutingRule.Ring ring ->
          "the first of the points of "
              + ring.members().size()
              + " shards "
              + (ring.strictlyAfter() ? "after" : "at or after")
              + " "
              + of(ring.key());
      case RoutingRule.Rendezvous rendezvous ->
          "the shard of the largest hash by "
              + rendezvous.hash().function().word()
              + " of shard and key";
      case RoutingRule.Directory directory ->
          "the table " + directory.table() + " on shard " + directory.catalog() + " is asked";
      case RoutingRule.Grouped _ -> "the first column picks a rule for the others";
      case RoutingRule.Single single -> "all keys lie on " + single.shard();
      case RoutingRule.Computed _ -> "an expression over the key";
    };
  }

  private static String of(NumberSource source) {
    return switch (source) {
      case NumberSource.Identity _ -> "the key itself";
      case NumberSource.BitField field ->
          field.width()
              + " bits of the key from bit "
              + field.shift()
              + field.layout().map(layout -> " (" + layout.word() + ")").orElse("");
      case NumberSource.Hash hash -> "the " + hash.function().word() + " hash of the key";
    };
  }

  private static String of(BucketRule rule) {
    return switch (rule) {
      case BucketRule.Modulo modulo ->
          "modulo " + modulo.buckets().count() + " (" + modulo.remainder().word() + ")";
      case BucketRule.Jump jump -> "jump over " + jump.owners().size() + " shards";
      case BucketRule.Uniform uniform -> uniform.owners().size() + " equal ranges of the hash";
      case BucketRule.HashRanges ranges -> ranges.ranges().size() + " ranges of the hash";
    };
  }

  private static String of(KeyPreparation preparation) {
    return switch (preparation) {
      case KeyPreparation.OfText step -> step.word();
      case KeyPreparation.ToText _ -> "text";
      case KeyPreparation.ToInteger _ -> "integer";
      case KeyPreparation.Substring(int start, int length) ->
          length + (length == 1 ? " character" : " characters") + " from " + start;
      case KeyPreparation.LocalDate(java.time.ZoneId zone) -> "its day in " + zone.getId();
    };
  }
}
