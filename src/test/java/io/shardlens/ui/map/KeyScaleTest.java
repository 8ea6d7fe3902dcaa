package io.shardlens.ui.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.topology.KeyRange;
import io.shardlens.topology.KeyValue;
import io.shardlens.ui.fixtures.SampleTopologies;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeyScaleTest {

  @Test
  void showsAUsualRangeBeyondAnOpenEndWhereTheKeysInUseAreNotKnown() {
    KeyScale scale =
        KeyScale.of(List.of(range(null, 100L), range(100L, 200L), range(200L, null)), null);
    assertThat(scale).isEqualTo(new KeyScale(0, 300));
  }

  @Test
  void showsTheKeysInUseBeyondAnOpenEnd() {
    KeyScale scale =
        KeyScale.of(
            List.of(range(null, 50_000L), range(50_000L, 100_000L), range(100_000L, null)),
            new KeyScale.Extent(1, 236_411));
    assertThat(scale.first()).isEqualTo(0);
    assertThat(scale.last()).isEqualTo(250_000);
  }

  @Test
  void leavesOutKeysThatWouldSquashAllOthers() {
    KeyScale scale =
        KeyScale.of(
            List.of(range(null, 100L), range(100L, null)),
            new KeyScale.Extent(1, 9_007_199_254_740_992d));
    assertThat(scale.last()).isEqualTo(200);
  }

  @Test
  void endsAtTheBoundWhereThereIsOne() {
    assertThat(KeyScale.of(List.of(range(10L, 20L), range(20L, 40L)), new KeyScale.Extent(1, 99)))
        .isEqualTo(new KeyScale(10, 40));
  }

  @Test
  void showsSomethingForOneRangeWithoutBounds() {
    assertThat(KeyScale.of(List.of(range(null, null)), null)).isEqualTo(new KeyScale(0, 1000));
    assertThat(KeyScale.of(List.of(range(null, null)), new KeyScale.Extent(7, 93)))
        .isEqualTo(new KeyScale(0, 100));
  }

  @Test
  void placesKeysToScaleAndTicksAtRoundKeys() {
    KeyScale scale = new KeyScale(0, 250_000);
    assertThat(scale.x(50_000, 1000)).isEqualTo(200);
    assertThat(scale.ticks()).containsExactly(0d, 50_000d, 100_000d, 150_000d, 200_000d, 250_000d);
  }

  private static KeyRange range(@Nullable Long from, @Nullable Long to) {
    return new KeyRange(
        from == null ? null : new KeyValue.Int(from),
        to == null ? null : new KeyValue.Int(to),
        SampleTopologies.EUROPE);
  }
}
