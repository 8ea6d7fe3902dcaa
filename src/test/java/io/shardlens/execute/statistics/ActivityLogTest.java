package io.shardlens.execute.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.shardlens.fixtures.RandomSeed;
import io.shardlens.topology.ShardId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ActivityLogTest {
  private static final ShardId S1 = new ShardId("s1");
  private static final ShardId S2 = new ShardId("s2");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

  private final ActivityLog log = new ActivityLog(Duration.ofSeconds(10));

  private static ActivityCount count(ShardId shard, long second, long reads, long writes) {
    return new ActivityCount(shard, START.plusSeconds(second), "e", reads, writes);
  }

  private void add(ActivityCount... counts) {
    Map<ShardId, ActivityCount> byShard = new java.util.LinkedHashMap<>();
    for (ActivityCount count : counts) {
      byShard.put(count.shard(), count);
    }
    log.add(byShard);
  }

  private ActivityWindow window(int minutes) {
    return log.window(List.of(S1, S2), START, MINUTE, minutes);
  }

  @Test
  void theFirstCountAloneSaysNothing() {
    add(count(S1, 0, 1_000_000, 5));
    assertThat(window(1).isEmpty()).isTrue();
    assertThat(window(1).reads(0, 0)).isNaN();
  }

  @Test
  void aDifferenceIsARateOfTheTimeThatIsKnown() {
    add(count(S1, 0, 1_000_000, 5));
    add(count(S1, 10, 1_000_500, 25));
    assertThat(window(1).reads(0, 0)).isEqualTo(50);
    assertThat(window(1).writes(0, 0)).isEqualTo(2);
    assertThat(window(1).reads(1, 0)).isNaN();
  }

  @Test
  void aDifferenceOverTwoMinutesIsSplitAndNothingIsLost() {
    add(count(S1, 57, 0, 0));
    List<ActivityPart> parts = log.add(Map.of(S1, count(S1, 67, 101, 7)));
    assertThat(parts).hasSize(2);
    assertThat(parts.stream().mapToLong(ActivityPart::reads).sum()).isEqualTo(101);
    assertThat(parts.stream().mapToLong(ActivityPart::writes).sum()).isEqualTo(7);
    assertThat(parts).extracting(ActivityPart::millis).containsExactly(3_000L, 7_000L);
  }

  @Test
  void aCounterThatGoesDownGivesNoDataAndNeverANegative() {
    add(count(S1, 0, 1_000, 1_000));
    add(count(S1, 10, 5, 2_000));
    assertThat(window(1).reads(0, 0)).isNaN();
    assertThat(window(1).writes(0, 0)).isNaN();
    add(count(S1, 20, 15, 2_010));
    assertThat(window(1).reads(0, 0)).isEqualTo(1);
  }

  @Test
  void aResetThatWasOvertakenByNewCountsGivesNoData() {
    add(count(S1, 0, 10, 10));
    log.add(Map.of(S1, new ActivityCount(S1, START.plusSeconds(10), "other", 5_000, 5_000)));
    assertThat(window(1).isEmpty()).isTrue();
  }

  @Test
  void aMissingSampleGivesNoDataForItsShardAlone() {
    add(count(S1, 0, 0, 0), count(S2, 0, 0, 0));
    add(count(S2, 10, 10, 0));
    add(count(S1, 20, 1_000, 0), count(S2, 20, 20, 0));
    assertThat(window(1).reads(0, 0)).isNaN();
    assertThat(window(1).reads(1, 0)).isEqualTo(1);
  }

  @Test
  void aPauseAndAClockThatWentBackGiveNoData() {
    add(count(S1, 0, 0, 0));
    add(count(S1, 600, 1_000, 0));
    add(count(S1, 590, 2_000, 0));
    assertThat(window(11).isEmpty()).isTrue();
  }

  @Test
  void whatIsOlderThanADayIsKnownByTheQuarterAndThenForgotten() {
    log.add(part(0, 900));
    log.add(part(1, 100));
    log.add(part(ActivityLog.MINUTES + 20, 60));
    ActivityWindow quarter = log.window(List.of(S1), START, Duration.ofMinutes(15), 1);
    assertThat(quarter.reads(0, 0)).isCloseTo(1_000 / 120.0, within(0.001));
    log.add(part(8 * 24 * 60, 60));
    assertThat(log.window(List.of(S1), START, Duration.ofMinutes(15), 1).isEmpty()).isTrue();
  }

  private static ActivityPart part(long minute, long reads) {
    long first = START.toEpochMilli() / ActivityLog.MINUTE;
    return new ActivityPart(S1, ActivityLog.MINUTE, first + minute, reads, 0, 60_000);
  }

  /// What is known, taken apart and put together, is the same: nothing is counted twice.
  @Test
  void theKnownPartsMakeTheSameLog() {
    long seed = RandomSeed.ofThisRun();
    Random random = new Random(seed);
    for (int i = 0; i < 3_000; i++) {
      log.add(part(i + random.nextInt(3), random.nextInt(1_000)));
    }
    ActivityLog again = new ActivityLog(Duration.ofSeconds(10));
    log.parts().forEach(again::add);
    assertThat(again.parts()).as("seed %d", seed).isEqualTo(log.parts());
    assertThat(log.parts()).hasSizeBetween(1_000, ActivityLog.MINUTES + ActivityLog.QUARTERS);
  }
}
