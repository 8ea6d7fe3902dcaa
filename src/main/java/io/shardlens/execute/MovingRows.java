package io.shardlens.execute;

import static io.shardlens.execute.SmallAnswers.text;

import io.shardlens.execute.Scatter.Answer;
import io.shardlens.routing.KeyMove;
import io.shardlens.routing.KeyMoves;
import io.shardlens.routing.KeySet;
import io.shardlens.routing.TopologyChange;
import io.shardlens.routing.TopologyDiff;
import io.shardlens.sql.Identifier;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.TableName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/// Counts, on the shards of the older topology, the rows that a newer one would have elsewhere.
/// Thread-safe; blocks, for twice the timeout a table at most.
public final class MovingRows {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final Scatter scatter;

  /// @param gateway to the shards of the older topology
  public MovingRows(ShardGateway gateway) {
    this.scatter = new Scatter(gateway);
  }

  /// The rows of one table that one move takes along.
  public record Moved(TableName table, KeyMove move, Count count) {}

  /// How many rows.
  public sealed interface Count {
    record Exact(long rows) implements Count {}

    /// What follows from the size of the table where its keys spread evenly.
    record Estimated(long rows) implements Count {}

    /// @param reason a sentence without full stop
    record NotCounted(String reason) implements Count {}
  }

  /// The moves of a diff, each for every table that it concerns. Moves of keys that had no shard
  /// are left out: nobody knows where such rows lie.
  public List<Moved> count(TopologyDiff diff) {
    List<Moved> counted = new ArrayList<>();
    for (TopologyChange change : diff.changes()) {
      if (change instanceof TopologyChange.RoutingChanged routing
          && routing.moves() instanceof KeyMoves.Known known) {
        for (TableDefinition.Sharded table : keepers(diff, routing.before().name())) {
          counted.addAll(sharded(routing.before(), table, known));
        }
      } else if (change instanceof TopologyChange.TableChanged table
          && table.moves() instanceof KeyMoves.Known known) {
        counted.addAll(
            table.before() instanceof TableDefinition.Sharded sharded
                ? sharded(diff.before().routing(sharded.routing()), sharded, known)
                : unsharded(table.before(), known));
      }
    }
    return counted;
  }

  /// The tables that have the same routing before and after.
  private static List<TableDefinition.Sharded> keepers(TopologyDiff diff, String routing) {
    return diff.before().shardedTables().stream()
        .filter(table -> table.routing().equals(routing))
        .filter(table -> diff.after().table(table.name()).filter(table::equals).isPresent())
        .toList();
  }

  private List<Moved> unsharded(TableDefinition table, KeyMoves.Known known) {
    return known.moves().stream()
        .map(move -> {
          ShardId shard = move.from().orElseThrow().shard().id();
          Count count = rows(table.name(), List.of(shard)).getOrDefault(shard, lost());
          return new Moved(table.name(), move, count);
        })
        .toList();
  }

  private static Count lost() {
    return new Count.NotCounted("The shard was not asked");
  }

  private List<Moved> sharded(
      RoutingDefinition routing, TableDefinition.Sharded table, KeyMoves.Known known) {
    List<KeyMove> moves = known.moves().stream().filter(move -> move.from().isPresent()).toList();
    Map<KeyMove, Count> counts = new LinkedHashMap<>();
    Map<ShardId, List<KeyMove>> exact = new LinkedHashMap<>();
    boolean estimates = false;
    for (KeyMove move : moves) {
      if (MovingRowsStatement.canTell(routing, table, move.keys())) {
        ShardId shard = move.from().orElseThrow().shard().id();
        exact.computeIfAbsent(shard, _ -> new ArrayList<>()).add(move);
      } else {
        estimates = true;
      }
    }
    counts.putAll(exact(routing, table, known, exact));
    if (estimates) {
      counts.putAll(estimated(routing, table, moves));
    }
    return moves.stream()
        .map(move -> new Moved(table.name(), move, counts.getOrDefault(move, lost())))
        .toList();
  }

  private Map<KeyMove, Count> exact(
      RoutingDefinition routing,
      TableDefinition.Sharded table,
      KeyMoves.Known known,
      Map<ShardId, List<KeyMove>> moves) {
    Map<ShardId, Answer<List<Long>>> answers =
        scatter.run(
            moves.keySet(),
            TIMEOUT,
            (shard, session) ->
                MovingRowsStatement.run(
                    session,
                    routing,
                    table,
                    moves.getOrDefault(shard, List.of()).stream().map(KeyMove::keys).toList(),
                    known.apart()));
    Map<KeyMove, Count> counts = new LinkedHashMap<>();
    answers.forEach((shard, answer) -> {
      List<KeyMove> asked = moves.getOrDefault(shard, List.of());
      for (int i = 0; i < asked.size(); i++) {
        counts.put(
            asked.get(i),
            switch (answer) {
              case Answer.Answered<List<Long>>(List<Long> rows, long _) ->
                  new Count.Exact(rows.get(i));
              case Answer.Unanswered<List<Long>>(ShardFailure failure, long _) ->
                  new Count.NotCounted(String.valueOf(failure.getMessage()));
            });
      }
    });
    return counts;
  }

  /// The moves that SQL cannot tell, by the share of all keys that they are.
  private Map<KeyMove, Count> estimated(
      RoutingDefinition routing, TableDefinition.Sharded table, List<KeyMove> moves) {
    Map<ShardId, Count> sizes = rows(table.name(), routing.shards());
    Optional<Count> missing =
        sizes.values().stream().filter(Count.NotCounted.class::isInstance).findFirst();
    long all =
        sizes.values().stream()
            .mapToLong(count -> count instanceof Count.Exact(long rows) ? rows : 0)
            .sum();
    Map<KeyMove, Count> counts = new LinkedHashMap<>();
    for (KeyMove move : moves) {
      if (!MovingRowsStatement.canTell(routing, table, move.keys())) {
        OptionalDouble share = share(move.keys());
        counts.put(
            move,
            share.isEmpty()
                ? new Count.NotCounted(
                    "SQL cannot tell these keys: they are of a group or an expression, or are"
                        + " prepared before they are routed")
                : missing.orElseGet(
                    () -> new Count.Estimated(Math.round(all * share.getAsDouble()))));
      }
    }
    return counts;
  }

  private static OptionalDouble share(KeySet keys) {
    return switch (keys) {
      case KeySet.Buckets buckets -> OptionalDouble.of(buckets.share());
      case KeySet.HashInterval interval -> OptionalDouble.of(interval.share());
      case KeySet.Share share -> OptionalDouble.of(share.share());
      case KeySet.Interval _,
          KeySet.Values _,
          KeySet.AllBut _,
          KeySet.InGroup _,
          KeySet.Results _,
          KeySet.Nulls _,
          KeySet.Overridden _ ->
          OptionalDouble.empty();
    };
  }

  private Map<ShardId, Count> rows(TableName table, Collection<ShardId> shards) {
    String sql = "SELECT count(*) FROM " + Identifier.quote(table);
    Map<ShardId, Count> counts = new LinkedHashMap<>();
    scatter
        .run(
            shards,
            TIMEOUT,
            (shard, session) ->
                Long.parseLong(text(SmallAnswers.rows(session, sql, List.of()).getFirst()[0])))
        .forEach((shard, answer) ->
            counts.put(
                shard,
                switch (answer) {
                  case Answer.Answered<Long>(Long rows, long _) -> new Count.Exact(rows);
                  case Answer.Unanswered<Long>(ShardFailure failure, long _) ->
                      new Count.NotCounted(String.valueOf(failure.getMessage()));
                }));
    return counts;
  }
}
