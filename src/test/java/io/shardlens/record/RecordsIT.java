package io.shardlens.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shardlens.execute.ForwardingSession;
import io.shardlens.execute.ShardFailure;
import io.shardlens.execute.ShardGateway;
import io.shardlens.execute.ShardSession;
import io.shardlens.execute.ShardlensException;
import io.shardlens.fixtures.ShardedServers;
import io.shardlens.jdbc.JdbcGateway;
import io.shardlens.jdbc.MaintenanceConnection;
import io.shardlens.routing.Router;
import io.shardlens.topology.KeyRange;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.Topology;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Records on real shards: found where they belong, shown as the server prints them, changed only
/// as the row that was read. Key 150 belongs to s2, and no shard owns keys from 1000 on.
final class RecordsIT {

  private static final TableDefinition.Sharded KINDS =
      new TableDefinition.Sharded(ShardedServers.named("kinds"), List.of("id"), "by_user");
  private static final TableDefinition.Sharded PAIRS =
      new TableDefinition.Sharded(ShardedServers.named("pairs"), List.of("user_id"), "by_user");
  private static final TableDefinition.Sharded LOOSE =
      new TableDefinition.Sharded(ShardedServers.named("loose"), List.of("id"), "by_user");
  private static final TableDefinition.Sharded PARENTS =
      new TableDefinition.Sharded(ShardedServers.named("parents"), List.of("id"), "by_user");

  private static final String ROW =
      """
      INSERT INTO kinds VALUES (150, 9007199254740993, 7, 12.500, 1.1000, 0.1, '-0', true, E'line\\nbreak 😀',
        'ab', '', '2024-02-29 12:00:00+02', 'infinity', '0044-03-15 BC', '24:00:00', '1 mon 2 days',
        'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11', '{"b": 1,  "a": 2}', '{"b": 1, "a": 2.0}',
        '{a,NULL,"","x,y"}', '[2:3]={1,2}', 'pro', '\\x00ff', B'101', '10.0.0.0/8', '[1,5)', '(1,2)', DEFAULT, NULL);
      """;

  private static ShardedServers servers;
  private static JdbcGateway gateway;

  private final WriteLock writeLock = new WriteLock(InstantSource.system());
  private ShardRecords records;

  @BeforeAll
  static void start() throws ShardlensException {
    servers = ShardedServers.get();
    for (String shard : ShardedServers.SHARDS) {
      servers.execute(
          shard,
          """
          CREATE TABLE kinds (
            id bigint PRIMARY KEY, big bigint, small smallint CHECK (small < 100), exact numeric(12,3),
            free numeric, wide double precision, thin real, flag boolean, words text, padded char(5),
            short varchar(10), at timestamptz, local timestamp, day date, hour time, span interval, mark uuid,
            plain json, tree jsonb, list text[], numbers integer[], plan plan, bytes bytea, bits bit(3), net cidr,
            spread int4range, place point, doubled integer GENERATED ALWAYS AS (small * 2) STORED, "Odd ""name" text);
          CREATE TABLE pairs (user_id bigint, "from" integer, note text, PRIMARY KEY (user_id, "from"));
          CREATE TABLE loose (id bigint, note text);
          CREATE TABLE parents (id bigint PRIMARY KEY, note text);
          CREATE TABLE children (PRIMARY KEY (id)) INHERITS (parents);
          GRANT SELECT, INSERT, UPDATE, DELETE ON kinds, pairs, loose, parents, children TO writer;
          """);
    }
    Topology sample = servers.topology(ShardedServers.WRITER);
    RoutingRule.Range range = (RoutingRule.Range) sample.routings().getFirst().rule();
    List<KeyRange> ranges =
        range.ranges().stream()
            .map(known ->
                known.to() == null
                    ? new KeyRange(known.from(), new KeyValue.Int(1000), known.shard())
                    : known)
            .toList();
    Topology topology =
        new Topology(
            sample.name(),
            sample.environment(),
            sample.shards(),
            List.of(
                new RoutingDefinition(
                    "by_user", List.of(KeyType.BIGINT), new RoutingRule.Range(ranges))),
            List.of(KINDS, PAIRS, LOOSE, PARENTS));
    gateway = servers.gateway(topology);
    router = new Router(topology);
  }

  private static Router router;

