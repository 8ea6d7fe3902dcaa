package io.shardlens.demo;

import io.shardlens.execute.ShardlensException;
import io.shardlens.jdbc.MaintenanceConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One start of the demo cluster: join, or own and reuse, or own and build. Used once, by one
/// thread.
final class DemoStart {

  private static final Duration JOIN_PATIENCE = Duration.ofSeconds(60);
  private static final Duration JOIN_POLL = Duration.ofMillis(200);

  // Shares of the whole that are done when a step begins.
  private static final double UNPACK = 0.02;
  private static final double START = 0.10;
  private static final double LOAD = 0.20;
  private static final double FLUSH = 0.90;
  private static final double CHECK = 0.60;

  private final long begun = System.nanoTime();
  private final List<String> messages = new ArrayList<>();
  private final List<PostgresServer> servers = new ArrayList<>();
  private final List<DemoDatabases> databases = new ArrayList<>();
  private final DemoFolder folder;
  private final DemoScale scale;
  private final int firstPort;
  private final DemoProgress progress;
  private String mark = "";

  DemoStart(DemoFolder folder, DemoScale scale, int firstPort, DemoProgress progress) {
    this.folder = folder;
    this.scale = scale;
    this.firstPort = firstPort;
    this.progress = progress;
  }

  DemoCluster run() throws DemoException {
    try {
      PrivateFiles.folder(folder.root());
      PrivateFiles.folder(folder.cluster());
      long deadline = begun + JOIN_PATIENCE.toNanos();
      do {
        Optional<DemoLock> lock = DemoLock.tryAcquire(folder.lock());
        if (lock.isPresent()) {
          return own(lock.get());
        }
        Optional<DemoCluster> joined = join();
        if (joined.isPresent()) {
          return joined.get();
        }
        progress.at(0, "Another Shardlens is starting the demo cluster");
        Thread.sleep(JOIN_POLL);
      } while (System.nanoTime() < deadline);
      throw new DemoException(
          "Another application holds the demo cluster in "
              + folder.cluster()
              + " but its servers do not answer. Close it, or use another folder with -D"
              + DemoFolder.PROPERTY
              + "=…");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DemoException("Interrupted while another Shardlens was starting the demo", e);
    } catch (IOException e) {
      throw new DemoException("Could not use the demo's folder " + folder.cluster() + ": " + e, e);
    }
  }

  private Optional<DemoCluster> join() throws IOException {
    String running = PrivateFiles.readIfThere(folder.running());
    if (running == null || running.isBlank()) {
      return Optional.empty();
    }
    List<Integer> ports = Stream.of(running.strip().split(",")).map(Integer::valueOf).toList();
    for (int place = 0; place < ports.size(); place++) {
      if (!answers(place, ports.get(place))) {
        return Optional.empty();
      }
    }
    progress.at(1, "Joined the demo cluster of another Shardlens");
    messages.add(
        "Another Shardlens runs the demo cluster; it is shared, and ends when that one is closed.");
    return Optional.of(
        new DemoCluster(folder, DemoCluster.Origin.JOINED, ports, messages, elapsed(), null));
  }

  private boolean answers(int place, int port) throws IOException {
    String role = DemoDatabases.READER_ROLE;
    Path file = DemoDatabases.passwordFile(folder.server(place), role);
    String password = PrivateFiles.readIfThere(file);
    if (password == null) {
      return false;
    }
    String database = DemoSample.RANGES.databases().get(place);
    try (MaintenanceConnection connection =
        MaintenanceConnection.open(PostgresServer.HOST, port, database, role, password)) {
      return "1".equals(connection.queryText("SELECT 1"));
    } catch (ShardlensException e) {
      // Not yet, or no more: the caller waits and then says so.
      return false;
    }
  }

  private DemoCluster own(DemoLock lock) throws DemoException, IOException {
    Files.deleteIfExists(folder.running());
    progress.at(UNPACK, "Unpacking PostgreSQL");
    PostgresBinaries binaries;
    try {
      binaries = PostgresBinaries.in(folder.binaries());
    } catch (DemoException e) {
      lock.close();
      throw e;
    }
    mark = "Shardlens demo " + DemoData.VERSION + ", " + scale + ", " + binaries.fingerprint();
    for (int place = 0; place < DemoSample.SERVERS; place++) {
      PostgresServer server = PostgresServer.in(folder.server(place), binaries);
      servers.add(server);
      databases.add(new DemoDatabases(server, place, folder.server(place), mark));
    }
    DemoCluster.Ownership ownership = new DemoCluster.Ownership(servers, folder.running(), lock);
    try {
      return startServers(ownership);
    } catch (DemoException | ShardlensException | IOException | RuntimeException e) {
      ownership.close();
      throw asDemoException(e);
    }
  }

  private DemoCluster startServers(DemoCluster.Ownership ownership)
      throws DemoException, ShardlensException, IOException {
    reap();
    choosePorts();
    DemoCluster.Origin origin = DemoCluster.Origin.REUSED;
    if (!startedWithOldData()) {
      build();
      origin = DemoCluster.Origin.BUILT;
    }
    List<Integer> ports = servers.stream().map(PostgresServer::port).toList();
    sayWhichPortsWereTaken(ports);
    writePassFile(ports);
    writeTopologies(ports);
    PrivateFiles.write(
        folder.running(), ports.stream().map(String::valueOf).collect(Collectors.joining(",")));
    progress.at(1, "The demo cluster is ready");
    return new DemoCluster(folder, origin, ports, messages, elapsed(), ownership);
  }

