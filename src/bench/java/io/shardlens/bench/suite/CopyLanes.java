package io.shardlens.bench.suite;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Reads one statement from all shards at once, decoded by a thread a shard, and hands the rows to
/// the calling thread as they come.
final class CopyLanes {

  private static final int BATCH_ROWS = 500;
  private static final int BATCHES_AHEAD = 16;

  /// The end of a lane.
  private static final List<List<@Nullable String>> END = List.of();

  private CopyLanes() {}

  /// In whatever order they come.
  static void any(Shards shards, String sql, RowReader rows) throws Exception {
    BlockingQueue<List<List<@Nullable String>>> queue =
        new ArrayBlockingQueue<>(BATCHES_AHEAD * SuiteData.SHARDS);
    List<Future<Boolean>> lanes = begin(shards, sql, List.of(queue, queue, queue, queue));
    for (int open = SuiteData.SHARDS; open > 0; ) {
      List<List<@Nullable String>> batch = next(queue);
      if (batch.isEmpty()) {
        open--;
      }
      batch.forEach(rows::row);
    }
    finish(lanes);
  }

  /// In the order in which each shard already has them.
  static void merged(
      Shards shards, String sql, Comparator<List<@Nullable String>> order, RowReader rows)
      throws Exception {
    List<BlockingQueue<List<List<@Nullable String>>>> queues = new ArrayList<>();
    for (int shard = 0; shard < SuiteData.SHARDS; shard++) {
      queues.add(new ArrayBlockingQueue<>(BATCHES_AHEAD));
    }
    List<Future<Boolean>> lanes = begin(shards, sql, queues);
    PriorityQueue<Lane> open =
        new PriorityQueue<>((left, right) -> order.compare(left.row(), right.row()));
    for (var queue : queues) {
      Lane lane = new Lane(queue);
      if (lane.next()) {
        open.add(lane);
      }
    }
    for (Lane first = open.poll(); first != null; first = open.poll()) {
      rows.row(first.row());
      if (first.next()) {
        open.add(first);
      }
    }
    finish(lanes);
  }

  private static final class Lane {
    private final BlockingQueue<List<List<@Nullable String>>> queue;
    private List<List<@Nullable String>> batch = END;
    private int place;

    Lane(BlockingQueue<List<List<@Nullable String>>> queue) {
      this.queue = queue;
    }

    List<@Nullable String> row() {
      return batch.get(place);
    }

    boolean next() throws Exception {
      place++;
      if (place >= batch.size()) {
        batch = CopyLanes.next(queue);
        place = 0;
      }
      return !batch.isEmpty();
    }
  }

  private static List<Future<Boolean>> begin(
      Shards shards, String sql, List<BlockingQueue<List<List<@Nullable String>>>> queues) {
    return shards.begin(
        0,
        SuiteData.SHARDS,
        (shard, connection) -> {
          Batches batches = new Batches(queues.get(shard));
          try {
            CopyText.read(connection, sql, batches);
            batches.flush();
          } finally {
            put(queues.get(shard), END);
          }
          return true;
        });
  }

  private static final class Batches implements RowReader {
    private final BlockingQueue<List<List<@Nullable String>>> queue;
    private List<List<@Nullable String>> batch = new ArrayList<>(BATCH_ROWS);

    Batches(BlockingQueue<List<List<@Nullable String>>> queue) {
      this.queue = queue;
    }

    @Override
    public void row(List<@Nullable String> cells) {
      batch.add(cells);
      if (batch.size() == BATCH_ROWS) {
        flush();
      }
    }

    void flush() {
      if (!batch.isEmpty()) {
        put(queue, batch);
        batch = new ArrayList<>(BATCH_ROWS);
      }
    }
  }

  private static void put(
      BlockingQueue<List<List<@Nullable String>>> queue, List<List<@Nullable String>> batch) {
    try {
      if (!queue.offer(batch, SuiteOptions.TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("Nobody takes the rows");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<List<@Nullable String>> next(
      BlockingQueue<List<List<@Nullable String>>> queue) throws Exception {
    List<List<@Nullable String>> batch =
        queue.poll(SuiteOptions.TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    if (batch == null) {
      throw new NoAnswer("no rows came");
    }
    return batch;
  }

  private static void finish(List<Future<Boolean>> lanes) throws Exception {
    for (Future<Boolean> lane : lanes) {
      Shards.result(lane);
    }
  }
}
