package io.shardlens.execute.statistics;

import io.shardlens.topology.ShardId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Samples the activity of one table while somebody looks, keeps it, and knows what was kept
/// before. Everything here blocks. Thread-safe.
public final class ActivityRecorder {

  /// Counts once; see [ShardActivity#counts].
  @FunctionalInterface
  public interface Counting {
    ByShard<ActivityCount> counts();
  }

  private static final Duration KEEP_EVERY = Duration.ofMinutes(1);

  private final Counting counting;
  private final ActivityFile file;
  private final InstantSource clock;
  private final ActivityLog log;
  private final List<ActivityPart> notKept = new ArrayList<>();
  private Optional<String> problem = Optional.empty();
  private Instant kept;
  private boolean loaded;

  /// @param interval at which [#sample] is going to be called
  public ActivityRecorder(
      Counting counting, ActivityFile file, Duration interval, InstantSource clock) {
    this.counting = counting;
    this.file = file;
    this.clock = clock;
    this.log = new ActivityLog(interval);
    this.kept = clock.instant();
  }

  /// Reads what was kept before; once, however often it is called.
  public synchronized void load() {
    if (!loaded) {
      loaded = true;
      try {
        file.load(log, clock.instant());
      } catch (IOException e) {
        problem = Optional.of("Earlier samples cannot be read: " + e);
      }
    }
  }

  /// Takes one sample, and now and then writes what came of the last ones.
  ///
  /// @return why shards are missing, each with its reason
  public Map<ShardId, String> sample() {
    ByShard<ActivityCount> counted = counting.counts();
    synchronized (this) {
      notKept.addAll(log.add(counted.answers()));
      if (!clock.instant().isBefore(kept.plus(KEEP_EVERY))) {
        keep();
      }
    }
    return counted.missing();
  }

  /// Writes what was not written yet and leaves the file to others. Sampling may go on later.
  public synchronized void pause() {
    keep();
    try {
      file.close();
    } catch (IOException e) {
      problem = Optional.of("The file of samples cannot be closed: " + e);
    }
  }

  private void keep() {
    kept = clock.instant();
    if (notKept.isEmpty()) {
      return;
    }
    try {
      problem =
          file.append(merged(), log)
              ? Optional.empty()
              : Optional.of("Another window keeps the samples of this table");
    } catch (IOException e) {
      problem = Optional.of("Samples are not kept: " + e);
    }
    // What could not be written is shown as long as the window is open, and then it is gone.
    notKept.clear();
  }

  /// One part for each cell, in place of one for each sample.
  private List<ActivityPart> merged() {
    record Cell(ShardId shard, long number) {}
    Map<Cell, ActivityPart> cells = new java.util.LinkedHashMap<>();
    for (ActivityPart part : notKept) {
      cells.merge(
          new Cell(part.shard(), part.cell()),
          part,
          (first, second) ->
              new ActivityPart(
                  first.shard(),
                  first.cellMillis(),
                  first.cell(),
                  first.reads() + second.reads(),
                  first.writes() + second.writes(),
                  Math.min(first.cellMillis(), first.millis() + second.millis())));
    }
    return List.copyOf(cells.values());
  }

  /// Why samples are not kept, for people; empty where they are.
  public synchronized Optional<String> problem() {
    return problem;
  }

  /// What is known of some shards; see [ActivityLog#window].
  public ActivityWindow window(List<ShardId> shards, Instant from, Duration column, int columns) {
    return log.window(shards, from, column, columns);
  }
}
