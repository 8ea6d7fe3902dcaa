package io.shardlens.execute;

import io.shardlens.rows.Column;
import io.shardlens.rows.Row;
import io.shardlens.rows.RowBatch;
import io.shardlens.rows.RowCursor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows for a merge as they arrive: those of one lane, or of all lanes, whichever has some. Waits
/// for the servers. Used by the thread that merges.
abstract sealed class ArrivalCursor implements RowCursor {

  private final List<Column> columns;
  private @Nullable RowBatch batch;
  private int next;

  private ArrivalCursor(List<Column> columns) {
    this.columns = columns;
  }

  /// Whoever runs the merge.
  interface Supervisor {

    /// The merge has to wait for rows.
    void waits();

    /// The merge takes the first batch of a lane, or its end.
    void begins(int lane) throws InterruptedException, LaneFailed;

    /// A shard failed.
    ///
    /// @return whether the merge goes on without it, as if it had ended
    boolean goesOn(LaneFailed failed);
  }

  /// Goes through a merge, which knows nothing of waiting and of servers, to whoever runs it.
  static final class Interruption extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Exception reason;

    Interruption(Exception reason) {
      super(reason);
      this.reason = reason;
    }

    Exception reason() {
      return reason;
    }
  }

  @Override
  public List<Column> columns() {
    return columns;
  }

  @Override
  public @Nullable Row next() {
    RowBatch current = batch;
    while (current == null || next == current.size()) {
      try {
        current = nextBatch();
      } catch (InterruptedException | LaneFailed e) {
        throw new Interruption(e);
      }
      batch = current;
      next = 0;
      if (current == null) {
        return null;
      }
    }
    return current.row(next++);
  }

  /// The next batch, `null` when there is none left.
  abstract @Nullable RowBatch nextBatch() throws InterruptedException, LaneFailed;

  /// The rows of one lane.
  static final class OfOne extends ArrivalCursor {
    private final Arrivals arrivals;
    private final Supervisor supervisor;
    private final int lane;
    private int taken;

    OfOne(List<Column> columns, Arrivals arrivals, Supervisor supervisor, int lane) {
      super(columns);
      this.arrivals = arrivals;
      this.supervisor = supervisor;
      this.lane = lane;
    }

    @Override
    @Nullable RowBatch nextBatch() throws InterruptedException, LaneFailed {
      try {
        if (!arrivals.isReady(lane, taken)) {
          supervisor.waits();
        }
        if (taken == 0) {
          supervisor.begins(lane);
        }
        return arrivals.take(lane, taken++);
      } catch (LaneFailed failed) {
        if (supervisor.goesOn(failed)) {
          return null;
        }
        throw failed;
      }
    }
  }

  /// The rows of all lanes, batch by batch as they arrive, so that no shard waits for another. The
  /// order of the batches is that of their arrival, and another one the next time.
  static final class OfAny extends ArrivalCursor {
    private final Arrivals arrivals;
    private final Supervisor supervisor;
    private final int[] taken;

    OfAny(List<Column> columns, Arrivals arrivals, Supervisor supervisor, int lanes) {
      super(columns);
      this.arrivals = arrivals;
      this.supervisor = supervisor;
      this.taken = new int[lanes];
    }

    @Override
    @Nullable RowBatch nextBatch() throws InterruptedException, LaneFailed {
      while (true) {
        try {
          if (!arrivals.isReady(taken)) {
            supervisor.waits();
          }
          int lane = arrivals.ready(taken);
          if (lane < 0) {
            for (int i = 0; i < taken.length; i++) {
              begin(i);
            }
            return null;
          }
          begin(lane);
          return arrivals.take(lane, taken[lane]++);
        } catch (LaneFailed failed) {
          if (!supervisor.goesOn(failed)) {
            throw failed;
          }
        }
      }
    }

    private void begin(int lane) throws InterruptedException, LaneFailed {
      if (taken[lane] == 0) {
        supervisor.begins(lane);
      }
    }
  }
}
