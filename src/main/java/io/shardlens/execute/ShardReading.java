package io.shardlens.execute;

import io.shardlens.execute.Scatter.Answer;
import io.shardlens.rows.Column;
import io.shardlens.rows.RowBatch;
import io.shardlens.topology.ShardId;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/// What each shard's thread does in a [PushedRun]: it reads the statement's rows into [Arrivals].
/// Thread-safe.
final class ShardReading implements Scatter.ClockedTask<Long> {

  /// Half of what an idle transaction is allowed by the session's settings.
  private static final Duration TOUCHED_EVERY = Duration.ofSeconds(20);

  private final String sql;
  private final List<ShardId> shards;
  private final Map<ShardId, Integer> positions;
  private final Map<ShardId, Integer> lanes = new HashMap<>();
  private final long mostRows;
  private final Arrivals arrivals;
  private final BatchStore store;
  private final ResultBuilder result;
  private final QueryService.Progress progress;
  private final AtomicLongArray rows;
  private final Map<ShardId, Answer<Long>> earlier = new LinkedHashMap<>();
  private volatile boolean handedOn;

  /// @param shards one for each lane
  /// @param mostRows that the merge can need of one shard
  /// @param positions of all shards in the topology
  ShardReading(
      String sql,
      List<ShardId> shards,
      long mostRows,
      Map<ShardId, Integer> positions,
      Arrivals arrivals,
      BatchStore store,
      ResultBuilder result,
      QueryService.Progress progress) {
    this.sql = sql;
    this.shards = shards;
    this.mostRows = mostRows;
    this.positions = positions;
    this.arrivals = arrivals;
    this.store = store;
    this.result = result;
    this.progress = progress;
    this.rows = new AtomicLongArray(shards.size());
    for (int lane = 0; lane < shards.size(); lane++) {
      lanes.put(shards.get(lane), lane);
    }
  }

  List<ShardId> shards() {
    return shards;
  }

  /// Takes over what became of some shards in an earlier run; before the run.
  ///
  /// @param askAgain whether shards that failed are asked again
  void resume(AnsweredParts parts, boolean askAgain) {
    for (int lane = 0; lane < shards.size(); lane++) {
      ShardId shard = shards.get(lane);
      Optional<AnsweredParts.Part> part = parts.part(shard);
      Optional<Answer.Unanswered<Long>> failure = parts.failure(shard);
      if (part.isPresent()) {
        arrivals.fill(lane, part.get().columns(), part.get().batches());
        rows.set(lane, part.get().answer().value());
        progress.rows(shard, rows.get(lane));
        result.answeredEarlier(shard);
        earlier.put(shard, part.get().answer());
        progress.finished(result.completed(shard, rows.get(lane)));
      } else if (failure.isPresent() && !askAgain) {
        earlier.put(shard, failure.get());
        ended(shard, failure.get());
      }
    }
  }

  /// The shards that are to be asked.
  List<ShardId> asked() {
    return shards.stream().filter(shard -> !earlier.containsKey(shard)).toList();
  }

  /// What became in an earlier run of those that are not asked.
  Map<ShardId, Answer<Long>> earlier() {
    return earlier;
  }

  /// The place of a lane's shard in the topology.
  int source(int lane) {
    return java.util.Objects.requireNonNull(positions.get(shards.get(lane)));
  }

  private int lane(ShardId shard) {
    return java.util.Objects.requireNonNull(lanes.get(shard));
  }

  /// The rows that a shard has delivered.
  long rows(int lane) {
    return rows.get(lane);
  }

  /// Somebody has seen rows of the result.
  void handOn() {
    handedOn = true;
    arrivals.keepNoMore();
  }

  boolean isHandedOn() {
    return handedOn;
  }

  @Override
  public void queued(ShardId shard, ServerClock clock) {
    clock.pause();
    arrivals.queued(lane(shard));
  }

  @Override
  public void admitted(ShardId shard, ServerClock clock) {
    clock.resume();
    arrivals.admitted(lane(shard));
  }

  @Override
  public Long run(ShardId shard, ShardSession session, ServerClock clock) throws ShardFailure {
    int lane = lane(shard);
    session.readBatches(sql, source(lane), new Lane(lane, session, clock));
    return rows.get(lane);
  }

  /// A shard has said its last word.
  void ended(ShardId shard, Answer<Long> answer) {
    boolean stopped = arrivals.isClosed();
    @Nullable ShardFailure failure =
        answer instanceof Answer.Unanswered<Long> unanswered ? unanswered.failure() : null;
    if (failure == null || (stopped && failure.kind() == ShardFailure.Kind.CANCELLED)) {
      progress.finished(result.completed(shard, rows.get(lane(shard))));
    } else {
      progress.finished(ResultBuilder.outcomeOf(shard, failure, answer.millis()));
    }
    // Whoever watches hears of a failure before the merge begins anew without the shard.
    arrivals.ended(lane(shard), failure);
  }

  /// Takes one shard's batches on its thread.
  private final class Lane implements BatchSink {
    private final int lane;
    private final ShardSession session;
    private final ServerClock clock;

    Lane(int lane, ShardSession session, ServerClock clock) {
      this.lane = lane;
      this.session = session;
      this.clock = clock;
    }

    @Override
    public void columns(List<Column> columns) {
      arrivals.columns(lane, columns);
    }

    @Override
    public boolean batch(RowBatch batch) throws ShardFailure {
      progress.rows(shards.get(lane), rows.addAndGet(lane, batch.size()));
      boolean taken = put(store.hold(batch));
      if (rows.get(lane) >= mostRows) {
        arrivals.cut(lane);
        return false;
      }
      // Looked at after the clock runs again: who stops the waiting ones has either closed before,
      // or sees the clock run.
      return taken && !arrivals.isClosed();
    }

    private boolean put(HeldBatch batch) throws ShardFailure {
      clock.pause();
      try {
        Arrivals.Offer offer = arrivals.offer(lane, batch, TOUCHED_EVERY);
        while (offer == Arrivals.Offer.FULL) {
          clock.resume();
          session.touch();
          clock.pause();
          offer = arrivals.offer(lane, batch, TOUCHED_EVERY);
        }
        return offer == Arrivals.Offer.TAKEN;
      } catch (InterruptedException e) {
        throw new ShardFailure(ShardFailure.Kind.CANCELLED, "Cancelled");
      } finally {
        clock.resume();
      }
    }
  }
}
