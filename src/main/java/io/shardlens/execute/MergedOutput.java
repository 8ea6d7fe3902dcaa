package io.shardlens.execute;

import io.shardlens.rows.Column;
import io.shardlens.rows.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Where merged rows go. Used by the thread that merges.
abstract sealed class MergedOutput {

  /// A merge begins, and what an earlier one brought is forgotten.
  ///
  /// @param columns those that are shown, and not those that are there for the order only
  abstract void begin(List<Column> columns);

  /// The next row of a lane is no part of the result.
  abstract void skip(int lane);

  /// @return whether more rows are wanted
  abstract boolean row(int lane, Row row);

  /// The merge has to wait for rows.
  void waits() {}

  /// Whether nobody has seen a row yet, so that another merge can begin.
  abstract boolean canBeginAnew();

  /// Holds the rows, packed as they came, for whoever wants to look at them in any order.
  static final class Held extends MergedOutput {

    /// How often the rows so far are shown while they come without a pause; before a pause they
    /// are. The clock is looked at so seldom that it costs nothing.
    private static final long SHOWN_EVERY = 100_000_000;

    private static final int CLOCK_ROWS = 256;

    private final int lanes;
    private final IntFunction<List<HeldBatch>> batches;
    private final QueryService.Progress progress;
    private MergedOrder order;
    private List<Column> columns = List.of();
    private long shownAt = System.nanoTime();
    private int shown;

    /// @param batches the batches of a lane that were taken so far
    Held(int lanes, IntFunction<List<HeldBatch>> batches, QueryService.Progress progress) {
      this.lanes = lanes;
      this.batches = batches;
      this.progress = progress;
      this.order = new MergedOrder(lanes);
    }

    @Override
    void begin(List<Column> found) {
      columns = found;
      order = new MergedOrder(lanes);
      shown = 0;
    }

    @Override
    void skip(int lane) {
      order.skip(lane);
    }

    @Override
    boolean row(int lane, Row row) {
      order.add(lane);
      if (order.size() % CLOCK_ROWS == 0 && System.nanoTime() - shownAt > SHOWN_EVERY) {
        show();
      }
      return true;
    }

    @Override
    void waits() {
      if (order.size() > shown) {
        show();
      }
    }

    private void show() {
      shown = order.size();
      shownAt = System.nanoTime();
      progress.merged(columns, rows());
    }

    @Override
    boolean canBeginAnew() {
      return true;
    }

    List<Column> columns() {
      return columns;
    }

    List<Row> rows() {
      List<List<HeldBatch>> all = new ArrayList<>();
      for (int lane = 0; lane < lanes; lane++) {
        all.add(batches.apply(lane));
      }
      return order.rows(all, columns.size());
    }
  }

  /// Hands the rows on. Until so many bytes of them have arrived they wait, because what is handed
  /// on cannot be taken back when a shard is lost.
  static final class Streamed extends MergedOutput {
    private final ResultConsumer consumer;
    private final BatchStore store;
    private final long heldBytes;
    private final Runnable handedOn;
    private @Nullable List<Row> waiting = new ArrayList<>();
    private List<Column> columns = List.of();
    private long rows;

    /// @param handedOn called before the first row is handed on
    Streamed(ResultConsumer consumer, BatchStore store, long heldBytes, Runnable handedOn) {
      this.consumer = consumer;
      this.store = store;
      this.heldBytes = heldBytes;
      this.handedOn = handedOn;
    }

    @Override
    void begin(List<Column> found) {
      columns = found;
      if (waiting != null) {
        waiting.clear();
      }
    }

    @Override
    void skip(int lane) {}

    @Override
    boolean row(int lane, Row row) {
      Row shown = row.first(columns.size());
      if (waiting == null) {
        rows++;
        return consumer.row(shown);
      }
      waiting.add(shown);
      return store.heldBytes() <= heldBytes || handOn();
    }

    @Override
    boolean canBeginAnew() {
      return waiting != null;
    }

    /// Hands on what waits; from now on nothing does.
    boolean handOn() {
      List<Row> held = waiting;
      if (held == null) {
        return true;
      }
      waiting = null;
      handedOn.run();
      consumer.columns(columns);
      for (Row row : held) {
        rows++;
        if (!consumer.row(row)) {
          return false;
        }
      }
      return true;
    }

    List<Column> columns() {
      return columns;
    }

    /// The rows that were handed on.
    long rows() {
      return rows;
    }
  }
}
