package io.shardlens.ui.map;

import static io.shardlens.ui.fixtures.SampleTopologies.AFRICA;
import static io.shardlens.ui.fixtures.SampleTopologies.ASIA;
import static io.shardlens.ui.fixtures.SampleTopologies.EUROPE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.shardlens.topology.KeyRange;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingRule;
import io.shardlens.ui.fixtures.SampleTopologies;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RangeBandTest {
  private static final double WIDTH = 1000;
  private static final RoutingRule.Range USERS =
      (RoutingRule.Range) SampleTopologies.usersByRange().routings().getFirst().rule();

  @Test
  void laysSegmentsSideBySideOverTheWholeWidth() {
    BandLayout layout = layout(USERS, null);
    assertThat(layout.segments()).hasSize(4);
    double x = 0;
    for (BandLayout.Segment segment : layout.segments()) {
      assertThat(segment.x()).isEqualTo(x, within(1e-9));
      x = segment.right();
    }
    assertThat(x).isEqualTo(WIDTH, within(1e-9));
    assertThat(layout.segments().getFirst().openLeft()).isTrue();
    assertThat(layout.segments().getLast().openRight()).isTrue();
  }

  @Test
  void drawsBoundedRangesToScale() {
    BandLayout layout = layout(USERS, null);
    assertThat(layout.segments().get(1).width())
        .isEqualTo(layout.segments().get(2).width(), within(1e-9));
  }

  @Test
  void standsAKeyOnABoundAtTheEdgeOfTheRangeThatOwnsIt() {
    BandLayout layout = layout(USERS, new KeyValue.Int(50_000));
    assertThat(layout.markedSegment()).hasValue(1);
    assertThat(layout.marker().orElseThrow()).isEqualTo(layout.segments().get(1).x());
  }

  @Test
  void standsAKeyOutOfTheScaleOnTheOpenEnd() {
    BandLayout layout = layout(USERS, new KeyValue.Int(Long.MAX_VALUE));
    assertThat(layout.markedSegment()).hasValue(3);
    assertThat(layout.marker().orElseThrow())
        .isEqualTo(WIDTH - BandLayout.OPEN_END / 2, within(1e-9));
    assertThat(layout(USERS, new KeyValue.Int(Long.MIN_VALUE)).marker().orElseThrow())
        .isEqualTo(BandLayout.OPEN_END / 2, within(1e-9));
  }

  @Test
  void showsGapsAsSegmentsWithoutAShard() {
    RoutingRule.Range gappy =
        new RoutingRule.Range(
            List.of(range(0L, 10L, EUROPE), range(20L, 30L, ASIA), range(30L, null, AFRICA)));
    assertThat(new RangeBand(gappy, KeyType.BIGINT, null, null).pieces())
        .extracting(RangeBand.Piece::shard)
        .containsExactly(
            Optional.empty(),
            Optional.of(EUROPE),
            Optional.empty(),
            Optional.of(ASIA),
            Optional.of(AFRICA));
    assertThat(layout(gappy, new KeyValue.Int(15)).markedSegment()).hasValue(2);
  }

  @Test
  void givesTextKeysEqualWidths() {
    RoutingRule.Range names =
        new RoutingRule.Range(
            List.of(
                new KeyRange(null, new KeyValue.Text("m"), EUROPE),
                new KeyRange(new KeyValue.Text("m"), null, ASIA)));
    BandLayout layout =
        new RangeBand(names, KeyType.TEXT, null, new KeyValue.Text("zoe"))
            .layout(WIDTH, text -> text.length() * 6.7);
    assertThat(layout.segments().getFirst().width()).isEqualTo(WIDTH / 2, within(1e-9));
    assertThat(layout.markedSegment()).hasValue(1);
  }

  @Test
  void neverLetsLabelsOverlap() {
    long seed = 20_261_123;
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      List<Long> bounds =
          random.longs(1 + random.nextInt(40), 0, 1_000_000).distinct().sorted().boxed().toList();
      double width = 300 + random.nextInt(1500);
      BandLayout layout =
          new RangeBand(ranges(bounds), KeyType.BIGINT, null, null)
              .layout(width, text -> text.length() * 6.7);
      double taken = Double.NEGATIVE_INFINITY;
      for (BandLayout.Mark mark : layout.marks()) {
        if (mark.label().isEmpty()) {
          continue;
        }
        double length = mark.label().length() * 6.7;
        double left =
            switch (mark.anchor()) {
              case LEFT -> mark.x();
              case CENTRE -> mark.x() - length / 2;
              case RIGHT -> mark.x() - length;
            };
        assertThat(left).as("seed %d, round %d, %s", seed, round, mark).isGreaterThan(taken);
        taken = left + length;
      }
    }
  }

  private static BandLayout layout(RoutingRule.Range routing, @Nullable KeyValue marker) {
    return new RangeBand(routing, KeyType.BIGINT, null, marker)
        .layout(WIDTH, text -> text.length() * 6.7);
  }

  private static RoutingRule.Range ranges(List<Long> bounds) {
    List<KeyRange> ranges = new java.util.ArrayList<>();
    @Nullable Long from = null;
    for (Long bound : bounds) {
      ranges.add(range(from, bound, EUROPE));
      from = bound;
    }
    ranges.add(range(from, null, ASIA));
    return new RoutingRule.Range(ranges);
  }

  private static KeyRange range(
      @Nullable Long from, @Nullable Long to, io.shardlens.topology.ShardId shard) {
    return new KeyRange(
        from == null ? null : new KeyValue.Int(from),
        to == null ? null : new KeyValue.Int(to),
        shard);
  }
}
