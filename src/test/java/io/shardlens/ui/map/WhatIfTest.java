package io.shardlens.ui.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.execute.MovingRows.Count;
import io.shardlens.execute.MovingRows.Moved;
import io.shardlens.execute.TableSize;
import io.shardlens.routing.KeyMoves;
import io.shardlens.routing.TopologyDiff;
import io.shardlens.topology.KeyRange;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.Topology;
import io.shardlens.ui.fixtures.FakeWorkspace;
import io.shardlens.ui.fixtures.SampleTopologies;
import java.util.List;
import org.junit.jupiter.api.Test;

class WhatIfTest {
  private static final Topology OPEN = SampleTopologies.usersByRange();
  private static final TableDefinition.Sharded USERS = SampleTopologies.users(OPEN);
  private static final List<TableSize> SIZES =
      FakeWorkspace.users().inspector().sizes(USERS.name());

  @Test
  void showsHowFullEachShardWouldBe() {
    TopologyDiff diff = TopologyDiff.between(OPEN, europeAndAsiaOnly());
    KeyMoves.Known known = (KeyMoves.Known) diff.changedRoutings().getFirst().moves();
    List<Moved> moved =
        known.moves().stream()
            .map(move -> new Moved(USERS.name(), move, new Count.Exact(1000)))
            .toList();
    WhatIf whatIf = WhatIf.of(diff, USERS, moved, SIZES);
    assertThat(whatIf.parts())
        .extracting(part -> part.move().words())
        .containsExactly(
            "keys [40000, 50000) move from Europe to Asia",
            "keys [100000, 150000) move from Americas to Asia",
            "keys [150000, +∞) move from Africa to Asia");
    assertThat(whatIf.loads())
        .extracting(load -> load.shard().label() + " " + (load.after() - load.before()))
        .containsExactly("Europe -1000", "Asia 3000", "Americas -1000", "Africa -1000");
    assertThat(whatIf.loads()).allMatch(WhatIf.Load::exact);
  }

  @Test
  void showsNoLoadsWhereRowsWereNotCounted() {
    TopologyDiff diff = TopologyDiff.between(OPEN, europeAndAsiaOnly());
    assertThat(WhatIf.of(diff, USERS, List.of(), SIZES).loads()).isEmpty();
    assertThat(WhatIf.of(diff, USERS, List.of(), SIZES).parts()).hasSize(3);
  }

  @Test
  void saysWhyThePartsCannotBeTold() {
    TopologyDiff diff = TopologyDiff.between(OPEN, SampleTopologies.usersByHash());
    assertThat(WhatIf.of(diff, USERS, List.of(), SIZES).reason())
        .contains("strategy range became hash");
  }

  private static Topology europeAndAsiaOnly() {
    KeyValue bound = new KeyValue.Int(40_000);
    return new Topology(
        OPEN.name(),
        OPEN.environment(),
        OPEN.shards(),
        List.of(
            new RoutingDefinition(
                "by_user",
                List.of(KeyType.BIGINT),
                new RoutingRule.Range(
                    List.of(
                        new KeyRange(null, bound, SampleTopologies.EUROPE),
                        new KeyRange(bound, null, SampleTopologies.ASIA))))),
        OPEN.tables());
  }
}