  @AfterAll
  static void stop() throws ShardlensException {
    gateway.close();
    for (String shard : ShardedServers.SHARDS) {
      servers.execute(shard, "DROP TABLE kinds, pairs, loose, children, parents");
    }
  }

  @BeforeEach
  void insert() throws ShardlensException {
    records = new ShardRecords(router, gateway, writeLock, InstantSource.system());
    writeLock.unlock(Duration.ofMinutes(1));
    servers.execute("s2", ROW);
  }

  @AfterEach
  void empty() throws ShardlensException {
    for (String shard : ShardedServers.SHARDS) {
      servers.execute(shard, "TRUNCATE kinds, pairs, loose, parents, children");
    }
  }

  private ShardRecord found() {
    return found(KINDS, "150");
  }

  private ShardRecord found(TableDefinition.Sharded table, String key) {
    LookupOutcome outcome = records.lookup(table, List.of(key));
    assertThat(outcome).isInstanceOf(LookupOutcome.Found.class);
    return ((LookupOutcome.Found) outcome).records().getFirst();
  }

  private String onServer(String expression) throws ShardlensException {
    try (MaintenanceConnection connection = servers.connect("s2")) {
      return String.valueOf(
          connection.queryText("SELECT " + expression + " FROM kinds WHERE id = 150"));
    }
  }

