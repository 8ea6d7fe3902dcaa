package io.shardlens.execute;

import io.shardlens.rows.Column;
import io.shardlens.rows.RowBatch;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Batches between the threads of the shards, which put them in, and the one thread that merges,
/// which takes them out. A shard may be some batches ahead of the merge; then its thread waits, and
/// with it its server. Where the merge takes the rows of one shard before those of the next, the
/// next ones may read on while all that waits takes no more than some bytes together: each server
/// then works before its turn comes. That begins when the first row is out, so that it comes no
/// later for it.
///
/// Only while some shard waits for its turn, because so many are being asked, does nobody else
/// wait: a merge by order needs that shard's first row, and the shard needs the turn of another
/// one.
///
/// Each shard has a lane, numbered in the order in which the merge knows them. Thread-safe.
final class Arrivals {

  /// Batches of a shard that the merge has not taken yet, where they are not held anyway.
  static final int AHEAD = 2;

  /// What became of an offered batch.
  enum Offer {
    TAKEN,
    FULL,
    /// Nobody wants more rows.
    CLOSED
  }

  private final int ahead;
  private final long aheadBytes;
  private final List<ArrivalLane> lanes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private boolean keep;

  private boolean readsAhead;

  /// The bytes of the batches that no merge has taken yet.
  private long waitingBytes;

  private int waitingForTurn;
  private boolean closed;
  private int last;

  /// Batches stay, to be taken again by another merge, until [#keepNoMore].
  ///
  /// @param ahead batches that a shard may be ahead of the merge
  /// @param aheadBytes of all batches that wait, up to which a shard may be further ahead
  Arrivals(int lanes, int ahead, long aheadBytes) {
    this.ahead = ahead;
    this.aheadBytes = aheadBytes;
    this.keep = true;
    this.lanes =
        IntStream.range(0, lanes).mapToObj(lane -> new ArrivalLane(lock.newCondition())).toList();
  }

  /// Puts in what a shard sent in an earlier run, which is all that comes from it.
  void fill(int lane, List<Column> columns, List<HeldBatch> batches) {
    lock.lock();
    try {
      ArrivalLane to = lanes.get(lane);
      to.columns = List.copyOf(columns);
      batches.forEach(batch -> add(to, batch));
      to.ended = true;
    } finally {
      lock.unlock();
    }
  }

  // ---- the threads of the shards

  /// A shard has to wait until another one is done.
  void queued(int lane) {
    lock.lock();
    try {
      lanes.get(lane).queued = true;
      waitingForTurn++;
      wakeAll();
    } finally {
      lock.unlock();
    }
  }

  /// A shard need not wait any more.
  void admitted(int lane) {
    lock.lock();
    try {
      admit(lanes.get(lane));
    } finally {
      lock.unlock();
    }
  }

  private void admit(ArrivalLane lane) {
    if (lane.queued) {
      lane.queued = false;
      waitingForTurn--;
    }
  }

  void columns(int lane, List<Column> columns) {
    lock.lock();
    try {
      lanes.get(lane).columns = List.copyOf(columns);
    } finally {
      lock.unlock();
    }
  }

  /// Puts a batch in, and waits a while for room where there is none.
  Offer offer(int lane, HeldBatch batch, Duration patience) throws InterruptedException {
    lock.lock();
    try {
      ArrivalLane to = lanes.get(lane);
      long left = patience.toNanos();
      while (!closed && !hasRoom(to, batch)) {
        if (left <= 0) {
          return Offer.FULL;
        }
        left = to.room.awaitNanos(left);
      }
      if (closed) {
        to.cut = true;
        batch.release();
        return Offer.CLOSED;
      }
      add(to, batch);
      arrived.signalAll();
      return Offer.TAKEN;
    } finally {
      lock.unlock();
    }
  }

  private boolean hasRoom(ArrivalLane lane, HeldBatch batch) {
    return lane.batches.size() - lane.taken < ahead
        || (readsAhead && waitingBytes + batch.bytes() <= aheadBytes)
        || waitingForTurn > 0;
  }

  private void add(ArrivalLane lane, HeldBatch batch) {
    lane.batches.add(batch);
    waitingBytes += batch.bytes();
  }

  /// A shard has more rows than are wanted of it, and is not asked for them.
  void cut(int lane) {
    lock.lock();
    try {
      lanes.get(lane).cut = true;
    } finally {
      lock.unlock();
    }
  }

  /// Nothing more comes from a shard.
  void ended(int lane, @Nullable ShardFailure failure) {
    lock.lock();
    try {
      ArrivalLane of = lanes.get(lane);
      admit(of);
      of.ended = true;
      of.failure = failure;
      arrived.signalAll();
    } finally {
      lock.unlock();
    }
  }

  // ---- the thread that merges

  /// The columns of a shard's rows, together with its first rows or its end; empty where it has
  /// none to say. Nobody is woken for the columns alone: there is nothing to do with them.
  Optional<List<Column>> columns(int lane) throws InterruptedException, LaneFailed {
    lock.lock();
    try {
      ArrivalLane of = lanes.get(lane);
      while (of.batches.isEmpty() && !of.ended) {
        arrived.await();
      }
      throwFailure(lane);
      return Optional.ofNullable(of.columns);
    } finally {
      lock.unlock();
    }
  }

