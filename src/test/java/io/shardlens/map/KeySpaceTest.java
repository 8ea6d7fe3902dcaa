package io.shardlens.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.fixtures.RandomSeed;
import io.shardlens.topology.KeyRange;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.ShardId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeySpaceTest {
  private static final ShardId A = new ShardId("a");
  private static final ShardId B = new ShardId("b");
  private static final Map<ShardId, Integer> POSITIONS = Map.of(A, 0, B, 1);

  private static KeyValue key(long key) {
    return new KeyValue.Int(key);
  }

  @Test
  void whatNobodyOwnsIsAGap() {
    KeySpace space =
        KeySpace.of(
            List.of(new KeyRange(key(0), key(10), A), new KeyRange(key(20), null, B)), POSITIONS);

    assertThat(space.lane(0).stream().map(KeySpace.Piece::interval))
        .containsExactly("(-∞, 0)", "[0, 10)", "[10, 20)", "[20, +∞)");
    assertThat(space.gaps()).isEqualTo(2);
    assertThat(space.ranges()).isEqualTo(2);
  }

  @Test
  void anEmptyKeySpaceIsOneGap() {
    KeySpace space = KeySpace.of(List.of(), POSITIONS);

    assertThat(space.lane(0)).containsExactly(new KeySpace.Piece(KeySpace.NOBODY, null, null));
  }

  @Test
  void rangesThatOverlapLieInLanes() {
    KeySpace space =
        KeySpace.of(
            List.of(new KeyRange(null, key(10), A), new KeyRange(key(5), null, B)), POSITIONS);

    assertThat(space.lanes()).isEqualTo(2);
    assertThat(space.gaps()).isZero();
    assertThat(space.find(0, key(7))).hasValue(0);
    assertThat(space.find(1, key(7))).hasValue(0);
    assertThat(space.find(1, key(4))).isEmpty();
  }

  /// Whatever the ranges are: a key lies in as many pieces as there are ranges that hold it, and in
  /// one gap where there are none.
  @Test
  void everyKeyIsWhereItsRangesAre() {
    long seed = RandomSeed.ofThisRun();
    Random random = new Random(seed);
    for (int round = 0; round < RandomSeed.cases(300, 20_000); round++) {
      List<KeyRange> ranges = new ArrayList<>();
      for (int i = random.nextInt(8); i > 0; i--) {
        long from = random.nextInt(40);
        ranges.add(
            new KeyRange(
                random.nextInt(10) == 0 ? null : key(from),
                random.nextInt(10) == 0 ? null : key(from + 1 + random.nextInt(20)),
                random.nextBoolean() ? A : B));
      }
      KeySpace space = KeySpace.of(ranges, POSITIONS);
      for (long asked = -2; asked < 65; asked++) {
        KeyValue key = key(asked);
        long expected = ranges.stream().filter(range -> range.contains(key)).count();
        long owned = 0;
        long gaps = 0;
        for (int lane = 0; lane < space.lanes(); lane++) {
          OptionalInt found = space.find(lane, key);
          if (found.isPresent()) {
            if (space.lane(lane).get(found.getAsInt()).isGap()) {
              gaps++;
            } else {
              owned++;
            }
          }
        }
        assertThat(owned).as("seed %s: %s in %s", seed, asked, ranges).isEqualTo(expected);
        assertThat(gaps).as("seed %s: %s in %s", seed, asked, ranges).isEqualTo(owned == 0 ? 1 : 0);
      }
    }
  }
}
