package io.shardlens.topology.imports.yaml;

import io.shardlens.topology.ShardId;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The names among which a sharding algorithm chooses, data sources or tables, and the shard that
/// each lies on.
///
/// An algorithm that gives a number means the name of that number: the first name without its last
/// digits, and the number after it, filled up with zeros to the shortest number there is
/// (ShardingSphere's `ShardingTable` and `ShardingAutoTableAlgorithmUtils`).
///
/// @param prefix what stands before the numbers
/// @param shards by name
record Targets(String prefix, int shortest, Map<String, ShardId> shards) {

  private static final Pattern LAST_DIGITS = Pattern.compile("[0-9]+$");

  /// Data sources, by their names.
  static Targets ofDataSources(Map<String, ShardId> shards) {
    return of(withoutDigits(shards.keySet().iterator().next()), shards);
  }

  /// Tables, by their names, of which no two shards have the same.
  static Targets ofTables(String logicalTable, Map<String, ShardId> shards) {
    String first = shards.keySet().iterator().next();
    return of(
        first.startsWith(logicalTable)
            ? logicalTable + withoutDigits(first.substring(logicalTable.length()))
            : withoutDigits(first),
        shards);
  }

  private static Targets of(String prefix, Map<String, ShardId> shards) {
    int shortest =
        shards.keySet().stream().mapToInt(String::length).min().orElse(0) - prefix.length();
    return new Targets(prefix, shortest, shards);
  }

  private static String withoutDigits(String name) {
    return LAST_DIGITS.matcher(name).replaceAll("");
  }

  /// The shard of a number that an algorithm gave; empty where no name has it, which the
  /// application answers with an error.
  ///
  /// @param digits how many the number is written with at least
  Optional<ShardId> numbered(long number, int digits) {
    String written = Long.toString(number);
    int length = Math.max(shortest, digits);
    return named(prefix + "0".repeat(Math.max(0, length - written.length())) + written);
  }

  /// The shard of a name that an algorithm gave.
  Optional<ShardId> named(String name) {
    return Optional.ofNullable(shards.get(name));
  }
}
