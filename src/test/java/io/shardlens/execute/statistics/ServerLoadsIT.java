package io.shardlens.execute.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.demo.PostgresBinaries;
import io.shardlens.demo.PostgresServer;
import io.shardlens.execute.statistics.LoadFigure.Known;
import io.shardlens.execute.statistics.LoadFigure.NotPermitted;
import io.shardlens.jdbc.JdbcGateway;
import io.shardlens.jdbc.MaintenanceConnection;
import io.shardlens.jdbc.PasswordFiles;
import io.shardlens.topology.Environment;
import io.shardlens.topology.Shard;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.SslMode;
import io.shardlens.topology.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How a primary and its standby are, as a superuser and as a login without privileges see it.
class ServerLoadsIT {
  private static final ShardId PRIMARY = new ShardId("primary");
  private static final ShardId STANDBY = new ShardId("standby");
  private static final ShardId STRANGER = new ShardId("stranger");

  @TempDir private Path folder;

  @Test
  void aPrimaryKnowsItsStandbyAndAStandbyKnowsHowFarBehindItIs() throws Exception {
    PostgresBinaries binaries = PostgresBinaries.in(Path.of("target", "postgresql"));
    try (PostgresServer primary =
            PostgresServer.in(folder.resolve("primary"), binaries)
                .setting("wal_level", "replica")
                .setting("max_wal_senders", "4");
        PostgresServer standby = PostgresServer.in(folder.resolve("standby"), binaries)) {
      primary.start();
      execute(primary, "CREATE ROLE stranger LOGIN PASSWORD 'stranger'");
      primary.stop();
      copy(folder.resolve("primary"), folder.resolve("standby"));
      Files.createFile(folder.resolve("standby").resolve("data").resolve("standby.signal"));
      primary.start();
      standby
          .setting("wal_level", "replica")
          .setting("max_wal_senders", "4")
          .setting(
              "primary_conninfo",
              "host=127.0.0.1 port=%d user=postgres password=%s"
                  .formatted(primary.port(), primary.password()))
          .start();
      compare(primary, standby);
    }
  }

  private void compare(PostgresServer primary, PostgresServer standby) throws Exception {
    Topology topology =
        new Topology(
            "load",
            Environment.DEV,
            List.of(
                shard(PRIMARY, primary, "postgres"),
                shard(STANDBY, standby, "postgres"),
                shard(STRANGER, primary, "stranger")),
            List.of(),
            List.of());
    try (JdbcGateway gateway = new JdbcGateway(topology, passwords(primary, standby))) {
      ServerLoads loads = new ServerLoads(topology, gateway);
      execute(primary, "CREATE TABLE t AS SELECT generate_series(1, 1000) AS i");
      ByShard<ServerLoad> caughtUp =
          until(
              loads,
              seen ->
                  load(seen, PRIMARY).replicas().equals(new Known<>(1L))
                      && load(seen, PRIMARY).lagBytes().equals(new Known<>(0L))
                      && load(seen, STANDBY).lagTime() instanceof Known<Duration>);
      assertThat(load(caughtUp, PRIMARY).inRecovery()).isFalse();
      assertThat(load(caughtUp, STANDBY).inRecovery()).isTrue();
      assertThat(load(caughtUp, STANDBY).lagBytes()).isEqualTo(new Known<>(0L));
      assertThat(load(caughtUp, STRANGER).replicas()).isEqualTo(new Known<>(1L));
      assertThat(load(caughtUp, STRANGER).lagBytes()).isEqualTo(new NotPermitted<Long>());
      assertThat(load(caughtUp, STRANGER).lagTime()).isEqualTo(new NotPermitted<Duration>());
      assertThat(load(caughtUp, STRANGER).connections()).isInstanceOf(Known.class);

      execute(standby, "SELECT pg_wal_replay_pause()");
      execute(primary, "INSERT INTO t SELECT generate_series(1, 100000)");
      ByShard<ServerLoad> behind =
          until(
              loads,
              seen ->
                  bytes(load(seen, PRIMARY)) > 1_000_000 && bytes(load(seen, STANDBY)) > 1_000_000);
      assertThat(load(behind, STANDBY).lagTime()).isInstanceOf(Known.class);
      execute(standby, "SELECT pg_wal_replay_resume()");
      until(loads, seen -> bytes(load(seen, PRIMARY)) == 0 && bytes(load(seen, STANDBY)) == 0);
    }
  }

  private static long bytes(ServerLoad load) {
    return load.lagBytes() instanceof Known<Long>(Long bytes) ? bytes : -1;
  }

  private static ServerLoad load(ByShard<ServerLoad> loads, ShardId shard) {
    return loads.answer(shard).orElseThrow(() -> new AssertionError(loads.missing()));
  }

  private static ByShard<ServerLoad> until(
      ServerLoads loads, Predicate<ByShard<ServerLoad>> condition) throws Exception {
    for (int i = 0; i < 300; i++) {
      ByShard<ServerLoad> seen = loads.loads();
      if (condition.test(seen)) {
        return seen;
      }
      Thread.sleep(100);
    }
    throw new AssertionError("It did not come to that: " + loads.loads());
  }

  private static Shard shard(ShardId id, PostgresServer server, String user) {
    return new Shard(
        id, id.value(), PostgresServer.HOST, server.port(), "postgres", user, SslMode.DISABLE);
  }

  private PasswordFiles passwords(PostgresServer primary, PostgresServer standby)
      throws IOException {
    Path file = folder.resolve("pgpass");
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        file,
        "127.0.0.1:%d:*:postgres:%s\n127.0.0.1:%d:*:postgres:%s\n127.0.0.1:*:*:stranger:stranger\n"
            .formatted(primary.port(), primary.password(), standby.port(), standby.password()));
    return new PasswordFiles(List.of(file), Map.of());
  }

  private static void execute(PostgresServer server, String sql) throws Exception {
    try (MaintenanceConnection connection = server.connect("postgres")) {
      connection.execute(sql);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }
}
