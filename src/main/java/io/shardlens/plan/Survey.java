package io.shardlens.plan;

import io.shardlens.rows.Column;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableName;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What one shard's server says of a statement, without running it: PostgreSQL's own parse
/// analysis.
///
/// @param shard the shard that was asked
/// @param columns the columns that the statement returns, with the types that one PostgreSQL would
///   give
/// @param relations the tables that its plan reads, with partitions and children by their own names
/// @param functions the functions that words of the statement could call, by name
public record Survey(
    ShardId shard,
    List<Column> columns,
    Set<TableName> relations,
    Map<String, FunctionFacts> functions) {

  public Survey {
    columns = List.copyOf(columns);
    relations = Set.copyOf(relations);
    functions = Map.copyOf(functions);
  }
}
