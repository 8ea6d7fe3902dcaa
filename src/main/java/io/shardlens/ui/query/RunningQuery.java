package io.shardlens.ui.query;

import io.shardlens.execute.QueryService;
import io.shardlens.execute.ShardOutcome;
import io.shardlens.plan.QueryPlan;
import io.shardlens.rows.Column;
import io.shardlens.rows.Row;
import io.shardlens.topology.ShardId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// What is known of a query while it runs. Written by many threads, read by the screen's; however
/// often it is written, at most one repaint is waiting for the screen's thread.
final class RunningQuery implements QueryService.Progress {

  private final Executor screen;
  private final Runnable repaint;
  private final AtomicBoolean waiting = new AtomicBoolean();
  private final Map<ShardId, Long> rows = new ConcurrentHashMap<>();
  private final Map<ShardId, ShardOutcome> outcomes = new ConcurrentHashMap<>();
  private final long number;
  private volatile @Nullable QueryPlan plan;
  private volatile ShownRows merged = ShownRows.NONE;

  /// @param number counts the runs of a tab
  /// @param screen runs on the screen's thread
  /// @param repaint called there after something changed
  RunningQuery(long number, Executor screen, Runnable repaint) {
    this.number = number;
    this.screen = screen;
    this.repaint = repaint;
  }

  @Override
  public void planned(QueryPlan made) {
    plan = made;
    changed();
  }

  @Override
  public void rows(ShardId shard, long count) {
    rows.merge(shard, count, Math::max);
    changed();
  }

  @Override
  public void finished(ShardOutcome outcome) {
    outcomes.put(outcome.shard(), outcome);
    changed();
  }

  @Override
  public void merged(List<Column> columns, List<Row> determined) {
    merged = rows(columns, determined);
    changed();
  }

  /// The rows that are determined so far, none before the first.
  ShownRows merged() {
    return merged;
  }

  /// Rows of this run, as of now.
  ShownRows rows(List<Column> columns, List<Row> determined) {
    long failures =
        outcomes.values().stream().filter(outcome -> !outcome.status().isComplete()).count();
    return new ShownRows(columns, determined, number, (int) failures);
  }

  Optional<QueryPlan> plan() {
    return Optional.ofNullable(plan);
  }

  long rows(ShardId shard) {
    return rows.getOrDefault(shard, 0L);
  }

  long rows() {
    return rows.values().stream().mapToLong(Long::longValue).sum();
  }

  Optional<ShardOutcome> outcome(ShardId shard) {
    return Optional.ofNullable(outcomes.get(shard));
  }

  /// How many shards have said their last word.
  int finished() {
    return outcomes.size();
  }

  private void changed() {
    if (waiting.compareAndSet(false, true)) {
      screen.execute(() -> {
        waiting.set(false);
        repaint.run();
      });
    }
  }
}
