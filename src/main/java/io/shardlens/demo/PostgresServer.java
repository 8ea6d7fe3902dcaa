package io.shardlens.demo;

import io.shardlens.execute.ShardlensException;
import io.shardlens.jdbc.MaintenanceConnection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One real PostgreSQL on 127.0.0.1 with scram-sha-256 and a random superuser password.
///
/// Its folder holds the data, the log and the password; a server that is stopped can be started
/// again from the same folder by another object, also of another application. Tests use it so:
///
/// ```java
/// PostgresBinaries binaries = PostgresBinaries.in(Path.of("target", "postgresql"));
/// try (PostgresServer server = PostgresServer.in(folder, binaries)) {
///   server.start();
///   try (MaintenanceConnection connection = server.connect("postgres")) { … }
/// }
/// ```
///
/// Locale and order of text are the same on every system: PostgreSQL's built-in `C.UTF-8`.
/// Thread-safe: one caller at a time starts or stops.
public final class PostgresServer implements AutoCloseable {

  /// The address that every server listens on, and no other.
  public static final String HOST = "127.0.0.1";

  /// The name of the superuser.
  public static final String SUPERUSER = "postgres";

  /// The value of `dynamic_shared_memory_type` that needs no room in `/dev/shm`, which is small in
  /// containers.
  public static final String MAPPED_MEMORY = PostgresBinaries.WINDOWS ? "windows" : "mmap";

  private static final Duration READY = Duration.ofSeconds(60);
  private static final Duration FAST_STOP = Duration.ofSeconds(10);
  private static final Duration IMMEDIATE_STOP = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofMillis(20);
  private static final Duration IN_USE_POLL = Duration.ofMillis(200);
  private static final String MEMORY_IN_USE = "shared memory block";
  private static final int LOG_LINES_SHOWN = 5;

  /// Small, quiet and quick: what is lost at a crash of the computer is made again.
  private static final Map<String, String> SETTINGS =
      Map.ofEntries(
          Map.entry("listen_addresses", HOST),
          Map.entry("unix_socket_directories", ""),
          Map.entry("max_connections", "100"),
          Map.entry("max_prepared_transactions", "50"),
          Map.entry("shared_buffers", "64MB"),
          Map.entry("synchronous_commit", "off"),
          Map.entry("wal_level", "minimal"),
          Map.entry("max_wal_senders", "0"),
          Map.entry("min_wal_size", "32MB"),
          Map.entry("max_wal_size", "256MB"),
          Map.entry("TimeZone", "UTC"),
          Map.entry("log_timezone", "UTC"),
          Map.entry("DateStyle", "ISO, YMD"),
          Map.entry("log_checkpoints", "off"));

  private final Path folder;
  private final PostgresBinaries binaries;
  private final Map<String, String> settings = new TreeMap<>(SETTINGS);
  private int port;
  private String password = "";
  private @Nullable ProcessHandle process;

  private PostgresServer(Path folder, PostgresBinaries binaries) {
    this.folder = folder.toAbsolutePath().normalize();
    this.binaries = binaries;
  }

  /// A server that keeps everything in one folder; nothing is touched before [#start()].
  public static PostgresServer in(Path folder, PostgresBinaries binaries) {
    return new PostgresServer(folder, binaries);
  }

  /// Where to listen; 0, the default, is any free port, chosen at the start and kept from then on.
  public synchronized PostgresServer port(int wanted) {
    port = wanted;
    return this;
  }

  /// A line of `postgresql.conf`, from the next start on; the value without quotes.
  public synchronized PostgresServer setting(String name, String value) {
    settings.put(name, value);
    return this;
  }

  /// The port that it listens on; 0 before the first start when none was wanted.
  public synchronized int port() {
    return port;
  }

  /// The superuser's password; empty before the first start.
  public synchronized String password() {
    return password;
  }

  /// What the server wrote since its last start.
  public Path log() {
    return folder.resolve("postgres.log");
  }

