package io.shardlens.ui.map;

import static io.shardlens.ui.fixtures.SampleTopologies.ASIA;
import static io.shardlens.ui.fixtures.SampleTopologies.EUROPE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.shardlens.topology.BucketMap;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class HashBandTest {
  private static final BucketMap ROUTING = BucketMap.of(List.of(EUROPE, EUROPE, ASIA, EUROPE));

  @Test
  void joinsNeighboursOfOneShard() {
    assertThat(new HashBand(ROUTING, "remainder", OptionalInt.empty()).runs())
        .containsExactly(
            new HashBand.Run(EUROPE, 0, 2, "remainder"),
            new HashBand.Run(ASIA, 2, 3, "remainder"),
            new HashBand.Run(EUROPE, 3, 4, "remainder"));
  }

  @Test
  void standsTheKeyInTheMiddleOfItsRemainder() {
    BandLayout layout =
        new HashBand(ROUTING, "remainder", OptionalInt.of(2))
            .layout(400, text -> text.length() * 6.7);
    assertThat(layout.marker().orElseThrow()).isEqualTo(250, within(1e-9));
    assertThat(layout.markedSegment()).hasValue(1);
    assertThat(layout.segments().getFirst().interval()).isEqualTo("remainders 0 to 1");
  }
}
