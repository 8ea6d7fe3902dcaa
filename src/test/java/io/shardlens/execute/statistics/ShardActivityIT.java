package io.shardlens.execute.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.fixtures.ShardedServers;
import io.shardlens.jdbc.JdbcGateway;
import io.shardlens.topology.Environment;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.Shard;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.SslMode;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.TableName;
import io.shardlens.topology.Topology;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What servers count, against what was done.
class ShardActivityIT {
  private static final ShardedServers SERVERS = ShardedServers.get();
  private static final ShardId S1 = new ShardId("s1");
  private static final ShardId S3 = new ShardId("s3");

  private final JdbcGateway gateway = SERVERS.gateway(topology("activity.plain", shards()));
  private Instant now = Instant.parse("2026-11-21T10:00:00Z");

  @BeforeEach
  void makeTables() throws Exception {
    for (String shard : List.of("s1", "s3")) {
      SERVERS.execute(
          shard,
          "CREATE SCHEMA activity;"
              + "CREATE TABLE activity.plain (k bigint PRIMARY KEY, v int)"
              + " WITH (autovacuum_enabled = false);"
              + "CREATE TABLE activity.parts (k bigint) PARTITION BY RANGE (k);"
              + "CREATE TABLE activity.low PARTITION OF activity.parts"
              + " FOR VALUES FROM (MINVALUE) TO (100) WITH (autovacuum_enabled = false);"
              + "CREATE TABLE activity.high PARTITION OF activity.parts"
              + " FOR VALUES FROM (100) TO (MAXVALUE) WITH (autovacuum_enabled = false);"
              + "CREATE VIEW activity.looked AS SELECT * FROM activity.plain;"
              + "GRANT USAGE ON SCHEMA activity TO reader");
    }
  }

  @AfterEach
  void dropTables() throws Exception {
    gateway.close();
    SERVERS.execute("s1", "DROP SCHEMA IF EXISTS activity CASCADE");
    SERVERS.execute("s3", "DROP SCHEMA IF EXISTS activity CASCADE");
  }

  private static List<Shard> shards() {
    return List.of(SERVERS.shard("s1", "reader"), SERVERS.shard("s3", "reader"));
  }

  private static Topology topology(String table, List<Shard> shards) {
    return new Topology(
        "activity",
        Environment.DEV,
        shards,
        List.of(
            new RoutingDefinition(
                "r",
                List.of(KeyType.BIGINT),
                RoutingRule.Buckets.postgresql(shards.stream().map(Shard::id).toList()))),
        List.of(new TableDefinition.Sharded(name(table), List.of("k"), "r")));
  }

  private static TableName name(String table) {
    return new TableName("activity", table.substring("activity.".length()));
  }

  private ByShard<ActivityCount> counts(String table) {
    InstantSource clock = () -> now;
    return new ShardActivity(topology(table, shards()), gateway, clock).counts(name(table));
  }

  /// What a session did is counted once it has ended; the server may take a moment for that.
  private ActivityCount counted(String table, ShardId shard, long reads, long writes)
      throws Exception {
    for (int i = 0; ; i++) {
      ActivityCount count = counts(table).answer(shard).orElseThrow();
      if ((count.reads() >= reads && count.writes() >= writes) || i == 100) {
        assertThat(count.reads()).isEqualTo(reads);
        assertThat(count.writes()).isEqualTo(writes);
        return count;
      }
      Thread.sleep(100);
    }
  }

  @Test
  void rowsReadAndWrittenAreCountedWithoutSeeingTheTable() throws Exception {
    counted("activity.plain", S1, 0, 0);
    SERVERS.execute(
        "s1",
        "INSERT INTO activity.plain SELECT i, 0 FROM generate_series(1, 100) i;"
            + "UPDATE activity.plain SET v = 1;"
            + "DELETE FROM activity.plain WHERE k = 7");
    // The update scans 100 rows, the deletion finds its row.
    ActivityCount count =
        counted(
            "activity.plain",
            S1,
            counts("activity.plain").answer(S1).map(ActivityCount::reads).orElseThrow(),
            201);
    assertThat(count.reads()).isBetween(101L, 300L);
    counted("activity.plain", S3, 0, 0);
  }

  @Test
  void partitionsAreSummedAndAnotherPartitionBeginsAnotherEpoch() throws Exception {
    SERVERS.execute("s1", "INSERT INTO activity.parts SELECT generate_series(1, 150)");
    ActivityCount before = counted("activity.parts", S1, 0, 150);
    SERVERS.execute("s1", "ALTER TABLE activity.parts DETACH PARTITION activity.high");
    ActivityCount after = counted("activity.parts", S1, 0, 99);
    assertThat(after.epoch()).isNotEqualTo(before.epoch());
  }

