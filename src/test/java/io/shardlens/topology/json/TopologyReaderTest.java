package io.shardlens.topology.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.topology.Environment;
import io.shardlens.topology.KeyRange;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.Shard;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.SslMode;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.TableName;
import io.shardlens.topology.Topology;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TopologyReaderTest {
  private static final ShardId EUROPE = new ShardId("shard_1");
  private static final ShardId ASIA = new ShardId("shard_2");

  private static final String DESIGNED =
      """
      {
        "version": 1, "name": "users", "environment": "dev",
        "shards": [
          { "id": "shard_1", "label": "Europe", "host": "127.0.0.1", "port": 5432, "database": "users_europe", "user": "reader", "sslMode": "verify-full" },
          { "id": "shard_2", "label": "Asia", "host": "127.0.0.1", "port": 5433, "database": "users_asia", "user": "reader", "sslMode": "verify-full" }
        ],
        "routings": {
          "by_user": { "strategy": "range", "keyTypes": ["bigint"], "ranges": [ { "to": 50000, "shard": "shard_1" }, { "from": 50000, "shard": "shard_2" } ] }
        },
        "tables": [
          { "name": "public.users", "kind": "sharded", "key": ["id"], "routing": "by_user" },
          { "name": "public.orders", "kind": "sharded", "key": ["user_id"], "routing": "by_user" },
          { "name": "public.countries", "kind": "reference" },
          { "name": "public.settings", "kind": "unsharded", "shard": "shard_1" }
        ]
      }
      """;

  @TempDir private Path directory;

  @Test
  void readsTheTopologyOfTheDesign() {
    assertThat(read(DESIGNED))
        .isEqualTo(
            new Topology(
                "users",
                Environment.DEV,
                List.of(
                    shard(EUROPE, "Europe", 5432, "users_europe"),
                    shard(ASIA, "Asia", 5433, "users_asia")),
                List.of(
                    new RoutingDefinition(
                        "by_user",
                        List.of(KeyType.BIGINT),
                        new RoutingRule.Range(
                            List.of(
                                new KeyRange(null, new KeyValue.Int(50000), EUROPE),
                                new KeyRange(new KeyValue.Int(50000), null, ASIA))))),
                List.of(
                    new TableDefinition.Sharded(table("users"), List.of("id"), "by_user"),
                    new TableDefinition.Sharded(table("orders"), List.of("user_id"), "by_user"),
                    new TableDefinition.Reference(table("countries")),
                    new TableDefinition.Unsharded(table("settings"), EUROPE))));
  }

  @Test
  void fillsInWhatMayBeLeftOut() {
    Topology topology =
        read(
            """
            { "$schema": "topology.schema.json", "description": "smallest", "version": 1, "name": "n",
              "shards": [ { "id": "a", "host": "h", "database": "d", "user": "u",
                            "description": "only one" } ] }
            """);

    assertThat(topology.environment()).isEqualTo(Environment.DEV);
    assertThat(topology.shards())
        .containsExactly(
            new Shard(new ShardId("a"), "a", "h", 5432, "d", "u", SslMode.VERIFY_FULL));
    assertThat(topology.routings()).isEmpty();
    assertThat(topology.tables()).isEmpty();
  }

  @Test
  void readsHashAndListRoutings() {
    Topology topology =
        read(
            """
            { "version": 1, "name": "n", "environment": "prod",
              "shards": [ { "id": "eu", "host": "h", "database": "d", "user": "u" },
                          { "id": "as", "host": "::1", "database": "d", "user": "u" } ],
              "routings": {
                "hashed": { "strategy": "hash", "function": "postgresql",
                            "keyTypes": ["integer", "text"], "modulus": 3,
                            "shards": ["as", "eu", "as"] },
                "listed": { "strategy": "list", "keyTypes": ["char"],
                            "values": [ { "shard": "eu", "in": ["FR", "DE "] },
                                        { "shard": "as", "in": ["JP"] } ],
                            "default": "eu" } },
              "tables": [ { "name": "users", "kind": "sharded", "key": ["a", "b"],
                            "routing": "hashed" },
                          { "name": "shop.items", "kind": "sharded", "key": ["country"],
                            "routing": "listed" } ] }
            """);
    ShardId eu = new ShardId("eu");
    ShardId as = new ShardId("as");
    Map<KeyValue, ShardId> values = new LinkedHashMap<>();
    values.put(new KeyValue.Text("FR"), eu);
    values.put(new KeyValue.Text("DE"), eu);
    values.put(new KeyValue.Text("JP"), as);

    assertThat(topology.environment()).isEqualTo(Environment.PROD);
    assertThat(topology.routings())
        .containsExactly(
            new RoutingDefinition(
                "hashed",
                List.of(KeyType.INTEGER, KeyType.TEXT),
                RoutingRule.Buckets.postgresql(List.of(as, eu, as))),
            new RoutingDefinition(
                "listed",
                List.of(KeyType.CHAR),
                new RoutingRule.ListOfValues(values, Optional.of(eu))));
    assertThat(topology.table(new TableName("public", "users"))).isPresent();
    assertThat(topology.table(new TableName("shop", "items"))).isPresent();
  }

  @Test
  void sortsRangesAndTakesIntegersAsText() {
    Topology topology =
        read(
            """
            { "version": 1, "name": "n",
              "shards": [ { "id": "a", "host": "h", "database": "d", "user": "u" } ],
              "routings": { "r": { "strategy": "range", "keyTypes": ["bigint"], "ranges": [
                { "from": "9007199254740993", "shard": "a" },
                { "from": -9223372036854775808, "to": -5, "shard": "a" },
                { "from": -5, "to": 9007199254740993, "shard": "a" } ] } } }
            """);

    assertThat(((RoutingRule.Range) topology.routing("r").rule()).ranges())
        .extracting(KeyRange::interval)
        .containsExactly(
            "[-9223372036854775808, -5)", "[-5, 9007199254740993)", "[9007199254740993, +∞)");
  }

  @Test
  void readsFileWithByteOrderMark() throws Exception {
    Path file = directory.resolve("t.json");
    Files.writeString(file, "\ufeff" + DESIGNED);

    assertThat(new TopologyReader().read(file)).isInstanceOf(ReadResult.Read.class);
    assertThat(new TopologyReader().read(DESIGNED.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(ReadResult.Read.class);
  }

  private static Topology read(String text) {
    ReadResult result = new TopologyReader().read(text);
    assertThat(result).isInstanceOf(ReadResult.Read.class);
    return ((ReadResult.Read) result).topology();
  }

  private static Shard shard(ShardId id, String label, int port, String database) {
    return new Shard(id, label, "127.0.0.1", port, database, "reader", SslMode.VERIFY_FULL);
  }

  private static TableName table(String name) {
    return new TableName("public", name);
  }
}
