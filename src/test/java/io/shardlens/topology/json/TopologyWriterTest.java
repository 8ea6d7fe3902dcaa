package io.shardlens.topology.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shardlens.topology.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TopologyWriterTest {
  private static final String CANONICAL =
      """
      {
        "$schema": "topology.schema.json",
        "version": 1, "name": "users", "environment": "dev",
        "shards": [
          { "id": "shard_1", "label": "Europe", "host": "127.0.0.1", "port": 5432, "database": "users_europe", "user": "reader", "sslMode": "verify-full" },
          { "id": "shard_2", "host": "127.0.0.1", "port": 5433, "database": "users_asia", "user": "reader", "sslMode": "verify-full" }
        ],
        "routings": {
          "by_user": { "strategy": "range", "keyTypes": ["bigint"], "ranges": [ { "to": 50000, "shard": "shard_1" }, { "from": 50000, "shard": "shard_2" } ] },
          "wide": {
            "strategy": "range",
            "keyTypes": ["bigint"],
            "ranges": [
              { "to": 1, "shard": "shard_1" },
              { "from": 1, "to": 2, "shard": "shard_2" },
              { "from": 2, "to": "9007199254740993", "shard": "shard_1" },
              { "from": "9007199254740993", "shard": "shard_2" }
            ]
          },
          "hashed": { "strategy": "hash", "keyTypes": ["uuid"], "function": "postgresql", "modulus": 2, "shards": ["shard_2", "shard_1"] }
        },
        "tables": [
          { "name": "public.users", "kind": "sharded", "key": ["id"], "routing": "by_user" },
          { "name": "public.countries", "kind": "reference" },
          { "name": "shop.settings", "kind": "unsharded", "shard": "shard_1" }
        ]
      }
      """;

  @TempDir private Path directory;

  @Test
  void writesTheFormOfTheDesign() {
    assertThat(new TopologyWriter().text(read(CANONICAL))).isEqualTo(CANONICAL);
  }

  @Test
  void replacesTheFileAndLeavesNothingBeside() throws IOException {
    Path file = directory.resolve("users.json");
    Files.writeString(file, "old");

    new TopologyWriter().write(read(CANONICAL), file);

    assertThat(file).hasContent(CANONICAL);
    assertThat(directory)
        .isDirectoryContaining(file::equals)
        .isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void keepsTheOldFileWhereItCannotWrite() throws IOException {
    Path occupied = Files.createDirectory(directory.resolve("occupied"));
    Files.writeString(occupied.resolve("inside"), "kept");

    assertThatThrownBy(() -> new TopologyWriter().write(read(CANONICAL), occupied))
        .isInstanceOf(IOException.class);
    assertThat(occupied.resolve("inside")).hasContent("kept");
    assertThat(directory).isDirectoryNotContaining("glob:**.part");
  }

  private static Topology read(String text) {
    ReadResult result = new TopologyReader().read(text);
    assertThat(result).isInstanceOf(ReadResult.Read.class);
    return ((ReadResult.Read) result).topology();
  }
}
