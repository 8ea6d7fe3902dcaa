package io.shardlens.execute;

import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingRule;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Keeps what directories said, each answer for as long as its directory allows; also that a key is
/// not there. When it is full, the answer that was needed longest ago makes room. Thread-safe.
final class DirectoryCache {

  private final int capacity;
  private final InstantSource clock;
  private final Map<Question, Kept> answers = new LinkedHashMap<>(16, 0.75f, true);

  /// @param capacity answers kept at most
  DirectoryCache(int capacity, InstantSource clock) {
    this.capacity = capacity;
    this.clock = clock;
  }

  private record Question(RoutingRule.Directory directory, List<KeyValue> key) {}

  /// @param shard what the directory's column says; empty where it has no such key
  private record Kept(Optional<String> shard, Instant at) {}

  /// An answer that is still good.
  ///
  /// @param shard what the directory's column says; empty where it has no such key
  record Hit(Optional<String> shard, Duration age) {}

  synchronized Optional<Hit> find(RoutingRule.Directory directory, List<KeyValue> key) {
    Question question = new Question(directory, key);
    Kept kept = answers.get(question);
    if (kept == null) {
      return Optional.empty();
    }
    Duration age = Duration.between(kept.at(), clock.instant());
    // A clock that was set back tells nothing about the age.
    if (age.isNegative() || age.compareTo(directory.cacheTime()) >= 0) {
      answers.remove(question);
      return Optional.empty();
    }
    return Optional.of(new Hit(kept.shard(), age));
  }

  synchronized void keep(
      RoutingRule.Directory directory, List<KeyValue> key, Optional<String> shard, Instant at) {
    if (directory.cacheTime().isZero()) {
      return;
    }
    answers.put(new Question(directory, List.copyOf(key)), new Kept(shard, at));
    if (answers.size() > capacity) {
      answers.remove(answers.keySet().iterator().next());
    }
  }
}
