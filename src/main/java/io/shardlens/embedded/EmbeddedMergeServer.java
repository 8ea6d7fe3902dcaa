package io.shardlens.embedded;

import io.shardlens.demo.DemoException;
import io.shardlens.demo.DemoFolder;
import io.shardlens.demo.Passwords;
import io.shardlens.demo.PostgresBinaries;
import io.shardlens.demo.PostgresServer;
import io.shardlens.execute.MergeServer;
import io.shardlens.execute.MergeSession;
import io.shardlens.execute.ShardFailure;
import io.shardlens.execute.ShardlensException;
import io.shardlens.execute.TextOrder;
import io.shardlens.jdbc.JdbcMergeSession;
import io.shardlens.jdbc.JdbcMergeSession.Storage;
import io.shardlens.jdbc.MaintenanceConnection;
import io.shardlens.jdbc.PasswordFiles;
import io.shardlens.topology.Shard;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.SslMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The embedded merge server: one for an application run, started by whoever needs it first.
///
/// It listens on 127.0.0.1 with scram and random passwords, its files lie in a private folder below
/// the system's temporary one, and [#close] or the end of the JVM stops it and deletes them. What a
/// killed application left behind, the next start ends and deletes. Statements run as a role
/// without rights beyond its own database, because a shard's functions are brought along into it.
/// Thread-safe.
public final class EmbeddedMergeServer implements MergeServer, AutoCloseable {

  private static final String ROLE = "merger";
  private static final long MEBIBYTE = 1L << 20;

  /// Beside the rows, the disk holds what sorting and hashing them spill.
  private static final int PART_OF_DISK = 4;

  private static final class Shared {
    private static final EmbeddedMergeServer ONLY =
        new EmbeddedMergeServer(
            DemoFolder.standard().binaries(), Path.of(System.getProperty("java.io.tmpdir")));
  }

  private final Path binaries;
  private final Path temporary;
  private final Thread hook = new Thread(this::stop, "merge-server-stop");
  private @Nullable Running running;
  private boolean closed;

  /// @param binaries where PostgreSQL's programs are unpacked to
  /// @param temporary where its folder is made
  public EmbeddedMergeServer(Path binaries, Path temporary) {
    this.binaries = binaries;
    this.temporary = temporary;
  }

  /// The one of this application.
  public static EmbeddedMergeServer shared() {
    return Shared.ONLY;
  }

  private record Running(
      PostgresServer server, MergeFolder folder, MergeDatabases databases, String password) {}

  @Override
  public String name() {
    return "the embedded PostgreSQL";
  }

  @Override
  public MergeSession open(TextOrder text, Duration timeout) throws ShardFailure {
    try {
      Running found = started();
      String database = found.databases().take(text);
      return JdbcMergeSession.open(
          new Shard(
              new ShardId("merge-server"),
              name(),
              PostgresServer.HOST,
              found.server().port(),
              database,
              ROLE,
              SslMode.DISABLE),
          new PasswordFiles(List.of(), Map.of("PGPASSWORD", found.password())),
          Storage.UNLOGGED,
          budget(found),
          timeout,
          onlyParts -> found.databases().giveBack(text, database, onlyParts));
    } catch (DemoException | ShardlensException e) {
      throw new ShardFailure(ShardFailure.Kind.CONNECT, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new ShardFailure(ShardFailure.Kind.CONNECT, "its folder cannot be used: " + e);
    }
  }

  private synchronized Running started()
      throws ShardFailure, DemoException, ShardlensException, IOException {
    if (closed) {
      throw new ShardFailure(ShardFailure.Kind.CONNECT, "it was stopped");
    }
    Running known = running;
    if (known != null && known.server().isRunning()) {
      return known;
    }
    if (known == null) {
      Runtime.getRuntime().addShutdownHook(hook);
    } else {
      stop();
    }
    PostgresBinaries programs = PostgresBinaries.in(binaries);
    MergeFolder.deleteAbandoned(temporary, programs);
    MergeFolder folder = MergeFolder.make(temporary);
    PostgresServer server = settled(folder.server(programs));
    String password = Passwords.random();
    running = new Running(server, folder, new MergeDatabases(server, ROLE), password);
    server.start();
    try (MaintenanceConnection connection = server.connect("postgres")) {
      connection.execute("CREATE ROLE " + ROLE + " LOGIN PASSWORD '" + password + "'");
    }
    return running;
  }

  /// Nothing in it outlives the application, so nothing is written twice or flushed.
  private static PostgresServer settled(PostgresServer server) {
    int workers = Math.clamp(Runtime.getRuntime().availableProcessors() - 1, 0, 4);
    return server
        .setting("max_connections", "30")
        .setting("fsync", "off")
        .setting("full_page_writes", "off")
        .setting("autovacuum", "off")
        .setting("shared_buffers", "128MB")
        .setting("work_mem", "64MB")
        .setting("maintenance_work_mem", "64MB")
        .setting("max_parallel_workers_per_gather", Integer.toString(workers))
        .setting("dynamic_shared_memory_type", PostgresServer.MAPPED_MEMORY)
        .setting("jit", "off");
  }

  private static long budget(Running found) throws IOException {
    return Math.max(
        64 * MEBIBYTE, Files.getFileStore(found.folder().root()).getUsableSpace() / PART_OF_DISK);
  }

  private synchronized void stop() {
    Running known = running;
    running = null;
    if (known != null) {
      known.server().stop();
      known.folder().delete();
    }
  }

  /// Stops the server, if it was started, and deletes its files. It is not started again.
  @Override
  public synchronized void close() {
    closed = true;
    stop();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending and runs the hook as well; stopping twice does no harm.
    }
  }
}