  @Test
  void showsEveryTypeAsTheServerPrintsIt() {
    ShardRecord record = found();
    assertThat(record.shard()).isEqualTo(new ShardId("s2"));
    Map<String, String> shown = new HashMap<>();
    record.fields().forEach(field -> shown.put(field.name(), record.value(field.name())));
    Map<String, String> expected = new HashMap<>();
    expected.put("id", "150");
    expected.put("big", "9007199254740993");
    expected.put("small", "7");
    expected.put("exact", "12.500");
    expected.put("free", "1.1000");
    expected.put("wide", "0.1");
    expected.put("thin", "-0");
    expected.put("flag", "t");
    expected.put("words", "line\nbreak 😀");
    expected.put("padded", "ab   ");
    expected.put("short", "");
    expected.put("at", "2024-02-29 10:00:00+00");
    expected.put("local", "infinity");
    expected.put("day", "0044-03-15 BC");
    expected.put("hour", "24:00:00");
    expected.put("span", "1 mon 2 days");
    expected.put("mark", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11");
    expected.put("plain", "{\"b\": 1,  \"a\": 2}");
    expected.put("tree", "{\"a\": 2.0, \"b\": 1}");
    expected.put("list", "{a,NULL,\"\",\"x,y\"}");
    expected.put("numbers", "[2:3]={1,2}");
    expected.put("plan", "pro");
    expected.put("bytes", "\\x00ff");
    expected.put("bits", "101");
    expected.put("net", "10.0.0.0/8");
    expected.put("spread", "[1,5)");
    expected.put("place", "(1,2)");
    expected.put("doubled", "14");
    expected.put("Odd \"name", null);
    assertThat(shown).isEqualTo(expected);
  }

  @Test
  void describesTheFields() {
    ShardRecord record = found();
    assertThat(record.fields())
        .first()
        .satisfies(id -> {
          assertThat(id.shardKey()).isTrue();
          assertThat(id.identity()).isTrue();
          assertThat(id.whyNotEditable()).contains("shard key");
        });
    assertThat(record.fields())
        .filteredOn(field -> field.name().equals("doubled"))
        .allMatch(field -> field.generated() && !field.whyNotEditable().isEmpty());
    assertThat(record.fields())
        .filteredOn(field -> field.name().equals("plan"))
        .allMatch(field -> field.note().equals("free, pro, business, academic"));
    assertThat(record.isEditable()).isTrue();
  }

  @Test
  void saysWhichShardWasAskedInVain() {
    LookupOutcome outcome = records.lookup(KINDS, List.of("151"));
    assertThat(outcome).isInstanceOf(LookupOutcome.NotFound.class);
    assertThat(((LookupOutcome.NotFound) outcome).shard()).isEqualTo(new ShardId("s2"));
  }

  @Test
  void readsAKeyAsPostgresDoes() {
    assertThat(found(KINDS, " +150 ").value("id")).isEqualTo("150");
    assertThat(records.lookup(KINDS, List.of("15O"))).isInstanceOf(LookupOutcome.BadKey.class);
    assertThat(records.lookup(KINDS, List.of("150.0"))).isInstanceOf(LookupOutcome.BadKey.class);
    assertThat(records.lookup(KINDS, List.of())).isInstanceOf(LookupOutcome.BadKey.class);
    assertThat(records.lookup(KINDS, List.of("1000"))).isInstanceOf(LookupOutcome.Unowned.class);
  }

  @Test
  void findsRowsThatLieElsewhere() throws ShardlensException {
    servers.execute("s3", ROW);
    Elsewhere elsewhere = records.lookElsewhere(KINDS, List.of("150"));
    assertThat(elsewhere.holding()).containsExactly(new ShardId("s3"));
    assertThat(elsewhere.asked())
        .containsExactlyInAnyOrder(new ShardId("s1"), new ShardId("s3"), new ShardId("s4"));
    assertThat(elsewhere.silent()).isEmpty();
  }

  @Test
  void readsAllRecordsOfAKey() throws ShardlensException {
    servers.execute(
        "s2", "INSERT INTO pairs SELECT 150, n, 'note ' || n FROM generate_series(1, 250) n");
    LookupOutcome.Found found = (LookupOutcome.Found) records.lookup(PAIRS, List.of("150"));
    assertThat(found.records()).hasSize(ShardRecords.MAX_RECORDS);
    assertThat(found.truncated()).isTrue();
    ShardRecord second = found.records().get(1);
    assertThat(second.value("from")).isEqualTo("2");
    ChangeOutcome outcome = records.apply(records.prepare(second, Map.of("note", "x")));
    assertThat(outcome).isInstanceOf(ChangeOutcome.Applied.class);
    found = (LookupOutcome.Found) records.lookup(PAIRS, List.of("150"));
    assertThat(found.records()).filteredOn(record -> "x".equals(record.value("note"))).hasSize(1);
  }

  @Test
  void writesEveryTypeAndTheInverseRestoresIt() throws ShardlensException {
    Map<String, String> wishes = new HashMap<>();
    wishes.put("big", "-9223372036854775808");
    wishes.put("small", "-7");
    wishes.put("exact", "0.100");
    wishes.put("free", "NaN");
    wishes.put("wide", "1e-300");
    wishes.put("thin", "0.1");
    wishes.put("flag", "f");
    wishes.put("words", "it's \\ \"quoted\"\nand ; more");
    wishes.put("padded", "xyz  ");
    wishes.put("short", null);
    wishes.put("at", "2025-06-30 23:59:59.123456+00");
    wishes.put("local", "-infinity");
    wishes.put("day", "2024-02-29");
    wishes.put("hour", "00:00:00");
    wishes.put("span", "-3 days");
    wishes.put("mark", "00000000-0000-0000-0000-000000000000");
    wishes.put("plain", "[ 1 ,2]");
    wishes.put("tree", "null");
    wishes.put("list", "{}");
    wishes.put("numbers", "{NULL,3}");
    wishes.put("plan", "academic");
    wishes.put("bytes", "\\x");
    wishes.put("bits", "000");
    wishes.put("net", "2001:db8::/32");
    wishes.put("spread", "empty");
    wishes.put("place", "(0,-0.5)");
    wishes.put("Odd \"name", "");
    ShardRecord before = found();
    for (var wish : wishes.entrySet()) {
      ShardRecord read = found();
      Change change =
          records.prepare(read, java.util.Collections.singletonMap(wish.getKey(), wish.getValue()));
      ChangeOutcome outcome = records.apply(change);
      assertThat(outcome).as("%s: %s", wish, outcome).isInstanceOf(ChangeOutcome.Applied.class);
      ShardRecord after = ((ChangeOutcome.Applied) outcome).after();
      assertThat(after.value(wish.getKey())).isEqualTo(wish.getValue());
      assertThat(after).isEqualTo(readAt(found(), after));
      servers.execute("s2", "SET standard_conforming_strings = on; " + change.inverse());
      assertThat(found().values()).as(change.inverse()).isEqualTo(before.values());
    }
    Change all = records.prepare(found(), wishes);
    assertThat(records.apply(all)).isInstanceOf(ChangeOutcome.Applied.class);
    servers.execute("s2", all.inverse());
    assertThat(found().values()).isEqualTo(before.values());
  }

  private static ShardRecord readAt(ShardRecord record, ShardRecord other) {
    return new ShardRecord(
        record.table(),
        record.shard(),
        record.fields(),
        record.values(),
        record.version(),
        other.readAt());
  }

  @Test
  void tellsNullFromTheEmptyString() throws ShardlensException {
    assertThat(records.apply(records.prepare(found(), Map.of("words", ""))))
        .isInstanceOf(ChangeOutcome.Applied.class);
    assertThat(onServer("words = ''")).isEqualTo("t");
    Map<String, String> none = new HashMap<>();
    none.put("words", null);
    assertThat(records.apply(records.prepare(found(), none)))
        .isInstanceOf(ChangeOutcome.Applied.class);
    assertThat(onServer("words IS NULL")).isEqualTo("t");
    assertThat(found().value("words")).isNull();
  }

  @Test
  void doesNotOverwriteWhatAnotherSessionChanged() throws ShardlensException {
    Change change = records.prepare(found(), Map.of("words", "mine"));
    servers.execute("s2", "UPDATE kinds SET small = 8");
    ChangeOutcome outcome = records.apply(change);
    assertThat(outcome).isInstanceOf(ChangeOutcome.Conflict.class);
    assertThat(((ChangeOutcome.Conflict) outcome).current().value("small")).isEqualTo("8");
    assertThat(onServer("words")).isEqualTo("line\nbreak 😀");
  }

  @Test
  void saysThatTheRowIsGone() throws ShardlensException {
    Change change = records.prepare(found(), Map.of("words", "mine"));
    servers.execute("s2", "DELETE FROM kinds");
    assertThat(records.apply(change)).isInstanceOf(ChangeOutcome.Gone.class);
  }

  @Test
  void reportsWhatTheServerRefuses() throws ShardlensException {
    ChangeOutcome check = records.apply(records.prepare(found(), Map.of("small", "100")));
    assertThat(check).isInstanceOf(ChangeOutcome.Rejected.class);
    assertThat(((ChangeOutcome.Rejected) check).sqlState()).isEqualTo("23514");
    ChangeOutcome text = records.apply(records.prepare(found(), Map.of("small", "many")));
    assertThat(((ChangeOutcome.Rejected) text).sqlState()).isEqualTo("22P02");
    ChangeOutcome label = records.apply(records.prepare(found(), Map.of("plan", "Pro")));
    assertThat(((ChangeOutcome.Rejected) label).sqlState()).isEqualTo("22P02");
    assertThat(onServer("small")).isEqualTo("7");
  }

  @Test
  void waitsForALockOnlyShortly() throws ShardlensException {
    Change change = records.prepare(found(), Map.of("words", "mine"));
    try (MaintenanceConnection other = servers.connect("s2")) {
      other.execute("BEGIN; UPDATE kinds SET small = 9");
      ChangeOutcome outcome = records.apply(change);
      assertThat(((ChangeOutcome.Rejected) outcome).sqlState()).isEqualTo("55P03");
      other.execute("ROLLBACK");
    }
    assertThat(records.apply(change)).isInstanceOf(ChangeOutcome.Applied.class);
  }

  @Test
  void writesNothingWhileTheLockIsClosed() throws ShardlensException {
    Change change = records.prepare(found(), Map.of("words", "mine"));
    writeLock.lock();
    ChangeOutcome outcome = records.apply(change);
    assertThat(((ChangeOutcome.Rejected) outcome).message()).contains("read-only");
    assertThat(onServer("words")).isEqualTo("line\nbreak 😀");
  }

  @Test
  void changesOneRowOrNone() throws ShardlensException {
    // Two rows of one key and one version: the table's own, and one of a table that inherits from
    // it.
    servers.execute(
        "s2",
        "BEGIN; INSERT INTO parents VALUES (150, 'a'); INSERT INTO children VALUES (150, 'a');"
            + " COMMIT");
    ChangeOutcome outcome =
        records.apply(records.prepare(found(PARENTS, "150"), Map.of("note", "b")));
    assertThat(outcome).isInstanceOf(ChangeOutcome.Rejected.class);
    assertThat(((ChangeOutcome.Rejected) outcome).message()).contains("2 rows", "rolled back");
    try (MaintenanceConnection connection = servers.connect("s2")) {
      assertThat(connection.queryText("SELECT string_agg(note, '') FROM parents")).isEqualTo("aa");
    }
  }

  @Test
  void editsNoRecordThatCannotBeNamed() throws ShardlensException {
    servers.execute("s2", "INSERT INTO loose VALUES (150, 'a'), (150, 'a')");
    ShardRecord loose = found(LOOSE, "150");
    assertThat(loose.isEditable()).isFalse();
    assertThatThrownBy(() -> records.prepare(loose, Map.of("note", "b")))
        .isInstanceOf(IllegalArgumentException.class);
    for (String field : List.of("id", "doubled", "nothing")) {
      assertThatThrownBy(() -> records.prepare(found(), Map.of(field, "1")))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> records.prepare(found(), Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void previewsTheStatementThatItRuns() {
    Change change = records.prepare(found(), Map.of("Odd \"name", "x"));
    assertThat(change.sql())
        .isEqualTo(
            """
            UPDATE public.kinds
               SET "Odd ""name" = $1
             WHERE id = $2
               AND xmin = $3\
            """);
    assertThat(change.binds().stream().map(Change.Bind::value).toList())
        .isEqualTo(Arrays.asList("x", "150", change.before().version()));
    assertThat(change.inverse())
        .isEqualTo(
            """
            UPDATE public.kinds SET "Odd ""name" = NULL
             WHERE id = 150 AND "Odd ""name" = 'x'\
            """);
  }

  /// A gateway whose writing sessions lose their connection at the commit.
  private record Losing(ShardGateway real, Consumer<ShardSession> atCommit, AtomicBoolean once)
      implements ShardGateway {

    @Override
    public ShardSession openReadOnly(ShardId shard, Duration timeout) throws ShardFailure {
      return real.openReadOnly(shard, timeout);
    }

    @Override
    public ShardSession openForWriting(ShardId shard, Duration timeout) throws ShardFailure {
      ShardSession session = real.openForWriting(shard, timeout);
      return once.getAndSet(false) ? new LosingSession(session, atCommit) : session;
    }

    @Override
    public void close() {}
  }

  private static final class LosingSession extends ForwardingSession {
    private final ShardSession real;
    private final Consumer<ShardSession> atCommit;

    LosingSession(ShardSession real, Consumer<ShardSession> atCommit) {
      super(real);
      this.real = real;
      this.atCommit = atCommit;
    }

    @Override
    public void commit() throws ShardFailure {
      atCommit.accept(real);
      throw new ShardFailure(ShardFailure.Kind.LOST, "the connection broke");
    }

    /// The server does not know yet that the connection broke.
    @Override
    public void close() {}
  }

  private ChangeOutcome applyLosing(Consumer<ShardSession> atCommit) {
    Change change = records.prepare(found(), Map.of("words", "mine"));
    return new ShardRecords(
            router,
            new Losing(gateway, atCommit, new AtomicBoolean(true)),
            writeLock,
            InstantSource.system())
        .apply(change);
  }

  private static void commit(ShardSession session) {
    try {
      session.commit();
      session.close();
    } catch (ShardFailure e) {
      throw new IllegalStateException(e);
    }
  }

  private static Thread later(Duration delay, Runnable end) {
    return Thread.ofVirtual()
        .start(() -> {
          try {
            Thread.sleep(delay);
            end.run();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  @Test
  void findsOutWhatBecameOfACommitWhoseConnectionBroke() {
    assertThat(applyLosing(RecordsIT::commit)).isInstanceOf(ChangeOutcome.Applied.class);
    assertThat(found().value("words")).isEqualTo("mine");
  }

  @Test
  void waitsForACommitThatIsStillUnderWay() {
    ChangeOutcome outcome =
        applyLosing(session -> later(Duration.ofMillis(700), () -> commit(session)));
    assertThat(outcome).isInstanceOf(ChangeOutcome.Applied.class);
  }

  @Test
  void saysThatNothingWasWrittenOnlyWhenTheTransactionHasEnded() {
    ChangeOutcome outcome = applyLosing(session -> later(Duration.ofMillis(500), session::close));
    assertThat(outcome).isInstanceOf(ChangeOutcome.Rejected.class);
    assertThat(((ChangeOutcome.Rejected) outcome).message()).contains("nothing was written");
  }

  @Test
  void admitsThatItDoesNotKnow() throws InterruptedException {
    List<Thread> ending = new ArrayList<>();
    ChangeOutcome outcome =
        applyLosing(session -> ending.add(later(Duration.ofSeconds(4), session::close)));
    assertThat(outcome).isInstanceOf(ChangeOutcome.Unknown.class);
    ending.getFirst().join();
  }
}
