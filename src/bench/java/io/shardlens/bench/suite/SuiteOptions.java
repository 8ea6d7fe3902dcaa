package io.shardlens.bench.suite;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What the system properties `suite.…` ask for.
///
/// @param queries names or their beginnings (`q04`); empty for all
/// @param peers empty for all
/// @param out where the Markdown table goes
/// @param heldBytes what Shardlens holds back before its first row, as its command line does
/// @param fetchSize of the coordinator's servers; 0 for that of its script
/// @param explain print the plans, measure nothing
record SuiteOptions(
    int users,
    List<String> queries,
    List<String> peers,
    int rounds,
    Optional<Path> out,
    long heldBytes,
    int fetchSize,
    boolean explain) {

  static final Duration TIMEOUT = Duration.ofSeconds(120);

  /// That of `shardlens query`.
  private static final long HELD_BYTES = 16L << 20;

  static SuiteOptions ofProperties() {
    return new SuiteOptions(
        Integer.getInteger("suite.users", 1_000_000),
        words("suite.queries"),
        words("suite.peers"),
        Integer.getInteger("suite.rounds", 5),
        Optional.ofNullable(System.getProperty("suite.out")).map(Path::of),
        Long.getLong("suite.held", HELD_BYTES),
        Integer.getInteger("suite.fetch", 0),
        Boolean.getBoolean("suite.explain"));
  }

  private static List<String> words(String property) {
    return Arrays.stream(System.getProperty(property, "").split(","))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .toList();
  }

  boolean asks(SuiteQuery query) {
    return queries.isEmpty()
        || queries.stream()
            .anyMatch(name -> query.name().equals(name) || query.name().startsWith(name + "_"));
  }

  boolean asks(String peer) {
    return peers.isEmpty() || peers.contains(peer);
  }
}
