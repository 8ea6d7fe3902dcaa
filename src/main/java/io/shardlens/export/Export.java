package io.shardlens.export;

import io.shardlens.export.common.NotExpressibleException;
import io.shardlens.export.python.PythonExport;
import io.shardlens.export.python.PythonExport.Framework;
import io.shardlens.export.sql.SqlExport;
import io.shardlens.export.vectors.TestVectors;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Exports a topology.
public final class Export {

  private Export() {}

  /// Writes what can be said of all tables that were asked for. A table whose routing the target
  /// cannot say exactly is left out with the reason; where no table is left, all is refused.
  public static ExportResult of(ExportRequest request) {
    if (request.tables().isEmpty()) {
      return new ExportResult.Refused(
          List.of("The topology has no sharded table, so that there is nothing to route."));
    }
    List<TableDefinition.Sharded> tables = new ArrayList<>();
    List<String> leftOut = new ArrayList<>();
    for (TableDefinition.Sharded table : request.tables()) {
      try {
        check(request, table);
        tables.add(table);
      } catch (NotExpressibleException refused) {
        leftOut.add(
            table.name().shortName()
                + " cannot be exported as "
                + request.kind().word()
                + ": "
                + refused.reason()
                + ".");
      }
    }
    if (tables.isEmpty()) {
      return new ExportResult.Refused(leftOut);
    }
    if (request.kind() == ExportKind.VECTORS && tables.size() > 1) {
      return new ExportResult.Refused(
          List.of(
              "Test vectors are of one table; choose one of "
                  + tables.stream()
                      .map(table -> table.name().shortName())
                      .collect(Collectors.joining(", "))
                  + "."));
    }
    try {
      return new ExportResult.Written(text(request, tables), leftOut);
    } catch (NotExpressibleException refused) {
      return new ExportResult.Refused(List.of(refused.reason() + "."));
    }
  }

  private static void check(ExportRequest request, TableDefinition.Sharded table)
      throws NotExpressibleException {
    switch (request.kind()) {
      case DJANGO, FLASK, FASTAPI -> PythonExport.check(request.topology(), table);
      case SQL -> SqlExport.check(request.topology(), table);
      case VECTORS -> TestVectors.check(request.topology(), table);
    }
  }

  private static String text(ExportRequest request, List<TableDefinition.Sharded> tables)
      throws NotExpressibleException {
    Topology topology = request.topology();
    return switch (request.kind()) {
      case DJANGO -> PythonExport.of(Framework.DJANGO, topology, tables);
      case FLASK -> PythonExport.of(Framework.FLASK, topology, tables);
      case FASTAPI -> PythonExport.of(Framework.FASTAPI, topology, tables);
      case SQL -> SqlExport.of(topology, tables);
      case VECTORS -> TestVectors.of(topology, tables.getFirst(), request.count());
    };
  }
}
