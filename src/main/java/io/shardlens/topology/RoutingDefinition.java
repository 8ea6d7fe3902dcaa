package io.shardlens.topology;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How shard keys are spread over the shards, as the topology file declares it. `routing` gives it
/// life.
///
/// A key goes: overridden keys first, then NULL by its own policy, then the preparation of the key,
/// then the rule.
///
/// @param keyTypes the types of the shard key's columns, in order; at least one
/// @param preparation what is done to the key before the rule sees it, in order; only of a key of
///   one column
/// @param overrides single keys that have their shard whatever the rule says, in the order of the
///   file; each has one value per key column, as typed and before any preparation
public record RoutingDefinition(
    String name,
    List<KeyType> keyTypes,
    List<KeyPreparation> preparation,
    RoutingRule rule,
    NullPolicy nulls,
    Map<List<KeyValue>, ShardId> overrides) {

  public RoutingDefinition {
    keyTypes = List.copyOf(keyTypes);
    preparation = List.copyOf(preparation);
    overrides = Collections.unmodifiableMap(new LinkedHashMap<>(overrides));
    if (keyTypes.isEmpty()) {
      throw new IllegalArgumentException("A routing needs a key column");
    }
  }

  /// A rule and nothing beside it.
  public RoutingDefinition(String name, List<KeyType> keyTypes, RoutingRule rule) {
    this(name, keyTypes, List.of(), rule, new NullPolicy.AsRule(), Map.of());
  }

  /// The types that the rule sees, after the preparation of the key.
  public List<KeyType> ruleTypes() {
    return prepared(keyTypes, preparation);
  }

  /// The types of a key of these types after these steps.
  public static List<KeyType> prepared(List<KeyType> types, List<KeyPreparation> steps) {
    if (steps.isEmpty() || types.isEmpty()) {
      return types;
    }
    KeyType type = types.getFirst();
    for (KeyPreparation step : steps) {
      type = step.result();
    }
    return List.of(type);
  }

  /// The shards that own at least one key, each once: those of the rule in the order of the file,
  /// then those of overrides and of NULL.
  public List<ShardId> shards() {
    Set<ShardId> shards = new LinkedHashSet<>(rule.shards());
    shards.addAll(overrides.values());
    if (nulls instanceof NullPolicy.To(ShardId shard)) {
      shards.add(shard);
    }
    return List.copyOf(shards);
  }

  /// The word of the file: `range`, `hash`, `list`.
  public String strategy() {
    return rule.strategy();
  }
}
