package io.shardlens.execute;

import io.shardlens.rows.RowBatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.Cleaner;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Keeps the batches of one result: in memory while the service's memory for results lasts, then in
/// a private file. What it has taken is given back when nobody can reach its batches any more.
/// Thread-safe.
final class BatchStore {

  private static final Cleaner CLEANER = Cleaner.create();

  private final HeldMemory memory;
  private final Path folder;
  private final AtomicLong taken = new AtomicLong();
  private final AtomicLong held = new AtomicLong();
  private @Nullable SpillFile file;

  /// @param folder where a file is made, if one is needed
  BatchStore(HeldMemory memory, Path folder) {
    this.memory = memory;
    this.folder = folder;
    AtomicLong owed = taken;
    CLEANER.register(this, () -> memory.give(owed.getAndSet(0)));
  }

  static BatchStore standard(HeldMemory memory) {
    return new BatchStore(memory, Path.of(System.getProperty("java.io.tmpdir")));
  }

  /// @throws ShardFailure of kind BUDGET when the batch fits neither in memory nor on disk
  HeldBatch hold(RowBatch batch) throws ShardFailure {
    long bytes = batch.retainedBytes();
    held.addAndGet(bytes);
    if (memory.take(bytes)) {
      taken.addAndGet(bytes);
      return new InMemory(batch, bytes);
    }
    try {
      SpillFile spill = file();
      return new OnDisk(spill, spill.append(batch.toBytes()), batch.size(), bytes);
    } catch (IOException e) {
      throw new ShardFailure(
          ShardFailure.Kind.BUDGET,
          "The rows fit neither in memory nor in a file in "
              + folder
              + " ("
              + e.getMessage()
              + "); name fewer columns, or narrow the query by a condition");
    }
  }

  /// The bytes of rows that were ever kept here.
  long heldBytes() {
    return held.get();
  }

  /// Whether memory was not enough.
  synchronized boolean isSpilled() {
    return file != null;
  }

  private synchronized SpillFile file() throws IOException {
    SpillFile known = file;
    if (known == null) {
      known = SpillFile.in(folder);
      file = known;
    }
    return known;
  }

  /// Holds on to its store, whose memory it counts as.
  private final class InMemory implements HeldBatch {
    private final int size;
    private final long bytes;
    private final AtomicLong owed;
    private volatile @Nullable RowBatch batch;

    InMemory(RowBatch batch, long bytes) {
      this.batch = batch;
      this.size = batch.size();
      this.bytes = bytes;
      this.owed = new AtomicLong(bytes);
    }

    @Override
    public int size() {
      return size;
    }

    @Override
    public long bytes() {
      return bytes;
    }

    @Override
    public RowBatch load() {
      return java.util.Objects.requireNonNull(batch, "released");
    }

    @Override
    public void release() {
      batch = null;
      long given = owed.getAndSet(0);
      taken.addAndGet(-given);
      memory.give(given);
    }
  }

  private record OnDisk(SpillFile file, SpillFile.Place place, int size, long bytes)
      implements HeldBatch {
    @Override
    public RowBatch load() {
      try {
        return file.read(place);
      } catch (IOException e) {
        throw new UncheckedIOException("Rows that were written to disk cannot be read back", e);
      }
    }

    @Override
    public void release() {
      // The file is as long as the result was, and goes with it.
    }
  }
}
