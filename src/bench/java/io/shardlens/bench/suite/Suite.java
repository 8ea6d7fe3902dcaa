package io.shardlens.bench.suite;

import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
      new Suite(options, servers).measure();
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
        compare(peers, truth);
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

  private void compare(List<Peer> peers, Peer truth) throws Exception {
    SuiteData data = servers.data();
    String before = Machine.load();
    Comparison comparison = new Comparison(peers, truth, data, options.rounds(), TIMEOUT);
    SuiteTable table = new SuiteTable(peers.stream().map(Peer::name).toList());
    for (SuiteQuery query : SuiteQueries.of(data)) {
      if (options.asks(query)) {
        Map<String, Measured> measured = comparison.measure(query);
        System.out.println(SuiteTable.line(query, measured));
        table.add(query, measured);
      }
    }
    String text = conditions(before) + "\n" + table.markdown();
    System.out.println("\n" + text);
    if (options.out().isPresent()) {
      Files.writeString(options.out().get(), text);
    }
  }

  private String conditions(String before) throws Exception {
    return String.format(
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
