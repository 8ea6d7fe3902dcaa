package io.shardlens.execute;

import io.shardlens.execute.CheckReport.Finding;
import io.shardlens.execute.CheckReport.Kind;
import io.shardlens.execute.CheckReport.Severity;
import io.shardlens.execute.ShardProof.Method;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Checks that the rows of all sharded tables lie where their routings say, and sums it up.
///
/// Nothing is called proved unless every row of every table was compared on every shard.
final class RoutingCheck {

  private final Topology topology;
  private final TableCheck check;

  RoutingCheck(Topology topology, TableCheck check) {
    this.topology = topology;
    this.check = check;
  }

  /// @param up the shards that answer
  /// @param down why the others do not
  List<TableProof> run(List<ShardId> up, Map<ShardId, String> down) {
    return topology.shardedTables().stream().map(table -> check.run(table, up, down)).toList();
  }

  /// One finding over all tables; of at least one.
  static Finding summary(Topology topology, List<TableProof> tables, int up) {
    long misplaced = tables.stream().mapToLong(TableProof::misplaced).sum();
    boolean more = proofs(tables).stream().anyMatch(ShardProof::moreMisplaced);
    boolean read =
        up == topology.shards().size()
            && proofs(tables).stream().noneMatch(proof -> proof.method() == Method.UNREAD);
    List<String> examples = new ArrayList<>();
    for (TableProof table : tables) {
      for (ShardProof proof : table.shards()) {
        proof.examples().forEach(example -> examples.add(example.sentence()));
        proof
            .notes()
            .forEach(note ->
                examples.add(
                    table.table().name()
                        + " on "
                        + topology.shard(proof.shard()).label()
                        + ": "
                        + note));
      }
    }
    return new Finding(
        Kind.ROUTING,
        misplaced > 0 ? Severity.ERROR : read ? Severity.OK : Severity.WARNING,
        title(topology, tables, up, misplaced, read),
        detail(tables, misplaced, more),
        examples);
  }

  private static String title(
      Topology topology, List<TableProof> tables, int up, long misplaced, boolean read) {
    if (misplaced > 0) {
      return "Rows are misplaced";
    }
    if (!read) {
      return up < topology.shards().size()
          ? "Routing, " + up + " of " + topology.shards().size() + " shards"
          : "Routing, not all of it";
    }
    return tables.stream().allMatch(TableProof::isWhole) ? "Routing proved" : "Routing agrees";
  }

  private static String detail(List<TableProof> tables, long misplaced, boolean more) {
    long compared = tables.stream().filter(TableProof::isWhole).count();
    long sampled =
        proofs(tables).stream()
            .filter(proof ->
                proof.method() == Method.RANDOM_SAMPLE || proof.method() == Method.FIRST_ROWS)
            .mapToLong(ShardProof::keys)
            .sum();
    List<String> parts = new ArrayList<>();
    if (compared > 0) {
      parts.add("every row of " + compared + (compared == 1 ? " table" : " tables") + " compared");
    }
    if (sampled > 0) {
      parts.add(sampled + " keys sampled");
    } else if (compared == 0) {
      long keys = proofs(tables).stream().mapToLong(proof -> Math.max(0, proof.keys())).sum();
      parts.add(keys + " keys compared");
    }
    parts.add((more ? "more than " : "") + misplaced + " misplaced");
    return String.join(", ", parts);
  }

  private static List<ShardProof> proofs(List<TableProof> tables) {
    return tables.stream().flatMap(table -> table.shards().stream()).toList();
  }
}
