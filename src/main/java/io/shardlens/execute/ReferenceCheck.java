package io.shardlens.execute;

import static io.shardlens.execute.SmallAnswers.text;

import io.shardlens.execute.CheckReport.Finding;
import io.shardlens.execute.CheckReport.Kind;
import io.shardlens.execute.CheckReport.Severity;
import io.shardlens.execute.Scatter.Answer;
import io.shardlens.sql.Identifier;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Checks that reference tables hold the same rows on every shard.
final class ReferenceCheck {

  private final Topology topology;
  private final Scatter scatter;
  private final Duration timeout;

  ReferenceCheck(Topology topology, Scatter scatter, Duration timeout) {
    this.topology = topology;
    this.scatter = scatter;
    this.timeout = timeout;
  }

  /// Empty where there is no reference table.
  ///
  /// @param up the shards that answer
  Optional<Finding> run(List<ShardId> up) {
    List<TableDefinition.Reference> tables =
        topology.tables().stream()
            .filter(TableDefinition.Reference.class::isInstance)
            .map(TableDefinition.Reference.class::cast)
            .toList();
    if (tables.isEmpty()) {
      return Optional.empty();
    }
    List<String> problems = new ArrayList<>();
    for (TableDefinition.Reference table : tables) {
      // Whole rows as text, ordered by their bytes, so that no collation has a say.
      String sql =
          "SELECT count(*)::text || ' rows, ' || coalesce(md5(string_agg(t::text, chr(10) ORDER BY"
              + " t::text COLLATE \"C\")), '') FROM "
              + Identifier.quote(table.name())
              + " t";
      Map<String, List<String>> byContent = new LinkedHashMap<>();
      scatter
          .run(
              up,
              timeout,
              (shard, session) -> text(SmallAnswers.rows(session, sql, List.of()).getFirst()[0]))
          .forEach((shard, answer) -> {
            switch (answer) {
              case Answer.Answered<String>(String content, long millis) ->
                  byContent.computeIfAbsent(content, key -> new ArrayList<>()).add(label(shard));
              case Answer.Unanswered<String>(ShardFailure failure, long millis) ->
                  problems.add(table.name() + " on " + label(shard) + ": " + failure.getMessage());
            }
          });
      if (byContent.size() > 1) {
        problems.add(table.name() + " differs: " + byContent);
      }
    }
    return Optional.of(
        new Finding(
            Kind.REFERENCE_TABLES,
            problems.isEmpty() ? Severity.OK : Severity.ERROR,
            problems.isEmpty() ? "Reference tables equal" : "Reference tables differ",
            tables.size() + (tables.size() == 1 ? " table" : " tables") + " compared by content",
            problems));
  }

  private String label(ShardId shard) {
    return topology.shard(shard).label();
  }
}
