package io.shardlens.bench.suite;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// Measures all peers on one query: each is checked against the truth and warmed up, then they take
/// turns, the order reversed every other round.
final class Comparison {

  private static final int LOOK_UPS = 2_000;
  private static final int CHECKED_LOOK_UPS = 200;

  private static final double QUICK_MILLIS = 500;

  private final Set<String> quick = new HashSet<>();
  private final List<Peer> peers;
  private final Peer truth;
  private final SuiteData data;
  private final int rounds;
  private final Duration timeout;

  /// @param truth what is right; it may be one of the peers
  Comparison(List<Peer> peers, Peer truth, SuiteData data, int rounds, Duration timeout) {
    this.peers = peers;
    this.truth = truth;
    this.data = data;
    this.rounds = rounds;
    this.timeout = timeout;
  }

  /// @return what each peer made of it, by its name, in the order of the peers
  Map<String, Measured> measure(SuiteQuery query) throws Exception {
    Map<String, Measured> results = new LinkedHashMap<>();
    List<Peer> right = new ArrayList<>();
    Wanted wanted = new Wanted(fingerprint(truth, query, false), fingerprint(truth, query, true));
    for (Peer peer : peers) {
      Measured result = check(peer, query, wanted);
      results.put(peer.name(), result);
      if (result instanceof Measured.Right) {
        right.add(peer);
      }
    }
    for (int round = 0; round < rounds; round++) {
      for (Peer peer : round % 2 == 0 ? right : right.reversed()) {
        if (results.get(peer.name()) instanceof Measured.Right(Times times, Times firstRows)) {
          try {
            time(peer, query, round, times, firstRows);
          } catch (Exception e) {
            results.put(peer.name(), Measured.Failed.of(e));
          }
        }
      }
    }
    return results;
  }

  /// @param strict with the names of the columns and PostgreSQL's own text of each cell
  private record Wanted(Fingerprint strict, Fingerprint lenient) {}

  private Measured check(Peer peer, SuiteQuery query, Wanted wanted) {
    if (!peer.answers(query)) {
      return new Measured.NotAsked();
    }
    try {
      boolean strict = peer instanceof ShardlensPeer;
      String difference =
          (strict ? wanted.strict() : wanted.lenient())
              .difference(fingerprint(peer, query, !strict), strict);
      if (!difference.isEmpty()) {
        return new Measured.Wrong(difference);
      }
      Times warm = new Times();
      time(peer, query, rounds, warm, new Times());
      if (warm.median() < QUICK_MILLIS) {
        quick.add(peer.name() + " " + query.name());
      }
      return new Measured.Right(new Times(), new Times());
    } catch (Exception e) {
      return Measured.Failed.of(e);
    }
  }

  private Fingerprint fingerprint(Peer peer, SuiteQuery query, boolean lenient) throws Exception {
    return Timed.within(
        timeout,
        () -> {
          Fingerprint.Reader reader = new Fingerprint.Reader(query, lenient);
          if (query.isPoint()) {
            for (long id : keys(rounds + 1L, CHECKED_LOOK_UPS)) {
              peer.lookUp(id, reader);
            }
          } else {
            peer.run(query, reader);
          }
          return reader.fingerprint();
        });
  }

  private void time(Peer peer, SuiteQuery query, int round, Times times, Times firstRows)
      throws Exception {
    // Not at the cost of whoever comes next.
    System.gc();
    Timed.within(
        timeout,
        () -> {
          shakeOff(peer, query);
          if (query.isPoint()) {
            for (long id : keys(round, LOOK_UPS / rounds)) {
              Stopwatch watch = new Stopwatch();
              peer.lookUp(id, watch);
              times.add(watch.elapsed());
            }
            return true;
          }
          Stopwatch watch = new Stopwatch();
          peer.run(query, watch);
          times.add(watch.elapsed());
          if (watch.firstRow() > 0) {
            firstRows.add(watch.firstRow());
          }
          return true;
        });
  }

  /// The first call of each compiled method after a full collection is slow, some ten milliseconds
  /// for a program that has many of them. That is the harness's own doing: nobody collects between
  /// two queries. What takes long anyway is not asked twice for it.
  private void shakeOff(Peer peer, SuiteQuery query) throws Exception {
    Stopwatch watch = new Stopwatch();
    peer.lookUp(1, watch);
    if (!query.isPoint() && quick.contains(peer.name() + " " + query.name())) {
      peer.run(query, new Stopwatch());
    }
  }

  /// The same for every peer, others in every round.
  private long[] keys(long round, int count) {
    return new Random(SuiteData.SEED + round).longs(count, 1, data.users() + 1L).toArray();
  }
}