  private void reap() throws DemoException {
    int reaped = 0;
    for (PostgresServer server : servers) {
      reaped += server.reap() ? 1 : 0;
    }
    if (reaped > 0) {
      messages.add("Stopped " + reaped + " demo servers that an earlier Shardlens left running.");
    }
  }

  private void choosePorts() throws IOException {
    for (int place = 0; place < servers.size(); place++) {
      int wanted = firstPort + place;
      servers.get(place).port(LocalPorts.isFree(wanted) ? wanted : LocalPorts.free());
    }
  }

  /// What was free when it was chosen may be taken by now, by a demo in another folder for one.
  private static void startOnAnyPort(PostgresServer server) throws DemoException {
    server.portOrAnother(server.port()).start();
  }

  private void sayWhichPortsWereTaken(List<Integer> ports) {
    boolean moved = false;
    for (int place = 0; place < ports.size(); place++) {
      int wanted = firstPort + place;
      if (ports.get(place) != wanted) {
        messages.add(
            "Port "
                + wanted
                + " is taken: the server of "
                + DemoSample.label(place)
                + " listens on "
                + ports.get(place)
                + " instead.");
        moved = true;
      }
    }
    if (moved) {
      messages.add("Topology files with these ports are in " + folder.topologies() + ".");
    }
  }

  private boolean startedWithOldData() throws DemoException, IOException {
    String found = PrivateFiles.readIfThere(folder.complete());
    if (!mark.equals(found)) {
      if (found != null) {
        messages.add("The demo data is of another version; it was made again.");
      } else if (Files.exists(folder.server(0))) {
        messages.add("The demo data was not complete; it was made again.");
      }
      return false;
    }
    try {
      progress.at(START, "Starting " + servers.size() + " servers");
      onEach(servers, DemoStart::startOnAnyPort);
      progress.at(CHECK, "Checking the data");
      onEach(databases, DemoDatabases::check);
      return true;
    } catch (DemoException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw e;
      }
      messages.add("The demo data was damaged (" + e.getMessage() + "); it was made again.");
      return false;
    }
  }

  private void build() throws DemoException, IOException {
    onEach(servers, PostgresServer::stop);
    Files.deleteIfExists(folder.complete());
    progress.at(START, "Making " + servers.size() + " servers");
    for (int place = 0; place < servers.size(); place++) {
      PrivateFiles.delete(folder.server(place));
      // Until the data is complete nothing is worth a wait for the disk.
      servers.get(place).setting("fsync", "off");
    }
    onEach(servers, DemoStart::startOnAnyPort);
    progress.at(LOAD, "Loading the data");
    Map<DemoSample, DemoData> data = generators();
    long rows = data.values().stream().mapToLong(DemoData::rows).sum();
    onEach(databases, each -> each.build(data, rows, this::loaded));
    progress.at(FLUSH, "Writing the data to the disk");
    onEach(servers, DemoStart::startDurably);
    PrivateFiles.write(folder.complete(), mark);
  }

  private void loaded(String database, long rows, double share) {
    progress.add((FLUSH - LOAD) * share, "Loaded " + rows + " rows into " + database);
  }

  private Map<DemoSample, DemoData> generators() {
    Names names = new Names();
    DemoData few = DemoData.ofFew(scale, names);
    Map<DemoSample, DemoData> data = new EnumMap<>(DemoSample.class);
    for (DemoSample sample : DemoSample.values()) {
      data.put(sample, sample == DemoSample.RANGES ? DemoData.ofRanges(scale, names) : few);
    }
    return data;
  }

  private static void startDurably(PostgresServer server) throws DemoException {
    server.stop();
    server.flushToDisk();
    startOnAnyPort(server.setting("fsync", "on"));
  }

  private void writePassFile(List<Integer> ports) throws ShardlensException, IOException {
    StringBuilder text = new StringBuilder();
    for (int place = 0; place < databases.size(); place++) {
      DemoDatabases here = databases.get(place);
      for (String role : DemoDatabases.ROLES) {
        String password = here.password(role);
        for (String database : here.names()) {
          text.append(PostgresServer.HOST).append(':').append(ports.get(place)).append(':');
          text.append(database).append(':').append(role).append(':').append(password).append('\n');
        }
      }
    }
    PrivateFiles.write(folder.passFile(), text.toString());
  }

  private void writeTopologies(List<Integer> ports) throws IOException {
    PrivateFiles.folder(folder.topologies());
    for (DemoSample sample : DemoSample.values()) {
      PrivateFiles.write(folder.topologies().resolve(sample.file()), sample.topology(ports));
    }
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  private static DemoException asDemoException(Exception e) {
    return e instanceof DemoException failure
        ? failure
        : new DemoException("The demo cluster could not start: " + e.getMessage(), e);
  }

  /// A step on one server.
  @FunctionalInterface
  interface ServerStep<T> {
    void on(T server) throws DemoException, ShardlensException, IOException;
  }

  /// Takes a step on all servers at once and waits for all of them.
  ///
  /// @throws DemoException the first failure
  static <T> void onEach(List<T> servers, ServerStep<T> step) throws DemoException {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (T server : servers) {
        running.add(
            executor.submit(() -> {
              step.on(server);
              return null;
            }));
      }
      for (Future<?> each : running) {
        each.get();
      }
    } catch (ExecutionException e) {
      Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
      throw cause instanceof DemoException failure
          ? failure
          : new DemoException(String.valueOf(cause.getMessage()), cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DemoException("Interrupted while the demo cluster was starting", e);
    }
  }
}
