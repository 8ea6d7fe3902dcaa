package io.shardlens.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.execute.TableSize;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.TableName;
import io.shardlens.topology.Topology;
import io.shardlens.ui.common.TableSizes;
import io.shardlens.ui.fixtures.SampleTopologies;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;

@ExtendWith(ApplicationExtension.class)
class TableRowUiTest {
  private static final TableName NAME = new TableName("public", "settings");

  private final Topology topology = SampleTopologies.usersByRange();

  private static String shown(
      FxRobot robot, Topology topology, TableDefinition table, ShardId... answered) {
    List<TableSize> sizes =
        Stream.of(answered).map(shard -> new TableSize(NAME, shard, 12, 8_192, "", "")).toList();
    String[] words = new String[1];
    robot.interact(() -> {
      TableRow row = new TableRow(table, topology);
      row.show(new TableSizes.Sizes.Counted(sizes, Instant.EPOCH));
      words[0] = row.getAccessibleText().replace('\u202f', ' ');
    });
    return words[0];
  }

  @Test
  void knowsAnUnshardedTableFromItsOneShard(FxRobot robot) {
    TableDefinition table = new TableDefinition.Unsharded(NAME, SampleTopologies.EUROPE);
    assertThat(shown(robot, topology, table, SampleTopologies.EUROPE))
        .isEqualTo("settings, 12 rows");
  }

  @Test
  void saysAtLeastWhileAShardOfAShardedTableIsSilent(FxRobot robot) {
    TableDefinition table = new TableDefinition.Sharded(NAME, List.of("id"), "by_user");
    assertThat(shown(robot, topology, table, SampleTopologies.EUROPE, SampleTopologies.ASIA))
        .isEqualTo("settings, at least 24 rows");
  }

  @Test
  void claimsNoCountWhereNoShardAnswered(FxRobot robot) {
    TableDefinition table = new TableDefinition.Reference(NAME);
    assertThat(shown(robot, topology, table)).isEqualTo("settings, Not counted: no shard answered");
  }
}
