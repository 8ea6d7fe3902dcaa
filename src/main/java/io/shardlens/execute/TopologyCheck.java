package io.shardlens.execute;

import static io.shardlens.execute.SmallAnswers.text;

import io.shardlens.execute.CheckReport.Finding;
import io.shardlens.execute.CheckReport.Kind;
import io.shardlens.execute.CheckReport.Severity;
import io.shardlens.execute.Scatter.Answer;
import io.shardlens.plan.Catalog;
import io.shardlens.routing.Router;
import io.shardlens.sql.Identifier;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.Shard;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Checks a topology against its live shards: are they there, are they different databases, have
/// they the same tables, and do the rows lie where the routing says.
final class TopologyCheck {

  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private static final String IDENTITY =
      """
      SELECT (SELECT system_identifier FROM pg_catalog.pg_control_system())::text,
             (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())::text\
      """;

  private final Router router;
  private final Topology topology;
  private final Scatter scatter;

  TopologyCheck(Router router, Scatter scatter) {
    this.router = router;
    this.topology = router.topology();
    this.scatter = scatter;
  }

  CheckReport run() {
    List<ShardId> all = topology.shards().stream().map(Shard::id).toList();
    Map<ShardId, Answer<String>> identities =
        scatter.run(
            all,
            TIMEOUT,
            (shard, session) -> {
              @Nullable String[] row = SmallAnswers.rows(session, IDENTITY, List.of()).getFirst();
              return text(row[0]) + "/" + text(row[1]);
            });
    List<ShardId> up =
        all.stream().filter(shard -> identities.get(shard) instanceof Answer.Answered).toList();
    List<Finding> findings = new ArrayList<>();
    findings.add(connection(identities, all.size()));
    if (!up.isEmpty()) {
      findings.add(separate(identities, up));
      schema(up).ifPresent(findings::add);
      referenceTables(up).ifPresent(findings::add);
      // Nothing is called proved where there is nothing to prove.
      if (!topology.shardedTables().isEmpty()) {
        findings.add(new RoutingCheck(router, scatter, TIMEOUT).run(up));
      }
    }
    return new CheckReport(findings);
  }

  private Finding connection(Map<ShardId, Answer<String>> answers, int total) {
    List<String> silent = new ArrayList<>();
    answers.forEach((shard, answer) -> {
      if (answer instanceof Answer.Unanswered<String> unanswered) {
        silent.add(label(shard) + ": " + unanswered.failure().getMessage());
      }
    });
    int answered = total - silent.size();
    return new Finding(
        Kind.CONNECTION,
        silent.isEmpty() ? Severity.OK : Severity.ERROR,
        silent.isEmpty() ? "All shards answer" : answered + " of " + total + " shards answer",
        answered == 0
            ? "Nothing else could be checked"
            : answered + " of " + total + " shards connected, read-only verified",
        silent);
  }

  private Finding separate(Map<ShardId, Answer<String>> answers, List<ShardId> up) {
    Map<String, ShardId> seen = new LinkedHashMap<>();
    List<String> same = new ArrayList<>();
    for (ShardId shard : up) {
      if (answers.get(shard) instanceof Answer.Answered<String> answered) {
        ShardId before = seen.putIfAbsent(answered.value(), shard);
        if (before != null) {
          same.add(label(shard) + " and " + label(before) + " are the same database");
        }
      }
    }
    return new Finding(
        Kind.SEPARATE_DATABASES,
        same.isEmpty() ? Severity.OK : Severity.ERROR,
        same.isEmpty() ? seen.size() + " separate databases" : "Shards share a database",
        same.isEmpty() ? "system_identifier and database differ" : "every row there counts twice",
        same);
  }

  /// Empty where two shards are one database, which is reported by itself and leaves nothing to
  /// compare.
  private java.util.Optional<Finding> schema(List<ShardId> up) {
    Catalog catalog;
    try {
      catalog = new CatalogReader(topology, scatter).read();
    } catch (ShardlensException e) {
      return java.util.Optional.empty();
    }
    List<String> problems = new ArrayList<>();
    for (TableDefinition table : topology.tables()) {
      if (catalog.table(table.name()).isEmpty()) {
        problems.add("The table " + table.name() + " was not found on any shard");
      }
      catalog
          .differences(table.name())
          .forEach(difference -> problems.add(table.name() + ": " + difference));
      if (table instanceof TableDefinition.Sharded sharded) {
        problems.addAll(keyProblems(sharded, catalog));
      }
    }
    return java.util.Optional.of(schemaFinding(up, problems));
  }

  private Finding schemaFinding(List<ShardId> up, List<String> problems) {
    boolean whole = up.size() == topology.shards().size();
    return new Finding(
        Kind.SCHEMA,
        !problems.isEmpty() ? Severity.ERROR : whole ? Severity.OK : Severity.WARNING,
        problems.isEmpty() ? "Schema equal" : "Schema differs",
        up.size() + " of " + topology.shards().size() + " shards compared",
        problems);
  }

  private List<String> keyProblems(TableDefinition.Sharded table, Catalog catalog) {
    List<String> problems = new ArrayList<>();
    List<KeyType> types = topology.routing(table.routing()).keyTypes();
    catalog
        .table(table.name())
        .ifPresent(facts -> {
          for (int i = 0; i < table.key().size(); i++) {
            String column = table.key().get(i);
            KeyType declared = types.get(i);
            facts
                .column(column)
                .ifPresentOrElse(
                    found -> {
                      if (!found.type().baseName().equals(declared.word())) {
                        problems.add(
                            table.name()
                                + "."
                                + column
                                + " is "
                                + found.type()
                                + ", but the routing "
                                + table.routing()
                                + " expects "
                                + declared.word());
                      }
                    },
                    () -> problems.add(table.name() + " has no shard key column " + column));
          }
        });
    return problems;
  }

  private java.util.Optional<Finding> referenceTables(List<ShardId> up) {
    List<TableDefinition.Reference> tables =
        topology.tables().stream()
            .filter(TableDefinition.Reference.class::isInstance)
            .map(TableDefinition.Reference.class::cast)
            .toList();
    if (tables.isEmpty()) {
      return java.util.Optional.empty();
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
              TIMEOUT,
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
    return java.util.Optional.of(
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
