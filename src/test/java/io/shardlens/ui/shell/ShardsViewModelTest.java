package io.shardlens.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.execute.ShardHealth;
import io.shardlens.topology.Topology;
import io.shardlens.ui.common.Background;
import io.shardlens.ui.common.Workspace;
import io.shardlens.ui.fixtures.FakeWorkspace;
import io.shardlens.ui.fixtures.SampleTopologies;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShardsViewModelTest {
  private final Topology topology = SampleTopologies.usersByRange();
  private final Workspace workspace =
      new FakeWorkspace(topology).withDown(SampleTopologies.AFRICA).workspace();

  @Test
  void tellsWhoIsUpAndWhoIsDown() {
    ShardsViewModel shards = shards(Background.direct());
    shards.start();
    assertThat(shards.healthOf(SampleTopologies.ASIA).get()).isInstanceOf(ShardHealth.Up.class);
    assertThat(shards.healthOf(SampleTopologies.AFRICA).get()).isInstanceOf(ShardHealth.Down.class);
    assertThat(shards.summaryProperty().get())
        .isEqualTo(new ShardsViewModel.Summary(4, 4, 3, List.of("18.6")));
  }

  @Test
  void saysNothingOfAShardThatStillOwesItsFirstAnswer() {
    List<Runnable> work = new ArrayList<>();
    ShardsViewModel shards = shards(new Background(work::add, Runnable::run));
    shards.start();
    assertThat(shards.healthOf(SampleTopologies.ASIA).get()).isNull();
    assertThat(shards.summaryProperty().get().asked()).isZero();
  }

  private ShardsViewModel shards(Background background) {
    return new ShardsViewModel(topology, workspace.inspector(), background);
  }
}
