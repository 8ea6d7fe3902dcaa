package io.shardlens.execute;

import static io.shardlens.execute.SmallAnswers.text;

import io.shardlens.execute.Scatter.Answer;
import io.shardlens.execute.ShardProof.Method;
import io.shardlens.sql.Identifier;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.Topology;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Checks that the rows of one table lie where the routing says.
///
/// Where SQL can say what the router does, each shard is asked for the keys that are not its own,
/// so that every row is compared, and what it names is routed again here. Elsewhere keys are drawn
/// at random and routed. A shard that cannot compare all rows in time is asked for a sample, and
/// the notes say so.
final class TableCheck {

  private static final int MAX_EXAMPLES = 5;

  /// Misplaced keys that an index is asked for.
  private static final int COUNTED_KEYS = 1_000;

  /// Smaller tables are counted as they are compared, larger ones are left to their index.
  private static final long COUNTED_BYTES = 64L << 20;

  private static final String NO_SUCH_TABLE = "42P01";

  private final Topology topology;
  private final Scatter scatter;
  private final FreshDirectory directory;
  private final CheckOptions options;

  TableCheck(Topology topology, Scatter scatter, FreshDirectory directory, CheckOptions options) {
    this.topology = topology;
    this.scatter = scatter;
    this.directory = directory;
    this.options = options;
  }

  /// @param up the shards that answer
  /// @param down why the others do not
  TableProof run(TableDefinition.Sharded table, List<ShardId> up, Map<ShardId, String> down) {
    RoutingDefinition routing = topology.routing(table.routing());
    Map<ShardId, ShardProof> proofs = new LinkedHashMap<>();
    List<ShardId> late = new ArrayList<>();
    scatter
        .run(up, options.timeout(), (shard, session) -> check(shard, session, table))
        .forEach((shard, answer) -> {
          if (answer instanceof Answer.Unanswered<ShardProof> unanswered
              && unanswered.failure().kind() == ShardFailure.Kind.TIMEOUT) {
            late.add(shard);
          }
          proof(shard, answer, routing).ifPresent(proof -> proofs.put(shard, proof));
        });
    if (!late.isEmpty() && !routing.rule().namesSchemas()) {
      String note = "Not every row could be compared within " + seconds() + " s";
      scatter
          .run(late, options.timeout(), (shard, session) -> sample(shard, session, table, note))
          .forEach((shard, answer) ->
              proof(shard, answer, routing).ifPresent(proof -> proofs.put(shard, proof)));
    }
    List<ShardProof> inOrder = new ArrayList<>();
    topology
        .shards()
        .forEach(shard -> {
          if (proofs.containsKey(shard.id())) {
            inOrder.add(proofs.get(shard.id()));
          } else if (down.containsKey(shard.id()) && routing.shards().contains(shard.id())) {
            inOrder.add(unread(shard.id(), String.valueOf(down.get(shard.id())), 0));
          }
        });
    return new TableProof(table, inOrder);
  }

  /// Empty where a shard that owns nothing has no such table.
  private static Optional<ShardProof> proof(
      ShardId shard, Answer<ShardProof> answer, RoutingDefinition routing) {
    return switch (answer) {
      case Answer.Answered<ShardProof>(ShardProof proof, long millis) ->
          Optional.of(
              new ShardProof(
                  shard,
                  proof.method(),
                  proof.keys(),
                  proof.keysAreEstimated(),
                  proof.misplaced(),
                  proof.moreMisplaced(),
                  proof.examples(),
                  proof.how(),
                  proof.notes(),
                  millis));
      case Answer.Unanswered<ShardProof>(ShardFailure failure, long millis) ->
          !routing.shards().contains(shard) && failure.sqlState().equals(NO_SUCH_TABLE)
              ? Optional.empty()
              : Optional.of(unread(shard, failure.getMessage(), millis));
    };
  }

  private static ShardProof unread(ShardId shard, String why, long millis) {
    return new ShardProof(
        shard, Method.UNREAD, 0, false, 0, false, List.of(), "not read", List.of(why), millis);
  }

  private ShardProof check(ShardId shard, ShardSession session, TableDefinition.Sharded table)
      throws ShardFailure {
    RoutingDefinition routing = topology.routing(table.routing());
    if (routing.rule() instanceof RoutingRule.Tenants tenants) {
      return new TenantCheck(misplaced(table), routing, tenants).check(shard, session);
    }
    KeyTable facts = KeyTable.read(session, table.name(), table.key(), routing.keyTypes());
    if (!facts.otherTypes().isEmpty()) {
      return sample(shard, session, table, facts, facts.otherTypes());
    }
    if (facts.hidden()) {
      return sample(
          shard,
          session,
          table,
          facts,
          List.of("Row-level security may hide rows from this login, so nothing is proved"));
    }
    Optional<ForeignKeys> foreign =
        ForeignKeys.of(routing, shard, table.key())
            .filter(
                _ -> facts.utf8() || routing.keyTypes().stream().noneMatch(type -> type.isText()));
    if (foreign.isEmpty()) {
      return sample(shard, session, table, facts, List.of());
    }
    boolean byIndex = foreign.get().ranges() && facts.indexed();
    if (facts.bytes() > options.wholeBytes() && !byIndex) {
      return sample(
          shard,
          session,
          table,
          facts,
          List.of(
              "Only a sample was taken of "
                  + (facts.bytes() >> 20)
                  + " MB; check --every-row compares all of it"));
    }
    return byIndex && facts.bytes() > COUNTED_BYTES
        ? compareByIndex(shard, session, table, facts, foreign.get())
        : compare(shard, session, table, foreign.get());
  }

