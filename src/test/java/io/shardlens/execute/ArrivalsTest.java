package io.shardlens.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shardlens.execute.Arrivals.Offer;
import io.shardlens.rows.RowBatch;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ArrivalsTest {

  private final HeldMemory memory = new HeldMemory(1 << 20);
  private final BatchStore store = new BatchStore(memory, Path.of("nowhere"));
  private final Arrivals arrivals = new Arrivals(2, Arrivals.AHEAD, 0);

  private HeldBatch batch(int number) throws ShardFailure {
    RowBatch.Builder rows = new RowBatch.Builder(0, 1);
    rows.cell(Integer.toString(number).getBytes(StandardCharsets.UTF_8));
    rows.endRow();
    return store.hold(rows.build());
  }

  private Offer offer(int lane, int number) throws Exception {
    return offer(arrivals, lane, number);
  }

  private Offer offer(Arrivals to, int lane, int number) throws Exception {
    return to.offer(lane, batch(number), Duration.ZERO);
  }

  private String taken(int lane, int index) throws Exception {
    RowBatch batch = arrivals.take(lane, index);
    return batch == null ? "end" : String.valueOf(batch.row(0).cell(0));
  }

  @Test
  void hasRoomForSoManyBatchesOfEachShard() throws Exception {
    assertThat(offer(0, 1)).isEqualTo(Offer.TAKEN);
    assertThat(offer(0, 2)).isEqualTo(Offer.TAKEN);
    assertThat(offer(0, 3)).isEqualTo(Offer.FULL);
    assertThat(offer(1, 4)).isEqualTo(Offer.TAKEN);
    assertThat(taken(0, 0)).isEqualTo("1");
    assertThat(offer(0, 3)).isEqualTo(Offer.TAKEN);
    arrivals.close();
    assertThat(offer(0, 5)).isEqualTo(Offer.CLOSED);
    arrivals.ended(0, null);
    assertThat(arrivals.isComplete(0)).as("a batch found it closed").isFalse();
  }

  @Test
  void letsAShardReadAheadWhileAllThatWaitsFitsItsBytes() throws Exception {
    Arrivals ahead = new Arrivals(2, Arrivals.AHEAD, 4 * batch(0).bytes());
    assertThat(offer(ahead, 1, 0)).isEqualTo(Offer.TAKEN);
    assertThat(offer(ahead, 1, 1)).isEqualTo(Offer.TAKEN);
    assertThat(offer(ahead, 1, 2)).as("the first row is not out").isEqualTo(Offer.FULL);
    ahead.readAhead();
    assertThat(offer(ahead, 1, 2)).isEqualTo(Offer.TAKEN);
    assertThat(offer(ahead, 1, 3)).isEqualTo(Offer.TAKEN);
    assertThat(offer(ahead, 1, 4)).isEqualTo(Offer.FULL);
    // Who comes late has as much room as without it.
    assertThat(offer(ahead, 0, 0)).isEqualTo(Offer.TAKEN);
    assertThat(offer(ahead, 0, 1)).isEqualTo(Offer.TAKEN);
    assertThat(offer(ahead, 0, 2)).isEqualTo(Offer.FULL);
    assertThat(ahead.take(0, 0)).isNotNull();
    assertThat(ahead.take(0, 1)).isNotNull();
    assertThat(offer(ahead, 1, 4)).isEqualTo(Offer.FULL);
    CompletableFuture<Offer> waiting =
        CompletableFuture.supplyAsync(() -> {
          try {
            return ahead.offer(1, batch(4), Duration.ofSeconds(20));
          } catch (InterruptedException | ShardFailure e) {
            throw new IllegalStateException(e);
          }
        });
    assertThat(ahead.take(1, 0)).isNotNull();
    assertThat(waiting.get(20, TimeUnit.SECONDS)).isEqualTo(Offer.TAKEN);
  }

  @Test
  void wakesWhoeverCanReadAheadAgain() throws Exception {
    Arrivals ahead = new Arrivals(2, Arrivals.AHEAD, 4 * batch(0).bytes());
    ahead.readAhead();
    for (int i = 0; i < 2; i++) {
      assertThat(offer(ahead, 0, i)).isEqualTo(Offer.TAKEN);
      assertThat(offer(ahead, 1, i)).isEqualTo(Offer.TAKEN);
    }
    CompletableFuture<Offer> waiting =
        CompletableFuture.supplyAsync(() -> {
          try {
            return ahead.offer(1, batch(2), Duration.ofSeconds(20));
          } catch (InterruptedException | ShardFailure e) {
            throw new IllegalStateException(e);
          }
        });
    assertThat(ahead.take(0, 0)).isNotNull();
    assertThat(ahead.take(0, 1)).isNotNull();
    assertThat(waiting.get(20, TimeUnit.SECONDS)).isEqualTo(Offer.TAKEN);
  }

  @Test
  void letsNobodyWaitWhileAShardWaitsForItsTurn() throws Exception {
    arrivals.queued(1);
    for (int i = 0; i < 10; i++) {
      assertThat(offer(0, i)).isEqualTo(Offer.TAKEN);
    }
    arrivals.admitted(1);
    assertThat(offer(0, 10)).isEqualTo(Offer.FULL);
    for (int i = 0; i < 10; i++) {
      assertThat(taken(0, i)).isEqualTo(Integer.toString(i));
    }
    assertThat(offer(0, 10)).isEqualTo(Offer.TAKEN);
  }

  @Test
  void givesAnotherMergeTheSameBatchesUntilTheyAreForgotten() throws Exception {
    assertThat(offer(0, 1)).isEqualTo(Offer.TAKEN);
    assertThat(offer(0, 2)).isEqualTo(Offer.TAKEN);
    arrivals.ended(0, null);
    for (int merge = 0; merge < 2; merge++) {
      assertThat(List.of(taken(0, 0), taken(0, 1), taken(0, 2))).containsExactly("1", "2", "end");
    }
    assertThat(arrivals.isComplete(0)).isTrue();
    arrivals.keepNoMore();
    assertThat(memory.used()).isZero();
    assertThat(arrivals.kept(0)).isEmpty();
  }

  @Test
  void takesFromWhicheverShardHasRowsInTurn() throws Exception {
    offer(0, 1);
    offer(0, 2);
    offer(1, 3);
    int[] taken = new int[2];
    int first = arrivals.ready(taken);
    taken[first]++;
    int second = arrivals.ready(taken);
    assertThat(first).isNotEqualTo(second);
    taken[second]++;
    assertThat(arrivals.ready(taken)).as("only this one has more").isZero();
    taken[0]++;
    assertThat(arrivals.isReady(taken)).isFalse();
    arrivals.ended(0, null);
    arrivals.ended(1, null);
    assertThat(arrivals.isReady(taken)).isTrue();
    assertThat(arrivals.ready(taken)).isEqualTo(-1);
  }

  @Test
  void handsOutNothingOfAShardThatFailed() throws Exception {
    offer(1, 1);
    arrivals.ended(1, new ShardFailure(ShardFailure.Kind.LOST, "gone"));
    assertThatThrownBy(() -> arrivals.take(1, 0)).isInstanceOf(LaneFailed.class);
    assertThatThrownBy(() -> arrivals.ready(new int[2])).isInstanceOf(LaneFailed.class);
    arrivals.drop(1);
    arrivals.ended(0, null);
    assertThat(taken(1, 0)).isEqualTo("end");
    assertThat(arrivals.ready(new int[2])).isEqualTo(-1);
  }
}
