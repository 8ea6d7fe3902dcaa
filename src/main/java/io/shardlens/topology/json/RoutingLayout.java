package io.shardlens.topology.json;

import io.shardlens.topology.KeyPreparation;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.NullPolicy;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.ShardId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How a routing is written: its strategy and key types first, its rule, and then what stands
/// beside the rule.
///
/// @param declared the ids of all shards, in the order of the file
record RoutingLayout(List<ShardId> declared) {

  JsonLayout routing(RoutingDefinition routing) {
    Map<String, JsonLayout> rule =
        new RuleLayout(declared).members(routing.rule(), routing.ruleTypes());
    Map<String, JsonLayout> members = new LinkedHashMap<>();
    members.put("strategy", JsonLayout.text(routing.strategy()));
    members.put(
        "keyTypes",
        JsonLayout.array(
            routing.keyTypes().stream().map(KeyType::word).map(JsonLayout::text).toList()));
    if (!routing.preparation().isEmpty()) {
      members.put(
          "prepare",
          JsonLayout.array(routing.preparation().stream().map(RoutingLayout::step).toList()));
    }
    rule.forEach(members::putIfAbsent);
    switch (routing.nulls()) {
      case NullPolicy.AsRule _ -> {}
      case NullPolicy.Refuse _ -> members.put("nulls", JsonLayout.text("refuse"));
      case NullPolicy.Anywhere _ -> members.put("nulls", JsonLayout.text("anywhere"));
      case NullPolicy.To(ShardId shard) ->
          members.put("nulls", JsonLayout.object(Map.of("shard", JsonLayout.text(shard.value()))));
    }
    if (!routing.overrides().isEmpty()) {
      members.put("overrides", overrides(routing.overrides()));
    }
    return JsonLayout.object(members);
  }

  private static JsonLayout step(KeyPreparation step) {
    return switch (step) {
      case KeyPreparation.OfText text -> JsonLayout.text(text.word());
      case KeyPreparation.ToText _ -> JsonLayout.text("text");
      case KeyPreparation.ToInteger _ -> JsonLayout.text("integer");
      case KeyPreparation.Substring(int start, int length) -> {
        Map<String, JsonLayout> part = new LinkedHashMap<>();
        part.put("start", JsonLayout.number(start));
        part.put("length", JsonLayout.number(length));
        yield JsonLayout.object(Map.of("substring", JsonLayout.object(part)));
      }
      case KeyPreparation.LocalDate local ->
          JsonLayout.object(Map.of("localDate", JsonLayout.text(local.zone().getId())));
    };
  }

  /// One object a shard, in the order in which the shards come first.
  private static JsonLayout overrides(Map<List<KeyValue>, ShardId> overrides) {
    Map<ShardId, List<JsonLayout>> byShard = new LinkedHashMap<>();
    overrides.forEach((key, shard) ->
        byShard
            .computeIfAbsent(shard, _ -> new ArrayList<>())
            .add(KeyLayout.key(key.size() == 1 ? key.getFirst() : new KeyValue.Tuple(key))));
    List<JsonLayout> elements = new ArrayList<>();
    byShard.forEach((shard, keys) -> elements.add(RuleLayout.listed(shard, keys)));
    return JsonLayout.array(elements);
  }
}
