package io.shardlens.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Four running PostgreSQL servers with the databases of every sample topology.
///
/// The first start builds everything (15 to 30 seconds), later ones only start the servers. The
/// application that started the servers owns them and stops them at [#close()] and when the JVM
/// ends; a second application joins them and leaves them running. Thread-safe.
public final class DemoCluster implements AutoCloseable {

  /// The port of the first server, where it is free; the others follow.
  public static final int FIRST_PORT = 65431;

  /// One step of the start.
  ///
  /// @param text what is being done, for people
  /// @param share how much of the start is done, 0 to 1, never less than before
  public record Step(String text, double share) {}

  /// Where the servers come from.
  public enum Origin {
    /// Made from nothing, or again because the data was damaged or of another version.
    BUILT,
    /// Started with the data of an earlier time.
    REUSED,
    /// Another application runs them.
    JOINED
  }

  private final DemoFolder folder;
  private final Origin origin;
  private final List<Integer> ports;
  private final List<String> messages;
  private final Duration startTime;
  private final @Nullable Ownership ownership;
  private final AtomicBoolean closed = new AtomicBoolean();

  DemoCluster(
      DemoFolder folder,
      Origin origin,
      List<Integer> ports,
      List<String> messages,
      Duration startTime,
      @Nullable Ownership ownership) {
    this.folder = folder;
    this.origin = origin;
    this.ports = List.copyOf(ports);
    this.messages = List.copyOf(messages);
    this.startTime = startTime;
    this.ownership = ownership;
  }

  /// Starts the demo, or joins the one that another application runs. Returns when every database
  /// answers. Blocks for seconds, at the first start for up to half a minute.
  ///
  /// @param progress hears every step, from several threads but one at a time
  /// @throws DemoException when the servers cannot be built, started or joined; none is left
  ///   running
  public static DemoCluster start(DemoFolder folder, Consumer<Step> progress) throws DemoException {
    return start(folder, DemoScale.FULL, FIRST_PORT, progress);
  }

  /// The same with another amount of data and other ports, for tests.
  public static DemoCluster start(
      DemoFolder folder, DemoScale scale, int firstPort, Consumer<Step> progress)
      throws DemoException {
    return new DemoStart(folder, scale, firstPort, new DemoProgress(progress)).run();
  }

  public Origin origin() {
    return origin;
  }

  /// The topology files to open, the main sample first. They lie in the demo's folder and name the
  /// ports that the servers really have.
  public List<Path> topologies() {
    List<Path> files = new ArrayList<>();
    for (DemoSample sample : DemoSample.values()) {
      files.add(folder.topologies().resolve(sample.file()));
    }
    return List.copyOf(files);
  }

  /// The topology to open first: four ranges of users on four servers.
  public Path mainTopology() {
    return topologies().getFirst();
  }

  /// The passwords of the roles `shardlens_app` and `shardlens_reader` for every database, in the
  /// format of `.pgpass`, mode 0600.
  public Path passFile() {
    return folder.passFile();
  }

  /// The ports of the servers, in the order of the main topology's shards.
  public List<Integer> ports() {
    return ports;
  }

  /// What a person should know about this start: a port that was taken, data that was made again,
  /// servers that a killed application had left behind. Mostly empty.
  public List<String> messages() {
    return messages;
  }

  /// How long the start took.
  public Duration startTime() {
    return startTime;
  }

  /// The servers; empty when another application owns them. For tests of faults.
  public List<PostgresServer> servers() {
    return ownership == null ? List.of() : ownership.servers();
  }

  /// Stops the servers if this application started them. Closing twice does nothing more.
  @Override
  public void close() {
    if (ownership != null && closed.compareAndSet(false, true)) {
      ownership.close();
    }
  }

  /// The servers that this application must stop, and the lock that says so to others.
  static final class Ownership implements AutoCloseable {
    private final List<PostgresServer> servers;
    private final Path running;
    private final DemoLock lock;
    private final Thread hook = new Thread(this::stop, "demo-stop");

    /// From now on the servers are stopped when the JVM ends, even while they are being built.
    Ownership(List<PostgresServer> servers, Path running, DemoLock lock) {
      this.servers = List.copyOf(servers);
      this.running = running;
      this.lock = lock;
      Runtime.getRuntime().addShutdownHook(hook);
    }

    List<PostgresServer> servers() {
      return servers;
    }

    @Override
    public void close() {
      stop();
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The JVM is ending and runs the hook as well; stopping twice does no harm.
      }
    }

    private void stop() {
      try {
        Files.deleteIfExists(running);
        DemoStart.onEach(servers, PostgresServer::stop);
        lock.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (DemoException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
