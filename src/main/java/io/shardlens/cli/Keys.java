package io.shardlens.cli;

import io.shardlens.topology.TableDefinition;
import java.util.Arrays;
import java.util.List;

/// Reads a key from one argument.
final class Keys {

  private Keys() {}

  /// One text per key column; a key of one column may hold commas.
  static List<String> values(TableDefinition.Sharded table, String argument) {
    return table.key().size() == 1 ? List.of(argument) : Arrays.asList(argument.split(",", -1));
  }
}
