package io.shardlens.execute;

import io.shardlens.rows.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/// What [Arrivals] knows of one shard. Guarded by its lock.
final class ArrivalLane {

  /// What the shard's thread waits for when it has no room.
  final Condition room;

  /// In the order of their arrival, `null` where forgotten.
  final List<@Nullable HeldBatch> batches = new ArrayList<>();

  @Nullable List<Column> columns;
  @Nullable ShardFailure failure;

  /// How many batches some merge has taken.
  int taken;

  /// The shard waits for its turn to be asked.
  boolean queued;

  /// Nothing more comes.
  boolean ended;

  /// The merge goes on without it.
  boolean dropped;

  /// There are more rows than came.
  boolean cut;

  ArrivalLane(Condition room) {
    this.room = room;
  }

  /// Whether it is known if there is a batch at an index.
  boolean isReady(int index) {
    return ended || dropped || batches.size() > index;
  }

  boolean isComplete() {
    return ended && failure == null && !dropped && !cut;
  }

  void forget(int index) {
    HeldBatch batch = batches.set(index, null);
    if (batch != null) {
      batch.release();
    }
  }

  List<HeldBatch> kept() {
    List<HeldBatch> kept = new ArrayList<>();
    for (HeldBatch batch : batches) {
      if (batch != null) {
        kept.add(batch);
      }
    }
    return kept;
  }
}
