package io.shardlens.execute;

import io.shardlens.rows.Column;
import io.shardlens.rows.PgType;
import io.shardlens.rows.RowBatch;
import io.shardlens.topology.ShardId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Shards that send the batches that a test says, and count what happens to them.
final class ScriptedShards implements ShardGateway {

  static final List<Column> COLUMNS = List.of(new Column("n", PgType.BIGINT));

  private final Map<ShardId, Script> scripts = new HashMap<>();

  /// What one shard does, step by step: it sends batches, gives signals and waits for them, fails,
  /// or waits for a cancel.
  static final class Script {
    private final List<Step> steps = new ArrayList<>();
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger cancels = new AtomicInteger();
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private List<Column> columns = COLUMNS;

    private interface Step {
      /// @return whether to go on
      boolean run(int source, BatchSink sink) throws ShardFailure, InterruptedException;
    }

    Script columns(List<Column> other) {
      columns = other;
      return this;
    }

    Script batch(long... numbers) {
      steps.add((source, sink) -> {
        RowBatch.Builder rows = new RowBatch.Builder(source, columns.size());
        for (long number : numbers) {
          for (int i = 0; i < columns.size(); i++) {
            rows.cell(Long.toString(number).getBytes(StandardCharsets.UTF_8));
          }
          rows.endRow();
        }
        sent.incrementAndGet();
        return sink.batch(rows.build());
      });
      return this;
    }

    Script await(CountDownLatch signal) {
      steps.add((source, sink) -> {
        if (!signal.await(20, TimeUnit.SECONDS)) {
          throw new ShardFailure(ShardFailure.Kind.LOST, "The test gave no signal");
        }
        return true;
      });
      return this;
    }

    Script signal(CountDownLatch signal) {
      steps.add((source, sink) -> {
        signal.countDown();
        return true;
      });
      return this;
    }

    Script fail(ShardFailure.Kind kind) {
      steps.add((source, sink) -> {
        throw new ShardFailure(kind, "It failed");
      });
      return this;
    }

    Script hang() {
      steps.add((source, sink) -> {
        boolean stopped = cancelled.await(20, TimeUnit.SECONDS);
        throw new ShardFailure(
            stopped ? ShardFailure.Kind.CANCELLED : ShardFailure.Kind.LOST, "Stopped");
      });
      return this;
    }

    /// Batches that were put in, or are waiting to be.
    int sent() {
      return sent.get();
    }

    int cancels() {
      return cancels.get();
    }

    int asked() {
      return asked.get();
    }
  }

  Script shard(String id) {
    return scripts.computeIfAbsent(new ShardId(id), shard -> new Script());
  }

  /// The shard is there again, with another script.
  Script revive(String id) {
    scripts.remove(new ShardId(id));
    return shard(id);
  }

  @Override
  public ShardSession openReadOnly(ShardId shard, Duration statementTimeout) {
    Script script = java.util.Objects.requireNonNull(scripts.get(shard));
    script.asked.incrementAndGet();
    return new Session(script);
  }

  @Override
  public ShardSession openForWriting(ShardId shard, Duration statementTimeout) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}

  private record Session(Script script) implements ShardSession {
    @Override
    public void copy(String query, CopySink sink) {
      throw new UnsupportedOperationException("The script says nothing of COPY");
    }

    @Override
    public List<Column> describe(String sql) {
      return script.columns;
    }

    @Override
    public void read(String sql, List<? extends Parameter> parameters, RowSink sink) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void readBatches(String sql, int source, BatchSink sink) throws ShardFailure {
      sink.columns(script.columns);
      try {
        for (Script.Step step : script.steps) {
          if (!step.run(source, sink)) {
            return;
          }
        }
      } catch (InterruptedException e) {
        throw new ShardFailure(ShardFailure.Kind.CANCELLED, "Interrupted");
      }
    }

    @Override
    public void commit() {}

    @Override
    public void cancel() {
      script.cancels.incrementAndGet();
      script.cancelled.countDown();
    }

    @Override
    public void abort() {
      script.cancelled.countDown();
    }

    @Override
    public void close() {}
  }
}
