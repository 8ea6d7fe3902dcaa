package io.shardlens.record;

import io.shardlens.execute.Parameter;
import io.shardlens.execute.Scatter;
import io.shardlens.execute.Scatter.Answer;
import io.shardlens.execute.ShardFailure;
import io.shardlens.execute.ShardGateway;
import io.shardlens.execute.ShardSession;
import io.shardlens.execute.SmallAnswers;
import io.shardlens.routing.Derivation;
import io.shardlens.routing.Route;
import io.shardlens.routing.Router;
import io.shardlens.sql.Identifier;
import io.shardlens.topology.KeyFormatException;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.Shard;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableDefinition;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Records on real shards. Thread-safe.
public final class ShardRecords implements RecordService {

  /// Records of one shard key that are read at most.
  public static final int MAX_RECORDS = 200;

  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  private final Router router;
  private final ShardGateway gateway;
  private final Scatter scatter;
  private final WriteLock writeLock;
  private final InstantSource clock;
  private final RecordReader reader;

  public ShardRecords(
      Router router, ShardGateway gateway, WriteLock writeLock, InstantSource clock) {
    this.router = router;
    this.gateway = gateway;
    this.scatter = new Scatter(gateway);
    this.writeLock = writeLock;
    this.clock = clock;
    this.reader = new RecordReader(clock);
  }

  @Override
  public LookupOutcome lookup(TableDefinition.Sharded table, List<String> key) {
    Route route;
    try {
      route = router.route(table, key);
    } catch (KeyFormatException e) {
      return new LookupOutcome.BadKey(String.valueOf(e.getMessage()));
    }
    return switch (route) {
      case Route.Unowned(String reason, Derivation derivation) ->
          new LookupOutcome.Unowned(derivation, reason);
      case Route.Unknown(ShardId asked, String reason, boolean connection, Derivation derivation) ->
          new LookupOutcome.Failed(asked, derivation, reason, "", connection);
      case Route.Anywhere _ -> throw new IllegalStateException("A key that was typed is not NULL");
      case Route.Owned owned -> lookup(table, owned, values(table, key));
    };
  }

  private LookupOutcome lookup(
      TableDefinition.Sharded table, Route.Owned owned, List<String> values) {
    ShardId shard = owned.shard();
    RecordPlace place = RecordPlace.of(table, owned, router.strategy(table).definition());
    Answer<List<ShardRecord>> answer =
        only(
            scatter.run(
                List.of(shard),
                TIMEOUT,
                (id, session) ->
                    reader.read(id, session, place, place.key(), values, MAX_RECORDS + 1)));
    return switch (answer) {
      case Answer.Answered<List<ShardRecord>>(List<ShardRecord> records, long millis) ->
          records.isEmpty()
              ? new LookupOutcome.NotFound(shard, owned.derivation(), millis)
              : new LookupOutcome.Found(
                  shard,
                  owned.derivation(),
                  records.subList(0, Math.min(records.size(), MAX_RECORDS)),
                  records.size() > MAX_RECORDS,
                  millis);
      case Answer.Unanswered<List<ShardRecord>>(ShardFailure failure, long millis) ->
          new LookupOutcome.Failed(
              shard,
              owned.derivation(),
              router.topology().shard(shard).label() + ": " + failure.getMessage(),
              failure.sqlState(),
              failure.isConnection());
    };
  }

  /// The key as PostgreSQL prints it, which is what is compared with.
  private List<String> values(TableDefinition.Sharded table, List<String> key) {
    List<KeyType> types = router.strategy(table).definition().keyTypes();
    List<String> values = new ArrayList<>();
    for (int i = 0; i < key.size(); i++) {
      try {
        values.add(KeyValue.parse(types.get(i), key.get(i)).text());
      } catch (KeyFormatException e) {
        throw new IllegalArgumentException(e);
      }
    }
    return values;
  }

  private static <T> Answer<T> only(Map<ShardId, Answer<T>> answers) {
    return answers.values().iterator().next();
  }

  @Override
  public Elsewhere lookElsewhere(TableDefinition.Sharded table, List<String> key) {
    List<String> values = values(table, key);
    Optional<Route.Owned> owner = owner(table, key);
    RecordPlace place =
        owner
            .map(owned -> RecordPlace.of(table, owned, router.strategy(table).definition()))
            .orElseGet(() -> RecordPlace.of(table));
    List<ShardId> others =
        router.topology().shards().stream()
            .map(Shard::id)
            .filter(shard -> !owner.map(Route.Owned::shard).filter(shard::equals).isPresent())
            .toList();
    List<ShardId> holding = new ArrayList<>();
    List<ShardId> asked = new ArrayList<>();
    Map<ShardId, String> silent = new LinkedHashMap<>();
    scatter
        .run(others, TIMEOUT, (_, session) -> RecordReader.holds(session, place, values))
        .forEach((shard, answer) -> {
          switch (answer) {
            case Answer.Answered<Boolean>(Boolean holds, long millis) -> {
              asked.add(shard);
              if (holds) {
                holding.add(shard);
              }
            }
            case Answer.Unanswered<Boolean>(ShardFailure failure, long millis) ->
                silent.put(shard, failure.getMessage());
          }
        });
    return new Elsewhere(holding, asked, silent);
  }

