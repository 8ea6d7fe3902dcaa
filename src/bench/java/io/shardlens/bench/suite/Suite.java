package io.shardlens.bench.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;

/// The speed suite: starts the servers, lets the peers take turns, prints the tables.
public final class Suite {

  private static final Duration TIMEOUT = SuiteOptions.TIMEOUT;

  private final SuiteOptions options;
  private final SuiteServers servers;

  private Suite(SuiteOptions options, SuiteServers servers) {
    this.options = options;
    this.servers = servers;
  }

  /// Runs what the properties `suite.…` ask for; they are listed in docs/benchmarks.md.
  public static void run() throws Exception {
    // The driver tells it to the servers, and times are compared as texts.
    TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    SuiteOptions options = SuiteOptions.ofProperties();
    long start = System.nanoTime();
    try (SuiteServers servers = SuiteServers.start(new SuiteData(options.users()))) {
      System.out.printf("Servers and rows made in %d s%n", (System.nanoTime() - start) >> 30);
      if (options.explain()) {
        Plans.print(servers, options);
      } else {
        new Suite(options, servers).measure();
      }
    }
  }

  private void measure() throws Exception {
    List<Peer> peers = new ArrayList<>();
    try (JdbcPeer truth =
            new JdbcPeer(SuiteServers.TRUTH, servers.whole(SuiteServers.TRUTH, TIMEOUT));
        ShardlensPeer shardlens = new ShardlensPeer(servers, TIMEOUT, options.heldBytes())) {
      add(peers, shardlens.name(), () -> shardlens);
      add(peers, "shardingsphere", () -> ShardingSpherePeer.make(servers, TIMEOUT));
      add(
          peers,
          "fdw",
          () -> ForeignDataPeer.make(servers, shardlens.gateway(), options.fetchSize(), TIMEOUT));
      add(peers, "naive", () -> new NaivePeer(servers, TIMEOUT));
      add(peers, "ideal", () -> new IdealPeer(servers, TIMEOUT));
      add(peers, "direct", () -> new DirectPeer(servers, TIMEOUT));
      add(peers, truth.name(), () -> truth);
      try {
        compare(peers, truth, shardlens);
      } finally {
        for (Peer peer : peers) {
          close(peer);
        }
      }
    }
  }

  private interface Made {
    Peer make() throws Exception;
  }

  /// One that cannot be made is told, and left out.
  private void add(List<Peer> peers, String name, Made made) {
    if (options.asks(name)) {
      try {
        peers.add(made.make());
      } catch (Exception e) {
        System.out.println("No " + name + ": " + e);
      }
    }
  }

  private static void close(Peer peer) {
    try {
      peer.close();
    } catch (Exception e) {
      System.out.println("Could not close " + peer.name() + ": " + e);
    }
  }

  private void compare(List<Peer> peers, Peer truth, ShardlensPeer shardlens) throws Exception {
    SuiteData data = servers.data();
    String before = Machine.load();
    Comparison comparison = new Comparison(peers, truth, data, options.rounds(), TIMEOUT);
    SuiteTable table = new SuiteTable(peers.stream().map(Peer::name).toList());
    for (SuiteQuery query : SuiteQueries.of(data)) {
      if (options.asks(query)) {
        Map<String, Measured> measured = comparison.measure(query);
        System.out.println(SuiteTable.line(query, measured));
        table.add(query, measured);
        write(conditions(before) + "\n" + table.markdown());
      }
    }
    String memory = peers.contains(shardlens) ? memory(shardlens) : "";
    String text = conditions(before) + "\n" + table.markdown() + memory;
    System.out.println("\n" + text);
    write(text);
  }

  /// Again after each query, so that whoever stops the suite keeps what was measured.
  private void write(String text) throws IOException {
    if (options.out().isPresent()) {
      Files.writeString(options.out().get(), text);
    }
  }

  /// The full scan, held as the window holds it: what it takes, and when its first rows are shown.
  private String memory(ShardlensPeer shardlens) {
    SuiteQuery scan =
        SuiteQueries.of(servers.data()).stream()
            .filter(query -> query.name().equals("q04_fullscan") && options.asks(query))
            .findFirst()
            .orElse(null);
    if (scan == null) {
      return "";
    }
    RetainedMemory memory = new RetainedMemory(shardlens.service());
    long wire = memory.wireBytes(scan.sql());
    List<String> first = new ArrayList<>();
    String held = "";
    for (int round = 0; round < options.rounds(); round++) {
      System.gc();
      RetainedMemory.Held result = memory.hold(scan.sql());
      first.add(String.format(Locale.ROOT, "%.0f", result.firstRow() / 1e6));
      held = result.words(wire);
    }
    return String.format(
        Locale.ROOT,
        "%n%s held as the window holds it: %s (%d MiB); first rows shown after %s ms.%n",
        scan.name(),
        held,
        wire >> 20,
        String.join(", ", first));
  }

  private String conditions(String before) throws Exception {
    return String.format(
        Locale.ROOT,
        "%,d users and %,d orders on %d shards, median of %d rounds, milliseconds.%n%s; %s, pgjdbc"
            + " %s.%n%s, %s.%n",
        options.users(),
        2L * options.users(),
        SuiteData.SHARDS,
        options.rounds(),
        Machine.words(),
        servers.version(),
        org.postgresql.util.DriverInfo.DRIVER_VERSION,
        before,
        Machine.load());
  }
}
