package io.shardlens.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.topology.Environment;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.TableName;
import io.shardlens.topology.Topology;
import io.shardlens.ui.fixtures.SampleTopologies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ExportTest {

  private static final TableDefinition.Sharded PLACED =
      new TableDefinition.Sharded(new TableName("public", "placed"), List.of("id"), "places");

  /// The users, and a table that a directory places.
  private static Topology withDirectory() {
    Topology users = SampleTopologies.usersByRange();
    List<RoutingDefinition> routings = new ArrayList<>(users.routings());
    ShardId shard = SampleTopologies.EUROPE;
    routings.add(
        new RoutingDefinition(
            "places",
            List.of(KeyType.BIGINT),
            new RoutingRule.Directory(
                shard,
                new TableName("public", "places"),
                List.of("id"),
                "shard",
                Map.of("1", shard),
                Duration.ZERO,
                Optional.empty())));
    List<TableDefinition> tables = new ArrayList<>(users.tables());
    tables.add(PLACED);
    return new Topology(users.name(), users.environment(), users.shards(), routings, tables);
  }

  @ParameterizedTest
  @EnumSource(ExportKind.class)
  void refusesATableThatTheTargetCannotSayWithTheReason(ExportKind kind) {
    ExportResult result = Export.of(new ExportRequest(kind, withDirectory(), Optional.of(PLACED)));

    assertThat(result)
        .isInstanceOfSatisfying(
            ExportResult.Refused.class,
            refused ->
                assertThat(refused.reasons().getFirst())
                    .startsWith("placed cannot be exported as " + kind.word())
                    .contains("public.places"));
  }

  @Test
  void leavesATableOutAndSaysSoWhereAllWereAskedFor() {
    ExportResult result =
        Export.of(new ExportRequest(ExportKind.DJANGO, withDirectory(), Optional.empty()));

    assertThat(result)
        .isInstanceOfSatisfying(
            ExportResult.Written.class,
            written -> {
              assertThat(written.leftOut()).singleElement().asString().startsWith("placed ");
              assertThat(written.text())
                  .contains("def shard_for_users(id: int) -> str:")
                  .contains("def shard_for_orders(user_id: int) -> str:")
                  .doesNotContain("placed");
            });
  }

  @Test
  void asksForOneTableWhereTestVectorsCouldBeOfTwo() {
    assertThat(
            Export.of(
                new ExportRequest(
                    ExportKind.VECTORS, SampleTopologies.usersByRange(), Optional.empty())))
        .isEqualTo(
            new ExportResult.Refused(
                List.of("Test vectors are of one table; choose one of users, orders.")));
  }

  @Test
  void refusesATopologyWithoutShardedTables() {
    Topology empty = new Topology("t", Environment.DEV, List.of(), List.of(), List.of());

    assertThat(Export.of(new ExportRequest(ExportKind.SQL, empty, Optional.empty())))
        .isInstanceOf(ExportResult.Refused.class);
  }

  @Test
  void readsWellInSql() {
    Topology users = SampleTopologies.usersByRange();

    assertThat(
            Export.of(
                new ExportRequest(
                    ExportKind.SQL, users, Optional.of(SampleTopologies.users(users)))))
        .isEqualTo(
            new ExportResult.Written(
                """
                -- The shard of a row of public.users, for PostgreSQL 14 and later.
                -- Routing by_user (range over bigint): a shard owns the keys from a bound, included, to the next bound, excluded.
                -- The result is NULL where no shard owns the key.
                CASE
                  WHEN id IS NULL THEN NULL
                  WHEN id < 50000 THEN 'shard_1'
                  WHEN id < 100000 THEN 'shard_2'
                  WHEN id < 150000 THEN 'shard_3'
                  ELSE 'shard_4'
                END
                """,
                List.of()));
  }
}
