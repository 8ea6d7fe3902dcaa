package io.shardlens.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.execute.MergeServer;
import io.shardlens.execute.MergeServers;
import io.shardlens.execute.MergeSession;
import io.shardlens.execute.TextOrder;
import io.shardlens.execute.TransferEstimate;
import io.shardlens.plan.MergeStep.Gathered;
import io.shardlens.plan.MergeStep.GatheredColumn;
import io.shardlens.plan.MergeStep.GatheredPart;
import io.shardlens.topology.ShardId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MergePlaceTest {

  private static final ShardId FIRST = new ShardId("s1");
  private static final ShardId SECOND = new ShardId("s2");

  private static final Gathered STEP =
      new Gathered(
          FIRST,
          Gathered.Content.TABLES,
          List.of(
              new GatheredPart(
                  "users",
                  List.of(new GatheredColumn("id", "bigint", "")),
                  "SELECT \"id\" FROM users",
                  List.of(FIRST, SECOND))),
          "SELECT id FROM users");

  private static final MergePlace TWO_SERVERS =
      new MergePlace("s1", MergeServers.of(List.of(new Named("A"), new Named("B"))));

  /// A server of which only the name is asked.
  private record Named(String name) implements MergeServer {
    @Override
    public MergeSession open(TextOrder text, Duration timeout) {
      throw new UnsupportedOperationException();
    }
  }

  private static TransferEstimate estimate(ShardId shard, long rows, long bytes) {
    return new TransferEstimate(shard, rows, bytes);
  }

  @Test
  void namesTheSessionAndTheServersInTheirOrder() {
    assertThat(TWO_SERVERS.words())
        .isEqualTo(
            "in a session on s1 where no more than 50,000 rows are gathered, else on A, or where"
                + " that cannot, on B");
    assertThat(new MergePlace("s1", MergeServers.NONE).words()).isEqualTo("in a session on s1");
    assertThat(new MergePlace("s1", new MergeServers(List.of(new Named("A")), 0)).words())
        .isEqualTo("on A");
  }

  @Test
  void choosesByWhatAllShardsExpectToSend() {
    assertThat(
            TWO_SERVERS.expected(
                STEP, List.of(estimate(FIRST, 25_000, 100), estimate(SECOND, 25_000, 100))))
        .contains("in a session on s1");
    assertThat(
            TWO_SERVERS.expected(
                STEP, List.of(estimate(FIRST, 25_000, 100), estimate(SECOND, 25_001, 100))))
        .contains("on A");
    assertThat(
            TWO_SERVERS.expected(
                STEP, List.of(estimate(FIRST, 2, 1), estimate(SECOND, 3, 17L << 20))))
        .contains("on A");
    assertThat(
            new MergePlace("s1", MergeServers.NONE)
                .expected(STEP, List.of(estimate(FIRST, 900_000, 1))))
        .contains("in a session on s1");
  }

  @Test
  void leavesItOpenWhereAShardSaysNothingThatCouldBeMuch() {
    assertThat(TWO_SERVERS.expected(STEP, List.of(estimate(FIRST, 10, 100)))).isEmpty();
    assertThat(TWO_SERVERS.expected(STEP, List.of(estimate(SECOND, 90_000, 100)))).contains("on A");
  }
}
