package io.shardlens.execute;

import static io.shardlens.execute.SmallAnswers.text;

import io.shardlens.execute.CheckReport.Finding;
import io.shardlens.execute.CheckReport.Kind;
import io.shardlens.execute.CheckReport.Severity;
import io.shardlens.execute.Scatter.Answer;
import io.shardlens.routing.Route;
import io.shardlens.routing.Router;
import io.shardlens.sql.Identifier;
import io.shardlens.topology.KeyFormatException;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Checks that rows lie where the routing says.
///
/// A shard is asked for the keys that are not its own, so under ranges and lists every row is
/// compared and the answer is a proof. A hash cannot be turned round: there, keys are sampled at
/// random and routed, and the words say so.
final class RoutingCheck {

  /// Keys that are sampled of each table on each shard where not every row can be compared.
  private static final int SAMPLE = 1_000;

  private static final int MAX_EXAMPLES = 5;

  private static final String NO_SUCH_TABLE = "42P01";

  private final Router router;
  private final Topology topology;
  private final Scatter scatter;
  private final Duration timeout;

  RoutingCheck(Router router, Scatter scatter, Duration timeout) {
    this.router = router;
    this.topology = router.topology();
    this.scatter = scatter;
    this.timeout = timeout;
  }

  /// What was found on one shard for one table.
  ///
  /// @param sampled keys that were drawn, 0 where every row was compared
  /// @param misplaced how many of them lie wrong; of compared rows at most one more than examples
  private record Checked(long sampled, long misplaced, List<String> examples) {}

  /// @param up the shards that answer
  Finding run(List<ShardId> up) {
    long sampled = 0;
    long misplaced = 0;
    List<String> examples = new ArrayList<>();
    List<String> unread = new ArrayList<>();
    for (TableDefinition.Sharded table : topology.shardedTables()) {
      var answers = scatter.run(up, timeout, (shard, session) -> check(shard, session, table));
      for (var entry : answers.entrySet()) {
        switch (entry.getValue()) {
          case Answer.Answered<Checked>(Checked checked, long millis) -> {
            sampled += checked.sampled();
            misplaced += checked.misplaced();
            examples.addAll(checked.examples());
          }
          case Answer.Unanswered<Checked>(ShardFailure failure, long millis) -> {
            boolean owner = topology.routing(table.routing()).shards().contains(entry.getKey());
            if (owner || !failure.sqlState().equals(NO_SUCH_TABLE)) {
              unread.add(
                  table.name() + " on " + label(entry.getKey()) + ": " + failure.getMessage());
            }
          }
        }
      }
    }
    boolean whole = up.size() == topology.shards().size() && unread.isEmpty();
    examples.addAll(unread);
    return new Finding(
        Kind.ROUTING,
        misplaced > 0 ? Severity.ERROR : whole ? Severity.OK : Severity.WARNING,
        title(up.size(), misplaced, whole),
        detail(sampled, misplaced),
        examples);
  }

  private String title(int up, long misplaced, boolean whole) {
    if (misplaced > 0) {
      return "Rows are misplaced";
    }
    if (!whole) {
      return "Routing, " + up + " of " + topology.shards().size() + " shards";
    }
    return comparedTables() == topology.shardedTables().size()
        ? "Routing proved"
        : "Routing agrees";
  }

  private String detail(long sampled, long misplaced) {
    long compared = comparedTables();
    List<String> parts = new ArrayList<>();
    if (compared > 0) {
      parts.add("every row of " + compared + (compared == 1 ? " table" : " tables") + " compared");
    }
    if (sampled > 0 || compared == 0) {
      parts.add(sampled + " keys sampled at random");
    }
    parts.add(
        misplaced > MAX_EXAMPLES && compared > 0 ? "many misplaced" : misplaced + " misplaced");
    return String.join(", ", parts);
  }

  private long comparedTables() {
    return topology.shardedTables().stream()
        .filter(table ->
            topology.routing(table.routing()).shards().stream()
                .findFirst()
                .flatMap(shard -> ForeignKeys.of(topology.routing(table.routing()), shard, ""))
                .isPresent())
        .count();
  }

  private Checked check(ShardId shard, ShardSession session, TableDefinition.Sharded table)
      throws ShardFailure {
    Optional<ForeignKeys> foreign =
        ForeignKeys.of(
            topology.routing(table.routing()), shard, Identifier.quote(table.key().getFirst()));
    String select =
        "SELECT "
            + String.join(", ", table.key().stream().map(Identifier::quote).toList())
            + " FROM "
            + Identifier.quote(table.name());
    if (foreign.isPresent()) {
      List<@Nullable String[]> rows =
          SmallAnswers.rows(
              session,
              select + " WHERE " + foreign.get().condition() + " LIMIT " + (MAX_EXAMPLES + 1),
              foreign.get().parameters());
      return new Checked(0, rows.size(), misplaced(shard, table, rows));
    }
    List<@Nullable String[]> rows =
        SmallAnswers.rows(session, select + sample(session, table), List.of());
    List<String> wrong = misplaced(shard, table, rows);
    return new Checked(
        rows.size(), wrong.size(), wrong.subList(0, Math.min(MAX_EXAMPLES, wrong.size())));
  }

  /// Random blocks of a large table, random rows of them; random rows of a small one.
  private static String sample(ShardSession session, TableDefinition.Sharded table)
      throws ShardFailure {
    String share =
        text(
            SmallAnswers.rows(
                    session,
                    "SELECT CASE WHEN reltuples > 20 * "
                        + SAMPLE
                        + " AND relkind = 'r' THEN least(100, 500.0 * "
                        + SAMPLE
                        + " / reltuples) ELSE 0 END FROM pg_catalog.pg_class WHERE oid ="
                        + " $1::regclass",
                    List.of(new Parameter.Text(Identifier.quote(table.name()))))
                .getFirst()[0]);
    return (Double.parseDouble(share) > 0 ? " TABLESAMPLE SYSTEM (" + share + ")" : "")
        + " ORDER BY random() LIMIT "
        + SAMPLE;
  }

  /// A sentence for each key that the router sends elsewhere.
  private List<String> misplaced(
      ShardId shard, TableDefinition.Sharded table, List<@Nullable String[]> rows)
      throws ShardFailure {
    List<KeyType> types = topology.routing(table.routing()).keyTypes();
    List<String> wrong = new ArrayList<>();
    for (@Nullable String[] row : rows) {
      Route route = router.routeTyped(table, key(row, types));
      if (route instanceof Route.Anywhere
          || (route instanceof Route.Owned owned && owned.shard().equals(shard))) {
        continue;
      }
      String belongs = route instanceof Route.Owned owned ? label(owned.shard()) : "no shard";
      wrong.add(
          table.name().shortName()
              + " "
              + String.join(", ", Arrays.asList(row))
              + " lies on "
              + label(shard)
              + " and belongs to "
              + belongs);
    }
    return wrong;
  }

  private static List<@Nullable KeyValue> key(@Nullable String[] row, List<KeyType> types)
      throws ShardFailure {
    List<@Nullable KeyValue> key = new ArrayList<>();
    for (int i = 0; i < row.length; i++) {
      String cell = row[i];
      try {
        key.add(cell == null ? null : KeyValue.parse(types.get(i), cell));
      } catch (KeyFormatException e) {
        throw new ShardFailure(ShardFailure.Kind.STATEMENT, String.valueOf(e.getMessage()));
      }
    }
    return key;
  }

  private String label(ShardId shard) {
    return topology.shard(shard).label();
  }
}