  @Test
  void countsThatWereResetGiveNoData() throws Exception {
    ActivityLog log = new ActivityLog(Duration.ofSeconds(10));
    SERVERS.execute("s1", "INSERT INTO activity.plain SELECT generate_series(1, 10), 0");
    log.add(Map.of(S1, counted("activity.plain", S1, 0, 10)));
    now = now.plusSeconds(10);
    SERVERS.execute("s1", "SELECT pg_stat_reset_single_table_counters('activity.plain'::regclass)");
    SERVERS.execute("s1", "INSERT INTO activity.plain SELECT generate_series(11, 510), 0");
    // More than before, as if nothing had been reset.
    ActivityCount reset = counted("activity.plain", S1, 0, 500);
    assertThat(log.add(Map.of(S1, reset))).isEmpty();
    now = now.plusSeconds(10);
    SERVERS.execute("s1", "INSERT INTO activity.plain SELECT generate_series(511, 530), 0");
    assertThat(log.add(Map.of(S1, counted("activity.plain", S1, 0, 520))))
        .singleElement()
        .satisfies(part -> assertThat(part.writes()).isEqualTo(20));
  }

  @Test
  void aShardThatIsDownIsMissingAlone() throws Exception {
    int closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }
    Shard down =
        new Shard(new ShardId("down"), "Down", "127.0.0.1", closed, "x", "reader", SslMode.DISABLE);
    Topology topology = topology("activity.plain", List.of(SERVERS.shard("s1", "reader"), down));
    try (JdbcGateway other = SERVERS.gateway(topology)) {
      ByShard<ActivityCount> counts =
          new ShardActivity(topology, other, () -> now).counts(name("activity.plain"));
      assertThat(counts.answers()).containsOnlyKeys(S1);
      assertThat(counts.missing()).containsOnlyKeys(down.id());
      assertThat(new ServerLoads(topology, other).loads().missing()).containsOnlyKeys(down.id());
    }
  }

  @Test
  void aViewATableThatIsNotThereAndAHiddenSchemaAreMissingWithTheirReason() throws Exception {
    assertThat(counts("activity.looked").missing().get(S1)).contains("view");
    SERVERS.execute("s3", "DROP TABLE activity.plain CASCADE");
    ByShard<ActivityCount> counts = counts("activity.plain");
    assertThat(counts.missing().get(S3)).contains("does not exist");
    assertThat(counts.answers()).containsOnlyKeys(S1);
    SERVERS.execute("s1", "REVOKE USAGE ON SCHEMA activity FROM reader");
    assertThat(counts("activity.plain").missing().get(S1)).contains("permission denied");
  }

  @Test
  void aPrimaryWithoutReplicasHasNoLag() {
    ServerLoad load = load();
    assertThat(load.inRecovery()).isFalse();
    assertThat(load.version()).matches("[0-9]+.*");
    assertThat(load.replicas()).isEqualTo(new LoadFigure.Known<>(0L));
    assertThat(load.lagBytes()).isEqualTo(new LoadFigure.Known<>(0L));
    assertThat(load.lagTime()).isEqualTo(new LoadFigure.Known<>(Duration.ZERO));
    assertThat(load.connections())
        .isInstanceOfSatisfying(
            LoadFigure.Known.class,
            known -> assertThat((Long) known.value()).isBetween(1L, load.mostConnections()));
    assertThat(load.databaseBytes())
        .isInstanceOfSatisfying(
            LoadFigure.Known.class,
            known -> assertThat((Long) known.value()).isGreaterThan(1_000_000L));
  }

  @Test
  void whatTheLoginMayNotAskIsNotPermittedAndTheRestIsSaid() throws Exception {
    SERVERS.execute(
        "s1",
        "REVOKE EXECUTE ON FUNCTION pg_catalog.pg_database_size(name) FROM PUBLIC;"
            + "REVOKE EXECUTE ON FUNCTION pg_catalog.pg_current_wal_lsn() FROM PUBLIC;"
            + "REVOKE SELECT ON pg_catalog.pg_stat_activity FROM PUBLIC");
    try {
      ServerLoad load = load();
      assertThat(load.databaseBytes()).isEqualTo(new LoadFigure.NotPermitted<Long>());
      assertThat(load.lagBytes()).isEqualTo(new LoadFigure.NotPermitted<Long>());
      assertThat(load.lagTime()).isEqualTo(new LoadFigure.NotPermitted<Duration>());
      assertThat(load.connections()).isEqualTo(new LoadFigure.NotPermitted<Long>());
      assertThat(load.connections().words(Object::toString)).isEqualTo("not permitted");
      assertThat(load.mostConnections()).isPositive();
    } finally {
      SERVERS.execute(
          "s1",
          "GRANT EXECUTE ON FUNCTION pg_catalog.pg_database_size(name) TO PUBLIC;"
              + "GRANT EXECUTE ON FUNCTION pg_catalog.pg_current_wal_lsn() TO PUBLIC;"
              + "GRANT SELECT ON pg_catalog.pg_stat_activity TO PUBLIC");
    }
  }

  private ServerLoad load() {
    return new ServerLoads(topology("activity.plain", shards()), gateway)
        .loads()
        .answer(S1)
        .orElseThrow();
  }
}
