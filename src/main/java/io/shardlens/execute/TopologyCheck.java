package io.shardlens.execute;

import io.shardlens.execute.CheckReport.Finding;
import io.shardlens.execute.CheckReport.Kind;
import io.shardlens.execute.CheckReport.Severity;
import io.shardlens.execute.Scatter.Answer;
import io.shardlens.plan.Catalog;
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
import java.util.Objects;
import java.util.Optional;

/// Checks a topology against its live shards: are they there, are they different databases, have
/// they the same tables, and do the rows lie where the routing says.
final class TopologyCheck {

  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private final Topology topology;
  private final Scatter scatter;
  private final FreshDirectory directory;

  TopologyCheck(Topology topology, Scatter scatter, FreshDirectory directory) {
    this.topology = topology;
    this.scatter = scatter;
    this.directory = directory;
  }

  /// What is read of each shard first.
  ///
  /// @param server empty where the server does not tell, which is no reason to call it silent
  private record Found(DatabaseIdentity identity, Optional<ServerFacts> server) {}

  CheckReport run(CheckOptions options) {
    long start = System.nanoTime();
    List<ShardId> all = topology.shards().stream().map(Shard::id).toList();
    Map<ShardId, Answer<Found>> answers =
        scatter.run(
            all,
            TIMEOUT,
            (_, session) -> new Found(DatabaseIdentity.read(session), facts(session)));
    Map<ShardId, Found> up = new LinkedHashMap<>();
    Map<ShardId, String> down = new LinkedHashMap<>();
    answers.forEach((shard, answer) -> {
      switch (answer) {
        case Answer.Answered<Found>(Found found, long _) -> up.put(shard, found);
        case Answer.Unanswered<Found>(ShardFailure failure, long _) ->
            down.put(shard, failure.getMessage());
      }
    });
    List<Finding> findings = new ArrayList<>();
    findings.add(connection(down, all.size()));
    List<TableProof> tables = List.of();
    if (!up.isEmpty()) {
      List<ShardId> asked = List.copyOf(up.keySet());
      findings.add(separate(up));
      Map<ShardId, ServerFacts> servers = new LinkedHashMap<>();
      up.forEach((shard, found) -> found.server().ifPresent(facts -> servers.put(shard, facts)));
      findings.add(new ServersCheck(topology).run(servers, asked));
      schema(asked).ifPresent(findings::add);
      new ReferenceCheck(topology, scatter, TIMEOUT).run(asked).ifPresent(findings::add);
      // Nothing is called proved where there is nothing to prove.
      if (!topology.shardedTables().isEmpty()) {
        tables =
            new RoutingCheck(topology, new TableCheck(topology, scatter, directory, options))
                .run(asked, down);
        findings.add(RoutingCheck.summary(topology, tables, asked.size()));
      }
    }
    return new CheckReport(findings, tables, (System.nanoTime() - start) / 1_000_000);
  }

  private static Optional<ServerFacts> facts(ShardSession session) throws ShardFailure {
    try {
      return Optional.of(ServerFacts.read(session));
    } catch (ShardFailure failure) {
      if (failure.kind() == ShardFailure.Kind.STATEMENT) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  private Finding connection(Map<ShardId, String> down, int total) {
    int answered = total - down.size();
    return new Finding(
        Kind.CONNECTION,
        down.isEmpty() ? Severity.OK : Severity.ERROR,
        down.isEmpty() ? "All shards answer" : answered + " of " + total + " shards answer",
        answered == 0
            ? "Nothing else could be checked"
            : answered + " of " + total + " shards connected, read-only verified",
        down.entrySet().stream()
            .map(silent -> label(silent.getKey()) + ": " + silent.getValue())
            .toList());
  }

  private Finding separate(Map<ShardId, Found> up) {
    List<ShardId> shards = List.copyOf(up.keySet());
    List<String> same = new ArrayList<>();
    for (int i = 0; i < shards.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (identity(up, shards.get(i)).isSameAs(identity(up, shards.get(j)))) {
          same.add(
              label(shards.get(i))
                  + " and "
                  + label(shards.get(j))
                  + " are the same database, or one is the other's replica");
        }
      }
    }
    return new Finding(
        Kind.SEPARATE_DATABASES,
        same.isEmpty() ? Severity.OK : Severity.ERROR,
        same.isEmpty() ? shards.size() + " separate databases" : "Shards share a database",
        same.isEmpty() ? "no two are one database or its replica" : "every row there counts twice",
        same);
  }

  private static DatabaseIdentity identity(Map<ShardId, Found> up, ShardId shard) {
    return Objects.requireNonNull(up.get(shard)).identity();
  }

  /// Empty where two shards are one database, which is reported by itself and leaves nothing to
  /// compare.
  private Optional<Finding> schema(List<ShardId> up) {
    Catalog catalog;
    try {
      catalog = new CatalogReader(topology, scatter).read();
    } catch (ShardlensException e) {
      return Optional.empty();
    }
    List<String> problems = new ArrayList<>();
    for (TableDefinition table : topology.tables()) {
      if (isOfTenants(table)) {
        // Each tenant's table is looked for in its own schema, where the routing is checked.
        continue;
      }
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
    return Optional.of(schemaFinding(up, problems));
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

  private boolean isOfTenants(TableDefinition table) {
    return table instanceof TableDefinition.Sharded sharded
        && topology.routing(sharded.routing()).rule().namesSchemas();
  }

  private String label(ShardId shard) {
    return topology.shard(shard).label();
  }
}
