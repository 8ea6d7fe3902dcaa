package io.shardlens.export.python;

import io.shardlens.export.common.NotExpressibleException;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.Topology;
import java.util.ArrayList;
import java.util.List;

/// Writes Python modules.
public final class PythonExport {

  /// What stands around the functions.
  public enum Framework {
    DJANGO,
    FLASK,
    FASTAPI
  }

  private PythonExport() {}

  /// Finds out whether Python can say a table's routing exactly.
  ///
  /// @throws NotExpressibleException where it cannot
  public static void check(Topology topology, TableDefinition.Sharded table)
      throws NotExpressibleException {
    PythonSelectors.write(new PythonModule(), topology, List.of(table));
  }

  /// The functions alone, which need no more than Python's standard library.
  ///
  /// @throws NotExpressibleException where Python cannot say the routing of one of the tables
  public static String selectors(Topology topology, List<TableDefinition.Sharded> tables)
      throws NotExpressibleException {
    PythonModule module = new PythonModule();
    PythonSelectors.write(module, topology, tables);
    return module.text(List.of("Where the rows of " + name(topology) + " lie."));
  }

  /// A module for a framework.
  ///
  /// @param tables sharded ones
  /// @throws NotExpressibleException where Python cannot say the routing of one of the tables
  public static String of(
      Framework framework, Topology topology, List<TableDefinition.Sharded> tables)
      throws NotExpressibleException {
    PythonModule module = new PythonModule();
    List<PythonSelector> selectors = PythonSelectors.write(module, topology, tables);
    List<String> docstring = new ArrayList<>();
    docstring.add(
        "The shards of " + name(topology) + " for " + words(framework) + ", written by Shardlens.");
    docstring.add("");
    docstring.addAll(
        switch (framework) {
          case DJANGO -> DjangoPart.write(module, topology, selectors);
          case FLASK -> new SqlAlchemyPart(module, topology, false).write(selectors);
          case FASTAPI -> new SqlAlchemyPart(module, topology, true).write(selectors);
        });
    docstring.add("");
    docstring.add("Passwords come from the environment; where a variable is missing, the driver");
    docstring.add("looks for one in ~/.pgpass.");
    return module.text(docstring);
  }

  private static String words(Framework framework) {
    return switch (framework) {
      case DJANGO -> "Django";
      case FLASK -> "Flask and SQLAlchemy";
      case FASTAPI -> "FastAPI and SQLAlchemy";
    };
  }

  private static String name(Topology topology) {
    return "the topology " + PythonText.inDocstring(topology.name());
  }
}
