package io.shardlens.ui.query;

import io.shardlens.execute.QueryService;
import io.shardlens.execute.ShardOutcome;
import io.shardlens.plan.QueryPlan;
import io.shardlens.topology.ShardId;
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
  private volatile @Nullable QueryPlan plan;

  /// @param screen runs on the screen's thread
  /// @param repaint called there after something changed
  RunningQuery(Executor screen, Runnable repaint) {
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
