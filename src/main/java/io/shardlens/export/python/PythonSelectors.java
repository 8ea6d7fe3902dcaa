package io.shardlens.export.python;

import io.shardlens.export.common.NotExpressibleException;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.Topology;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The functions of several tables in one module. Tables that share a routing share its function.
final class PythonSelectors {

  private PythonSelectors() {}

  /// Writes the functions.
  ///
  /// @throws NotExpressibleException where Python cannot say the routing of one of the tables
  static List<PythonSelector> write(
      PythonModule module, Topology topology, List<TableDefinition.Sharded> tables)
      throws NotExpressibleException {
    Map<String, PythonSelector> byRouting = new LinkedHashMap<>();
    List<PythonSelector> selectors = new ArrayList<>();
    PythonModule suffixes = new PythonModule();
    for (TableDefinition.Sharded table : tables) {
      RoutingDefinition routing = topology.routing(table.routing());
      String suffix = suffixes.unique(PythonText.identifier(table.name().shortName()));
      PythonSelector selector = PythonSelector.of(table, routing, suffix);
      PythonSelector first = byRouting.putIfAbsent(table.routing(), selector);
      if (first == null) {
        selector.write(module);
      } else {
        selector.writeAs(module, first);
      }
      selectors.add(selector);
    }
    return selectors;
  }
}