  private Optional<Route.Owned> owner(TableDefinition.Sharded table, List<String> key) {
    try {
      return router.route(table, key) instanceof Route.Owned owned
          ? Optional.of(owned)
          : Optional.empty();
    } catch (KeyFormatException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Override
  public Change prepare(ShardRecord record, Map<String, @Nullable String> values) {
    return ChangeWriter.change(record, values);
  }

  @Override
  public ChangeOutcome apply(Change change) {
    if (!writeLock.isOpen()) {
      return new ChangeOutcome.Rejected(
          "The topology is read-only; unlock it to apply changes", "");
    }
    long start = System.nanoTime();
    ShardRecord before = change.before();
    String sql = change.sql() + "\nRETURNING " + RecordReader.returned(before.fields(), true);
    List<Parameter> parameters =
        change.binds().stream().<Parameter>map(bind -> new Parameter.Text(bind.value())).toList();
    List<@Nullable String[]> changed;
    try (ShardSession session = gateway.openForWriting(before.shard(), TIMEOUT);
        Deadline deadline = new Deadline(session, TIMEOUT)) {
      changed = SmallAnswers.rows(session, sql, parameters);
      if (changed.size() == 1) {
        deadline.enterCommit();
        session.commit();
      }
    } catch (ShardFailure failure) {
      return failure.kind() == ShardFailure.Kind.LOST
          ? afterLoss(change, failure)
          : rejected(before, failure);
    }
    return switch (changed.size()) {
      case 0 -> whatIsThereNow(before);
      case 1 ->
          new ChangeOutcome.Applied(
              RecordReader.record(
                  before.shard(),
                  before.table(),
                  before.fields(),
                  changed.getFirst(),
                  clock.instant()),
              (System.nanoTime() - start) / 1_000_000);
      default ->
          new ChangeOutcome.Rejected(
              "The statement would have changed " + changed.size() + " rows and was rolled back",
              "");
    };
  }

  private ChangeOutcome rejected(ShardRecord before, ShardFailure failure) {
    return new ChangeOutcome.Rejected(
        router.topology().shard(before.shard()).label() + ": " + failure.getMessage(),
        failure.sqlState());
  }

  /// The guard found no row of the version that was read: it changed, or it is gone.
  private ChangeOutcome whatIsThereNow(ShardRecord before) {
    return switch (current(before)) {
      case Answer.Answered<List<ShardRecord>>(List<ShardRecord> records, long millis) ->
          records.isEmpty()
              ? new ChangeOutcome.Gone()
              : new ChangeOutcome.Conflict(records.getFirst());
      case Answer.Unanswered<List<ShardRecord>>(ShardFailure failure, long millis) ->
          rejected(before, failure);
    };
  }

  /// The connection broke, perhaps at the commit: only the row itself can tell.
  private ChangeOutcome afterLoss(Change change, ShardFailure failure) {
    ShardRecord before = change.before();
    Optional<ShardFailure> unsettled = awaitOtherTransaction(before);
    if (unsettled.isPresent()) {
      return unknown(failure, unsettled.get());
    }
    return switch (current(before)) {
      case Answer.Answered<List<ShardRecord>>(List<ShardRecord> records, long millis) -> {
        if (records.isEmpty()) {
          yield new ChangeOutcome.Gone();
        }
        ShardRecord now = records.getFirst();
        if (now.version().equals(before.version())) {
          yield new ChangeOutcome.Rejected(
              "The connection broke before the change was made; nothing was written", "08006");
        }
        boolean asWished =
            change.values().entrySet().stream()
                .allMatch(
                    wish -> java.util.Objects.equals(now.value(wish.getKey()), wish.getValue()));
        yield asWished ? new ChangeOutcome.Applied(now, millis) : new ChangeOutcome.Conflict(now);
      }
      case Answer.Unanswered<List<ShardRecord>>(ShardFailure second, long millis) ->
          unknown(failure, second);
    };
  }

  private static ChangeOutcome unknown(ShardFailure failure, ShardFailure second) {
    return new ChangeOutcome.Unknown(
        failure.getMessage()
            + "; whether the change was made is not known, because the row cannot be read: "
            + second.getMessage());
  }

  /// Waits until the transaction whose connection broke has ended: it may still be committing, and
  /// until then the old row would pass for the last word. A row lock waits for it, for as long as
  /// the session's lock timeout.
  ///
  /// @return why it is not known to have ended, or empty
  private Optional<ShardFailure> awaitOtherTransaction(ShardRecord before) {
    List<FieldDefinition> identity = ChangeWriter.identity(before);
    String sql =
        "SELECT 1 FROM "
            + Identifier.display(before.table())
            + " WHERE "
            + IntStream.range(0, identity.size())
                .mapToObj(i -> Identifier.display(identity.get(i).name()) + " = $" + (i + 1))
                .collect(Collectors.joining(" AND "))
            + " FOR UPDATE";
    List<Parameter> values =
        identity.stream()
            .<Parameter>map(field -> new Parameter.Text(before.value(field.name())))
            .toList();
    try (ShardSession session = gateway.openForWriting(before.shard(), TIMEOUT);
        Deadline _ = new Deadline(session, TIMEOUT)) {
      SmallAnswers.rows(session, sql, values);
      return Optional.empty();
    } catch (ShardFailure failure) {
      return Optional.of(failure);
    }
  }

  private Answer<List<ShardRecord>> current(ShardRecord before) {
    List<String> columns =
        ChangeWriter.identity(before).stream().map(FieldDefinition::name).toList();
    List<String> values =
        columns.stream().map(column -> SmallAnswers.text(before.value(column))).toList();
    return only(
        scatter.run(
            List.of(before.shard()),
            TIMEOUT,
            (shard, session) ->
                reader.read(shard, session, RecordPlace.of(before), columns, values, 1)));
  }
}