  Path data() {
    return folder.resolve("data");
  }

  public synchronized boolean isRunning() {
    return process != null && process.isAlive();
  }

  /// Connects as the superuser.
  public MaintenanceConnection connect(String database) throws ShardlensException {
    return MaintenanceConnection.open(HOST, port(), database, SUPERUSER, password());
  }

  /// Makes the database files when there are none yet, starts, and returns when the server takes
  /// connections.
  ///
  /// @throws DemoException with the end of the server's log when it does not come up
  public synchronized PostgresServer start() throws DemoException {
    if (isRunning()) {
      return this;
    }
    try {
      PrivateFiles.folder(folder);
      if (!Files.exists(data().resolve("PG_VERSION"))) {
        initialize();
      }
      String stored = PrivateFiles.readIfThere(passwordFile());
      if (stored == null) {
        throw new DemoException("The password of the server in " + folder + " is missing");
      }
      password = stored;
      port = port == 0 ? LocalPorts.free() : port;
      writeSettings();
      process = launchAfterCrash();
      return this;
    } catch (IOException e) {
      throw new DemoException("Could not start PostgreSQL in " + folder + ": " + e, e);
    }
  }

  /// Stops quickly: open transactions are rolled back, the files are left clean. What does not stop
  /// in ten seconds is stopped at once, as in a crash.
  public synchronized void stop() {
    ProcessHandle running = process;
    if (running != null) {
      stop(running);
      process = null;
    }
  }

  /// Ends the server as a crash would: no word to the clients, no clean-up. For tests of faults.
  public synchronized void kill() {
    ProcessHandle running = process;
    if (running != null) {
      List<ProcessHandle> children = running.descendants().toList();
      running.destroyForcibly();
      await(running, IMMEDIATE_STOP);
      awaitAll(children);
      process = null;
    }
  }

  /// Stops what a killed application left running in this folder, and removes the note of a server
  /// whose number another program has now.
  ///
  /// @return whether there was one
  public synchronized boolean reap() throws DemoException {
    try {
      Optional<ProcessHandle> orphan = PostmasterFile.server(data(), binaries);
      orphan.ifPresent(this::stop);
      if (PostmasterFile.isStale(data(), binaries)) {
        Files.deleteIfExists(data().resolve("postmaster.pid"));
      }
      return orphan.isPresent();
    } catch (IOException e) {
      throw new DemoException("Could not look for a server left behind in " + folder, e);
    }
  }

  /// Writes everything to the disk, so that a crash of the computer finds it; the server must be
  /// stopped. Cheaper than doing so all the time while data is loaded.
  synchronized void flushToDisk() throws DemoException {
    binaries.run(folder, "initdb", "--sync-only", "-D", data().toString());
  }

  @Override
  public void close() {
    stop();
  }

  private Path passwordFile() {
    return folder.resolve("superuser.password");
  }

  private void initialize() throws DemoException, IOException {
    PrivateFiles.delete(data());
    PrivateFiles.write(passwordFile(), Passwords.random());
    binaries.run(
        folder,
        "initdb",
        "-D",
        data().toString(),
        "--username=" + SUPERUSER,
        "--pwfile=" + passwordFile(),
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--no-locale",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--no-sync",
        "--no-instructions");
    Files.writeString(
        data().resolve("postgresql.conf"), "include 'shardlens.conf'\n", StandardOpenOption.APPEND);
  }

  private void writeSettings() throws IOException {
    settings.put("port", Integer.toString(port));
    String text =
        settings.entrySet().stream()
            .map(entry -> entry.getKey() + " = '" + entry.getValue().replace("'", "''") + "'\n")
            .collect(Collectors.joining());
    PrivateFiles.write(data().resolve("shardlens.conf"), text);
  }

