package io.shardlens.topology.imports;

import io.shardlens.topology.KeyPreparation;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.NullPolicy;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.RoutingRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The routings of one import, each once: tables whose keys go by the same rule share its name, and
/// are co-located by that. Not thread-safe.
public final class FoundRoutings {

  private final Map<Found, String> names = new LinkedHashMap<>();

  private record Found(
      List<KeyType> types, List<KeyPreparation> preparation, RoutingRule rule, NullPolicy nulls) {}

  /// The name of a rule.
  ///
  /// @param columns the shard key, of whose first column a new routing gets its name
  public String named(List<String> columns, List<KeyType> types, RoutingRule rule) {
    return named(columns, types, List.of(), rule, new NullPolicy.AsRule());
  }

  public String named(
      List<String> columns,
      List<KeyType> types,
      List<KeyPreparation> preparation,
      RoutingRule rule,
      NullPolicy nulls) {
    String wanted = "by_" + columns.getFirst();
    return names.computeIfAbsent(
        new Found(List.copyOf(types), List.copyOf(preparation), rule, nulls), _ -> free(wanted));
  }

  private String free(String wanted) {
    String name = wanted;
    for (int i = 2; names.containsValue(name); i++) {
      name = wanted + "_" + i;
    }
    return name;
  }

  public List<RoutingDefinition> all() {
    return names.entrySet().stream()
        .map(entry -> definition(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static RoutingDefinition definition(Found found, String name) {
    return new RoutingDefinition(
        name, found.types, found.preparation, found.rule, found.nulls, Map.of());
  }
}
