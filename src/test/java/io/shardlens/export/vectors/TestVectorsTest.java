package io.shardlens.export.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shardlens.export.common.NotExpressibleException;
import io.shardlens.fixtures.EveryRouting;
import io.shardlens.topology.Environment;
import io.shardlens.topology.KeyFormatException;
import io.shardlens.topology.KeyRange;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.NullPolicy;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.TableName;
import io.shardlens.topology.Topology;
import io.shardlens.ui.fixtures.SampleTopologies;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class TestVectorsTest {

  private static final ShardId A = new ShardId("a");
  private static final ShardId B = new ShardId("b, the \"second\"");

  private static String vectors(List<String> columns, RoutingDefinition routing, int count)
      throws NotExpressibleException {
    TableDefinition.Sharded table =
        new TableDefinition.Sharded(new TableName("public", "rows"), columns, routing.name());
    Topology topology =
        new Topology("t", Environment.DEV, List.of(), List.of(routing), List.of(table));
    return TestVectors.of(topology, table, count);
  }

  @Test
  void listBoundsWithTheirNeighboursAndExtremes() throws NotExpressibleException {
    Topology topology = SampleTopologies.usersByRange();
    String text = TestVectors.of(topology, topology.shardedTables().getFirst(), 0);

    assertThat(text).startsWith("id,shard\r\n").endsWith("\r\n");
    assertThat(text.split("\r\n"))
        .contains(
            "49999,shard_1",
            "50000,shard_2",
            "50001,shard_2",
            "-9223372036854775808,shard_1",
            "-1,shard_1",
            "9223372036854775807,shard_4");
  }

  @Test
  void writeTextsAsRfc4180SaysAndNullAsNothing() throws NotExpressibleException {
    RoutingDefinition routing =
        new RoutingDefinition(
            "r",
            List.of(KeyType.TEXT),
            List.of(),
            new RoutingRule.ListOfValues(
                Map.of(new KeyValue.Text("x,\"y\"\nz"), B), Optional.empty()),
            new NullPolicy.To(A),
            Map.of(List.of(new KeyValue.Text("vip")), B));

    assertThat(vectors(List.of("shard"), routing, 0))
        .startsWith("shard,expected_shard\r\n")
        .contains("\r\nvip,\"b, the \"\"second\"\"\"\r\n")
        .contains("\r\n\"x,\"\"y\"\"\nz\",\"b, the \"\"second\"\"\"\r\n")
        .contains("\r\n\"\",\r\n")
        .contains("\r\n,a\r\n");
  }

  @Test
  void leaveOutNullThatMayLieEverywhere() throws NotExpressibleException {
    RoutingDefinition routing =
        new RoutingDefinition(
            "r",
            List.of(KeyType.BIGINT),
            List.of(),
            new RoutingRule.Range(List.of(new KeyRange(null, null, A))),
            new NullPolicy.Anywhere(),
            Map.of());

    assertThat(vectors(List.of("id"), routing, 5)).doesNotContain("\r\n,").contains("\r\n0,a");
  }

  @Test
  void giveTheSchemaOfATenant() throws NotExpressibleException {
    RoutingDefinition routing =
        new RoutingDefinition(
            "r",
            List.of(KeyType.INTEGER),
            new RoutingRule.Tenants(Map.of(), Optional.of(new RoutingRule.Tenant(A, "tenant_*"))));

    assertThat(vectors(List.of("id"), routing, 0))
        .startsWith("id,shard,schema\r\n")
        .contains("\r\n42,a,tenant_42\r\n");
  }

  @Test
  void areTheSameEachTimeAndAsManyAsAskedFor() throws NotExpressibleException {
    RoutingDefinition routing =
        new RoutingDefinition(
            "r", List.of(KeyType.UUID), RoutingRule.Buckets.postgresql(List.of(A, B)));
    String text = vectors(List.of("id"), routing, 500);

    assertThat(vectors(List.of("id"), routing, 500)).isEqualTo(text);
    long edges = vectors(List.of("id"), routing, 0).lines().count();
    assertThat(text.lines().count()).isEqualTo(edges + 500);
  }

  @Test
  void areValuesOfTheirColumns() throws KeyFormatException {
    for (RoutingDefinition routing : EveryRouting.list()) {
      for (List<@Nullable KeyValue> key : TestVectors.keys(routing, 50)) {
        for (int i = 0; i < key.size(); i++) {
          KeyValue value = key.get(i);
          if (value != null) {
            assertThat(KeyValue.parse(routing.keyTypes().get(i), value.text()))
                .as(routing.name())
                .isEqualTo(value);
          }
        }
      }
    }
  }

  @Test
  void refuseADirectory() {
    RoutingDefinition routing =
        new RoutingDefinition(
            "r",
            List.of(KeyType.BIGINT),
            new RoutingRule.Directory(
                A,
                new TableName("public", "places"),
                List.of("id"),
                "shard",
                Map.of("a", A),
                Duration.ZERO,
                Optional.empty()));

    assertThatThrownBy(() -> vectors(List.of("id"), routing, 0))
        .isInstanceOf(NotExpressibleException.class)
        .hasMessageContaining("public.places");
  }
}
