package io.shardlens.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.shardlens.fixtures.RandomSeed;
import io.shardlens.topology.KeyRange;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.ShardId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeyAxisTest {
  private static final ShardId A = new ShardId("a");

  private static KeyAxis axis(KeyType type, KeyScale scale, KeyValue... bounds) {
    List<KeyRange> ranges = new ArrayList<>();
    for (int i = 0; i <= bounds.length; i++) {
      ranges.add(
          new KeyRange(i == 0 ? null : bounds[i - 1], i == bounds.length ? null : bounds[i], A));
    }
    return KeyAxis.of(KeySpace.of(ranges, Map.of(A, 0)), type, scale, null);
  }

  private static KeyValue key(long key) {
    return new KeyValue.Int(key);
  }

  @ParameterizedTest
  @EnumSource(KeyScale.class)
  void placesAreInTheOrderOfKeys(KeyScale scale) {
    KeyAxis axis = axis(KeyType.BIGINT, scale, key(-5), key(100), key(50_000), key(Long.MAX_VALUE));
    long seed = RandomSeed.ofThisRun();
    Random random = new Random(seed);
    for (int i = 0; i < 5_000; i++) {
      long one = random.nextLong() >> random.nextInt(64);
      long other = random.nextLong() >> random.nextInt(64);
      double left = axis.place(key(Math.min(one, other)));
      double right = axis.place(key(Math.max(one, other)));
      assertThat(left).as("seed %s: %s, %s", seed, one, other).isLessThanOrEqualTo(right);
      assertThat(axis.limits().contains(left)).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(KeyScale.class)
  void theKeyAtAPlaceIsTheOneThatIsThere(KeyScale scale) {
    KeyAxis axis = axis(KeyType.BIGINT, scale, key(0), key(1_000), key(50_000));
    for (long number : new long[] {0, 1, 17, 999, 1_000, 1_001, 30_000, 49_999}) {
      assertThat(axis.keyAt(axis.place(key(number)))).hasValue(key(number));
    }
  }

  @Test
  void whatIsSeenFirstHasAllBoundsAndRoomBesideThem() {
    Viewport home =
        axis(KeyType.BIGINT, KeyScale.LINEAR, key(50_000), key(100_000), key(150_000)).home();

    assertThat(home.from()).isEqualTo(0);
    assertThat(home.to()).isEqualTo(200_000);
  }

  @Test
  void keysInUseBeyondTheLastBoundAreSeen() {
    KeySpace space =
        KeySpace.of(
            List.of(new KeyRange(null, key(50_000), A), new KeyRange(key(50_000), null, A)),
            Map.of(A, 0));
    Viewport home =
        KeyAxis.of(space, KeyType.BIGINT, KeyScale.LINEAR, new KeyAxis.Extent(key(1), key(91_234)))
            .home();

    assertThat(home.from()).isEqualTo(0);
    assertThat(home.to()).isBetween(91_234.0, 100_000.0);
  }

  @ParameterizedTest
  @EnumSource(
      value = KeyType.class,
      names = {"SMALLINT", "INTEGER", "BIGINT", "DATE", "TIMESTAMP", "TIMESTAMPTZ"})
  void boundsAtTheEndsOfATypeHaveAPlace(KeyType type) {
    for (KeyScale scale : KeyAxis.scales(type)) {
      KeyAxis axis =
          axis(type, scale, type.ofOrdinal(type.minimum()), type.ofOrdinal(type.maximum()));
      assertThat(axis.place(type.ofOrdinal(type.minimum()))).isFinite();
      assertThat(axis.home().span()).isPositive();
      assertThat(axis.ticks(axis.home(), 8).size()).isLessThan(64);
      assertThat(axis.ticks(axis.limits(), 8).size()).isLessThan(64);
    }
  }

  @Test
  void ticksOfTimesAreRoundMoments() {
    KeyAxis axis =
        axis(
            KeyType.DATE,
            KeyScale.LINEAR,
            new KeyValue.Day(0),
            new KeyValue.Day(366),
            new KeyValue.Day(731));

    assertThat(axis.ticks(new Viewport(0, 700), 8).stream().map(KeyAxis.Tick::label))
        .startsWith("2000-01", "2000-04")
        .doesNotHaveDuplicates();
    assertThat(axis.ticks(new Viewport(59, 62), 4).stream().map(KeyAxis.Tick::label))
        .containsExactly("2000-02-29", "2000-03-01", "2000-03-02", "2000-03-03");
  }

  @Test
  void zoomingInAndOutReturns() {
    KeyAxis axis = axis(KeyType.BIGINT, KeyScale.LINEAR, key(50_000), key(100_000));
    Viewport near = axis.home().zoomed(60_000, 8, axis.limits(), axis.shortest(60_000));
    Viewport far = near.zoomed(60_000, 1.0 / 8, axis.limits(), axis.shortest(60_000));

    assertThat(near.x(60_000, 1)).isEqualTo(axis.home().x(60_000, 1), within(1e-9));
    assertThat(far.from()).isEqualTo(axis.home().from(), within(1e-6));
    assertThat(far.to()).isEqualTo(axis.home().to(), within(1e-6));
  }

  @Test
  void rowsBetweenTwoPlacesAreThoseOfTheParts() {
    KeyAxis axis = axis(KeyType.BIGINT, KeyScale.LOG, key(50_000));
    KeyDensity density =
        KeyDensity.of(
            axis,
            List.of(
                new KeyDensity.Part(key(0), key(100), 1_000),
                new KeyDensity.Part(key(100), key(300), 500),
                new KeyDensity.Part(key(150), key(150), 7)));

    assertThat(density.total()).isEqualTo(1_507);
    assertThat(density.between(axis.place(key(50)), axis.place(key(200))))
        .isEqualTo(500 + 250 + 7, within(0.001));
    assertThat(density.between(axis.limits().from(), axis.limits().to()))
        .isEqualTo(1_507, within(0.001));
  }
}