  /// Whether [#take] would not have to wait.
  boolean isReady(int lane, int index) {
    lock.lock();
    try {
      return lanes.get(lane).isReady(index);
    } finally {
      lock.unlock();
    }
  }

  /// Whether [#ready] would not have to wait.
  boolean isReady(int[] indexes) {
    lock.lock();
    try {
      boolean all = true;
      for (int lane = 0; lane < indexes.length; lane++) {
        ArrivalLane of = lanes.get(lane);
        boolean over = of.dropped || of.ended;
        if (of.failure != null || (!of.dropped && of.batches.size() > indexes[lane])) {
          return true;
        }
        all &= over;
      }
      return all;
    } finally {
      lock.unlock();
    }
  }

  /// A batch of one lane, as soon as it is there; `null` after the last.
  ///
  /// @param index how many batches of it this merge has taken
  @Nullable RowBatch take(int lane, int index) throws InterruptedException, LaneFailed {
    HeldBatch batch = taken(lane, index);
    return batch == null ? null : batch.load();
  }

  private @Nullable HeldBatch taken(int lane, int index) throws InterruptedException, LaneFailed {
    lock.lock();
    try {
      ArrivalLane of = lanes.get(lane);
      while (!of.isReady(index)) {
        arrived.await();
      }
      throwFailure(lane);
      if (of.dropped || of.batches.size() <= index) {
        return null;
      }
      HeldBatch batch = of.batches.get(index);
      if (index >= of.taken && batch != null) {
        of.taken = index + 1;
        waitingBytes -= batch.bytes();
        wake(of);
      }
      if (!keep && index > 0) {
        // The one before was read to its end.
        of.forget(index - 1);
      }
      return batch;
    } finally {
      lock.unlock();
    }
  }

  /// The first row is out; from here on shards may be further ahead.
  void readAhead() {
    lock.lock();
    try {
      readsAhead = aheadBytes > 0;
      wakeAll();
    } finally {
      lock.unlock();
    }
  }

  /// A lane has room again. The others, which may have none of their own, are not woken for each
  /// batch, but when there is something to do.
  private void wake(ArrivalLane lane) {
    lane.room.signal();
    if (readsAhead && waitingBytes <= aheadBytes / 2) {
      wakeAll();
    }
  }

  private void wakeAll() {
    lanes.forEach(lane -> lane.room.signal());
  }

  /// The lane that has a batch to take, as soon as there is one, and all in turn where several
  /// have; -1 after the last batch of the last.
  ///
  /// @param indexes for each lane, how many batches of it this merge has taken
  int ready(int[] indexes) throws InterruptedException, LaneFailed {
    lock.lock();
    try {
      while (true) {
        boolean all = true;
        for (int i = 0; i < indexes.length; i++) {
          int lane = (last + 1 + i) % indexes.length;
          ArrivalLane of = lanes.get(lane);
          throwFailure(lane);
          if (!of.dropped && of.batches.size() > indexes[lane]) {
            last = lane;
            return lane;
          }
          all &= of.ended || of.dropped;
        }
        if (all) {
          return -1;
        }
        arrived.await();
      }
    } finally {
      lock.unlock();
    }
  }

  private void throwFailure(int lane) throws LaneFailed {
    ArrivalLane of = lanes.get(lane);
    if (of.failure != null && !of.dropped) {
      throw new LaneFailed(lane, of.failure);
    }
  }

  /// Goes on without a shard: none of its rows is handed out from here on.
  void drop(int lane) {
    lock.lock();
    try {
      lanes.get(lane).dropped = true;
      wakeAll();
    } finally {
      lock.unlock();
    }
  }

  /// Batches that were taken are forgotten from here on, and no other merge can begin.
  void keepNoMore() {
    lock.lock();
    try {
      keep = false;
      for (ArrivalLane lane : lanes) {
        for (int i = 0; i < lane.taken; i++) {
          lane.forget(i);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /// Whether nobody takes any more.
  boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  /// Nobody takes any more; whoever waits for room goes home.
  void close() {
    lock.lock();
    try {
      closed = true;
      wakeAll();
    } finally {
      lock.unlock();
    }
  }

  /// Whether a shard has ended well and all of its rows were taken in.
  boolean isComplete(int lane) {
    lock.lock();
    try {
      return lanes.get(lane).isComplete();
    } finally {
      lock.unlock();
    }
  }

  /// The columns of a shard that has ended well.
  List<Column> columnsOf(int lane) {
    lock.lock();
    try {
      List<Column> columns = lanes.get(lane).columns;
      return columns == null ? List.of() : columns;
    } finally {
      lock.unlock();
    }
  }

  /// The batches of a lane so far that were kept.
  List<HeldBatch> kept(int lane) {
    lock.lock();
    try {
      return lanes.get(lane).kept();
    } finally {
      lock.unlock();
    }
  }
}