  /// Reads the whole table once, and again for examples where there are any.
  private ShardProof compare(
      ShardId shard, ShardSession session, TableDefinition.Sharded table, ForeignKeys foreign)
      throws ShardFailure {
    @Nullable String[] counts =
        SmallAnswers.rows(
                session,
                "SELECT count(*), count(*) FILTER (WHERE "
                    + foreign.condition()
                    + ") FROM "
                    + Identifier.quote(table.name()),
                foreign.parameters())
            .getFirst();
    long misplaced = Long.parseLong(text(counts[1]));
    List<ShardProof.Misplaced> examples =
        misplaced == 0 ? List.of() : foreign(shard, session, table, foreign, MAX_EXAMPLES);
    return new ShardProof(
        shard,
        Method.EVERY_ROW,
        Long.parseLong(text(counts[0])),
        false,
        misplaced,
        false,
        examples,
        "every row compared by the server",
        List.of(),
        0);
  }

  private ShardProof compareByIndex(
      ShardId shard,
      ShardSession session,
      TableDefinition.Sharded table,
      KeyTable facts,
      ForeignKeys foreign)
      throws ShardFailure {
    List<ShardProof.Misplaced> found = foreign(shard, session, table, foreign, COUNTED_KEYS + 1);
    return new ShardProof(
        shard,
        Method.EVERY_ROW,
        facts.rows(),
        true,
        Math.min(found.size(), COUNTED_KEYS),
        found.size() > COUNTED_KEYS,
        found.subList(0, Math.min(found.size(), MAX_EXAMPLES)),
        "every row, by the index on " + table.key().getFirst(),
        List.of(),
        0);
  }

  /// The keys that the server calls foreign, each of which the router has to call so, too.
  private List<ShardProof.Misplaced> foreign(
      ShardId shard,
      ShardSession session,
      TableDefinition.Sharded table,
      ForeignKeys foreign,
      int limit)
      throws ShardFailure {
    List<@Nullable String[]> rows =
        SmallAnswers.rows(
            session,
            KeySample.select(table.name(), table.key())
                + " WHERE "
                + foreign.condition()
                + " LIMIT "
                + limit,
            foreign.parameters());
    List<ShardProof.Misplaced> confirmed =
        misplaced(table).find(shard, Optional.empty(), rows).misplaced();
    if (confirmed.size() < rows.size()) {
      throw new ShardFailure(
          ShardFailure.Kind.STATEMENT,
          "the server and Shardlens do not agree on where a key belongs, so nothing is proved;"
              + " please report this with the routing "
              + table.routing());
    }
    return confirmed;
  }

  private ShardProof sample(
      ShardId shard, ShardSession session, TableDefinition.Sharded table, String note)
      throws ShardFailure {
    KeyTable facts =
        KeyTable.read(
            session, table.name(), table.key(), topology.routing(table.routing()).keyTypes());
    return sample(shard, session, table, facts, List.of(note));
  }

  private ShardProof sample(
      ShardId shard,
      ShardSession session,
      TableDefinition.Sharded table,
      KeyTable facts,
      List<String> notes)
      throws ShardFailure {
    KeySample sample = KeySample.draw(session, table.name(), table.key(), facts);
    MisplacedKeys.Found found = misplaced(table).find(shard, Optional.empty(), sample.rows());
    List<String> said = new ArrayList<>(notes);
    if (found.unanswered() > 0) {
      said.add(found.unanswered() + " of these keys could not be routed. " + found.reason());
    }
    return new ShardProof(
        shard,
        found.unanswered() > 0 && found.unanswered() == sample.rows().size()
            ? Method.UNREAD
            : sample.method(),
        sample.rows().size(),
        false,
        found.misplaced().size(),
        false,
        found.misplaced().subList(0, Math.min(MAX_EXAMPLES, found.misplaced().size())),
        sample.how(),
        said,
        0);
  }

  private MisplacedKeys misplaced(TableDefinition.Sharded table) {
    return new MisplacedKeys(topology, table, directory);
  }

  private String seconds() {
    return Double.toString(options.timeout().toMillis() / 1000.0).replaceAll("\\.0$", "");
  }
}
