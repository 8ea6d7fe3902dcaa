package io.shardlens.topology.imports.catalog;

import static io.shardlens.topology.imports.ImportedRoutes.shards;
import static io.shardlens.topology.imports.ImportedRoutes.topology;
import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.topology.Shard;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.SslMode;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.TableName;
import io.shardlens.topology.Topology;
import io.shardlens.topology.imports.Findings;
import io.shardlens.topology.imports.ImportPreview;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Rows as Citus gives them, written down by hand: there is no Citus to ask here.
class CitusCatalogTest {

  private static final Shard COORDINATOR =
      new Shard(
          new ShardId("origin"),
          "origin",
          "citus.example.net",
          5432,
          "shop",
          "reader",
          SslMode.VERIFY_FULL);

  private final List<List<@Nullable String>> rows = new ArrayList<>();
  private int shardId = 102_008;

  private void row(
      String table,
      String method,
      String model,
      @Nullable String column,
      @Nullable String type,
      @Nullable String minimum,
      @Nullable String maximum,
      int group) {
    rows.add(
        Arrays.asList(
            "public",
            table,
            method,
            model,
            column,
            type,
            Integer.toString(shardId++),
            minimum,
            maximum,
            Integer.toString(group),
            group == 3 ? "localhost" : "10.0.0." + group,
            Integer.toString(5432 + group),
            "1"));
  }

  /// As `create_distributed_table` cuts the hashes (`create_shards.c`).
  private void distributed(String table, String column, String type, int count, int... groups) {
    long width = (1L << 32) / count;
    for (int i = 0; i < count; i++) {
      long minimum = Integer.MIN_VALUE + i * width;
      long maximum = i + 1 == count ? Integer.MAX_VALUE : minimum + width - 1;
      row(
          table,
          "h",
          "s",
          column,
          type,
          Long.toString(minimum),
          Long.toString(maximum),
          groups[i % groups.length]);
    }
  }

  private ImportPreview preview() {
    return CitusCatalog.preview(COORDINATOR, CatalogRows.of(rows), new Findings(Map.of()));
  }

  @Test
  void hashRangesRouteAsCitusDoes() {
    distributed("users", "id", "bigint", 4, 1, 2, 4, 5);
    Topology topology = topology(preview());
    assertThat(
            shards(
                    topology,
                    "pg_placement.users",
                    "1",
                    "2",
                    "3",
                    "4",
                    "42",
                    "123",
                    "49999",
                    "50000")
                .replace("worker_", ""))
        .isEqualTo("1 4 2 2 4 2 4 3");
  }

  @Test
  void thirtyTwoShardsOfTextRouteByItsHash() {
    distributed("events", "name", "text", 32, 1, 2);
    Topology topology = topology(preview());
    // hashtext: '' -1477818771, 'a' 1075015857, 'foo' 1955559433, 'hello' -1870292951.
    assertThat(shards(topology, "pg_placement.events", "", "a", "foo", "hello"))
        .isEqualTo(expected(-1477818771L, 1075015857L, 1955559433L, -1870292951L));
  }

  private static String expected(long... hashes) {
    return Arrays.stream(hashes)
        .map(hash -> (hash + (1L << 31)) / ((1L << 32) / 32))
        .mapToObj(index -> index % 2 == 0 ? "worker_1" : "worker_2")
        .reduce((left, right) -> left + " " + right)
        .orElseThrow();
  }

  /// A worker answers for the whole table, so that asking each of them would count rows again.
  @Test
  void queriesOfADistributedTableGoToTheCoordinatorAlone() {
    distributed("users", "id", "bigint", 4, 1, 2);
    Topology topology = topology(preview());
    assertThat(topology.table(new TableName("public", "users")))
        .contains(
            new TableDefinition.Unsharded(new TableName("public", "users"), new ShardId("origin")));
    assertThat(topology.shards())
        .extracting(shard -> shard.id() + " " + shard.address() + " " + shard.database())
        .containsExactly(
            "origin citus.example.net:5432 shop",
            "worker_1 10.0.0.1:5433 shop",
            "worker_2 10.0.0.2:5434 shop");
  }

  @Test
  void coLocatedTablesShareARouting() {
    distributed("users", "id", "bigint", 4, 1, 2);
    distributed("orders", "user_id", "bigint", 4, 1, 2);
    distributed("other", "user_id", "bigint", 4, 2, 1);
    Topology topology = topology(preview());
    assertThat(topology.coLocated().get("by_id"))
        .extracting(table -> table.name().name())
        .containsExactly("users", "orders");
    assertThat(topology.routings()).hasSize(2);
  }

  @Test
  void referenceTablesAreTheSameEverywhere() {
    row("countries", "n", "t", null, null, null, null, 0);
    row("countries", "n", "t", null, null, null, null, 1);
    row("notes", "n", "s", null, null, null, null, 3);
    Topology topology = topology(preview());
    assertThat(topology.tables())
        .containsExactly(
            new TableDefinition.Reference(new TableName("public", "countries")),
            new TableDefinition.Unsharded(new TableName("public", "notes"), new ShardId("origin")));
    assertThat(topology.shards())
        .extracting(Shard::address)
        .containsExactly("citus.example.net:5432", "10.0.0.1:5433", "citus.example.net:5435");
  }

  @Test
  void rangeDistributionHasBothItsEnds() {
    row("logs", "r", "s", "day", "integer", "-2147483648", "9", 1);
    row("logs", "r", "s", "day", "integer", "10", "2147483647", 2);
    assertThat(shards(topology(preview()), "pg_placement.logs", "-5", "9", "10"))
        .isEqualTo("worker_1 worker_1 worker_2");
  }

  @Test
  void whatCannotBeRoutedIsStillAskedForOnTheCoordinator() {
    row("appended", "a", "s", "id", "bigint", null, null, 1);
    row("gap", "h", "s", "id", "bigint", "-2147483648", "-1", 1);
    row("gap", "h", "s", "id", "bigint", "5", "2147483647", 1);
    row("odd", "h", "s", "p", "point", "-2147483648", "2147483647", 1);
    ImportPreview preview = preview();
    assertThat(topology(preview).tables())
        .allSatisfy(table -> assertThat(table).isInstanceOf(TableDefinition.Unsharded.class));
    assertThat(preview.notes())
        .extracting(note -> note.text())
        .contains(
            "\"public.gap\" is asked for on the coordinator; where its keys lie was left out: its"
                + " shards do not cover every hash once, at 0");
  }

  /// Shards made for the days that there are rows of are the usual case.
  @Test
  void rangesThatLeaveKeysOutDoNotSpoilTheOtherTables() {
    distributed("users", "id", "bigint", 4, 1, 2);
    row("logs", "r", "s", "day", "date", "2024-01-01", "2024-06-30", 1);
    row("logs", "r", "s", "day", "date", "2024-07-01", "2024-12-31", 2);
    ImportPreview preview = preview();
    assertThat(shards(topology(preview), "pg_placement.users", "1")).isEqualTo("worker_1");
    assertThat(preview.notes())
        .extracting(note -> note.text())
        .contains(
            "\"public.logs\" is asked for on the coordinator; where its keys lie was left out: no"
                + " range of it holds the keys (-∞, 2024-01-01)");
  }

  @Test
  void anEmptyCatalogIsNoTopology() {
    assertThat(preview().problems())
        .extracting(problem -> problem.message())
        .containsExactly("The catalog has no table of Citus that could be read");
  }
}