  /// When somebody has killed the server just now, its children need a moment to notice and keep
  /// the shared memory until then.
  private ProcessHandle launchAfterCrash() throws DemoException, IOException {
    long deadline = System.nanoTime() + IMMEDIATE_STOP.toNanos();
    while (true) {
      try {
        return launch();
      } catch (DemoException e) {
        boolean crashedJustNow = Files.readString(log()).contains(MEMORY_IN_USE);
        if (!crashedJustNow || System.nanoTime() > deadline) {
          throw e;
        }
        sleep(IN_USE_POLL);
      }
    }
  }

  private ProcessHandle launch() throws DemoException, IOException {
    PrivateFiles.empty(log());
    // On Windows pg_ctl gives up an administrator's rights, with which PostgreSQL would refuse.
    List<String> command =
        PostgresBinaries.WINDOWS
            ? List.of("pg_ctl", "start", "-w", "-D", data().toString(), "-l", log().toString())
            : List.of("postgres", "-D", data().toString());
    Process starter = binaries.begin(folder, command, log());
    try {
      return awaitReady(starter);
    } catch (DemoException | IOException e) {
      starter.destroyForcibly();
      throw e;
    }
  }

  private ProcessHandle awaitReady(Process starter) throws DemoException, IOException {
    long deadline = System.nanoTime() + READY.toNanos();
    while (System.nanoTime() < deadline) {
      Optional<ProcessHandle> server = readyServer(starter);
      if (server.isPresent()) {
        return server.get();
      }
      boolean failed =
          !starter.isAlive() && !(PostgresBinaries.WINDOWS && starter.exitValue() == 0);
      if (failed) {
        throw new DemoException("PostgreSQL did not start in " + folder + ": " + endOfLog());
      }
      sleep(POLL);
    }
    throw new DemoException(
        "PostgreSQL in "
            + folder
            + " was not ready after "
            + READY.toSeconds()
            + " s: "
            + endOfLog());
  }

  /// The process of the file, once it says that it is ready; a file left by an earlier process does
  /// not count. Under Windows `pg_ctl` is the child and the server has another number.
  private Optional<ProcessHandle> readyServer(Process starter) throws IOException {
    return PostmasterFile.of(data())
        .filter(PostmasterFile::ready)
        .filter(file -> PostgresBinaries.WINDOWS || file.process() == starter.pid())
        .flatMap(file -> ProcessHandle.of(file.process()))
        .filter(ProcessHandle::isAlive);
  }

  private void stop(ProcessHandle running) {
    if (!running.isAlive()) {
      return;
    }
    stop(running, "fast", FAST_STOP);
    stop(running, "immediate", IMMEDIATE_STOP);
    if (running.isAlive()) {
      running.destroyForcibly();
      await(running, IMMEDIATE_STOP);
    }
  }

  private void stop(ProcessHandle running, String mode, Duration patience) {
    if (!running.isAlive()) {
      return;
    }
    try {
      binaries.run(folder, "pg_ctl", "stop", "-D", data().toString(), "-m", mode, "-W");
    } catch (DemoException e) {
      // It may have gone by itself; if it has not, the next harder way follows.
      await(running, POLL);
      return;
    }
    await(running, patience);
  }

  private String endOfLog() throws IOException {
    List<String> lines = Files.readString(log(), StandardCharsets.UTF_8).lines().toList();
    return lines.isEmpty()
        ? "its log is empty"
        : String.join(
            " / ", lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size()));
  }

  private static void awaitAll(List<ProcessHandle> running) {
    await(
        CompletableFuture.allOf(
            running.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new)),
        IMMEDIATE_STOP);
  }

  private static void await(ProcessHandle running, Duration patience) {
    await(running.onExit(), patience);
  }

  private static void await(Future<?> exit, Duration patience) {
    try {
      exit.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // The caller looks whether it is alive.
    }
  }

  private static void sleep(Duration time) throws DemoException {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DemoException("Interrupted while PostgreSQL was starting", e);
    }
  }
}
