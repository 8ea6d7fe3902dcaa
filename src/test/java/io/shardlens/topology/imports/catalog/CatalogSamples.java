package io.shardlens.topology.imports.catalog;

import io.shardlens.topology.Shard;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.SslMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Catalogs as servers give them, written down by hand: the rows of each query that an importer
/// asks.
final class CatalogSamples {

  /// A name for what the partitions of each table of [#partitions()] are called on the shards.
  static final Map<String, String> ANSWERS =
      Map.of(
          "public.by_range.name", "shards.by_range",
          "public.by_pair.name", "shards.by_pair",
          "public.by_list.name", "shards.by_list",
          "public.by_hash.name", "shards.by_hash",
          "public.by_day.name", "shards.by_day",
          "public.spread.name", "shards.spread");

  private CatalogSamples() {}

  /// A server that has one answer to each query, and none to any other.
  record Answers(Map<String, List<List<@Nullable String>>> rows) implements CatalogSource {

    @Override
    public Shard server() {
      return new Shard(
          new ShardId("origin"),
          "origin",
          "catalog.example.net",
          5432,
          "shop",
          "reader",
          SslMode.VERIFY_FULL);
    }

    @Override
    public CatalogRows rows(String sql) throws CatalogFailure {
      List<List<@Nullable String>> found = rows.get(sql);
      if (found == null) {
        throw new CatalogFailure("There is no such query", false);
      }
      return CatalogRows.of(found);
    }
  }

  /// Tables of every kind of distribution on a coordinator of Citus.
  static Answers citus() {
    List<List<@Nullable String>> rows = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      long minimum = Integer.MIN_VALUE + i * (1L << 29);
      String from = Long.toString(minimum);
      String to = Long.toString(minimum + (1L << 29) - 1);
      rows.add(citus("users", "h", "s", "id", "bigint", i, from, to, 1 + i % 3));
      rows.add(citus("events", "h", "s", "name", "text", 100 + i, from, to, 1 + i % 2));
    }
    rows.add(citus("logs", "r", "s", "day", "date", 200, "2024-01-01", "2024-06-30", 1));
    rows.add(citus("logs", "r", "s", "day", "date", 201, "2024-07-01", "2024-12-31", 2));
    rows.add(citus("counts", "r", "s", "n", "integer", 210, "-2147483648", "9", 1));
    rows.add(citus("counts", "r", "s", "n", "integer", 211, "10", "2147483647", 2));
    rows.add(citus("countries", "n", "t", null, null, 300, null, null, 0));
    rows.add(citus("countries", "n", "t", null, null, 300, null, null, 1));
    rows.add(citus("notes", "n", "s", null, null, 301, null, null, 3));
    rows.add(citus("parts", "a", "s", "id", "bigint", 302, null, null, 1));
    return new Answers(Map.of(CitusCatalog.SHARDS, rows));
  }

  private static List<@Nullable String> citus(
      String table,
      String method,
      String model,
      @Nullable String column,
      @Nullable String type,
      int shard,
      @Nullable String minimum,
      @Nullable String maximum,
      int group) {
    return Arrays.asList(
        "public",
        table,
        method,
        model,
        column,
        type,
        Integer.toString(102_008 + shard),
        minimum,
        maximum,
        Integer.toString(group),
        group == 3 ? "localhost" : "10.0.0." + group,
        Integer.toString(5432 + group),
        "1");
  }

  /// Native partitions of every kind of bound, of which every second one lies on another server.
  static Answers partitions() {
    Partitions made = new Partitions();
    made.key("1", "by_range", "r", "id", "bigint");
    made.children(
        "1",
        "by_range",
        "FOR VALUES FROM (MINVALUE) TO ('0')",
        "FOR VALUES FROM ('0') TO ('50')",
        "FOR VALUES FROM ('50') TO ('100')",
        "DEFAULT");
    made.key("2", "by_pair", "r", "a", "integer");
    made.key("2", "by_pair", "r", "b", "text");
    made.children(
        "2",
        "by_pair",
        "FOR VALUES FROM (MINVALUE, MINVALUE) TO (3, 'm')",
        "FOR VALUES FROM (3, 'm') TO (5, MINVALUE)",
        "FOR VALUES FROM (5, MINVALUE) TO (7, MAXVALUE)",
        "FOR VALUES FROM (7, MAXVALUE) TO (MAXVALUE, MAXVALUE)");
    made.key("3", "by_list", "l", "country", "text");
    made.children(
        "3",
        "by_list",
        "FOR VALUES IN ('DE', 'it''s', E'back\\\\slash')",
        "FOR VALUES IN ('FR', NULL)",
        "DEFAULT",
        "FOR VALUES IN ('JP')");
    made.key("4", "by_hash", "h", "id", "integer");
    made.key("4", "by_hash", "h", "name", "text");
    made.children(
        "4",
        "by_hash",
        "FOR VALUES WITH (modulus 2, remainder 0)",
        "FOR VALUES WITH (modulus 4, remainder 1)",
        "FOR VALUES WITH (modulus 8, remainder 3)",
        "FOR VALUES WITH (modulus 8, remainder 7)");
    made.key("5", "by_day", "r", "at", "timestamp with time zone");
    made.children(
        "5",
        "by_day",
        "FOR VALUES FROM (MINVALUE) TO ('2024-01-01 00:00:00+00')",
        "FOR VALUES FROM ('2024-01-01 00:00:00+00') TO ('2024-02-01 00:00:00.5+00')",
        "FOR VALUES FROM ('2024-02-01 00:00:00.5+00') TO (MAXVALUE)");
    made.key("6", "spread", "l", "id", "integer");
    made.key("61", "spread_1", "l", "sub", "integer");
    made.partition("6", "61", "spread_1", "p", "FOR VALUES IN (1)", false);
    made.partition("6", "62", "spread_2", "f", "FOR VALUES IN (2)", true);
    made.partition("61", "611", "spread_1_1", "r", "FOR VALUES IN (1)", false);
    made.partition("61", "612", "spread_1_2", "r", "FOR VALUES IN (2)", false);
    return made.answers();
  }

  /// The rows of partitioned tables, by their oids.
  static final class Partitions {
    private final List<List<@Nullable String>> keys = new ArrayList<>();
    private final List<List<@Nullable String>> partitions = new ArrayList<>();

    Answers answers() {
      return new Answers(
          Map.of(ForeignPartitions.KEYS, keys, ForeignPartitions.PARTITIONS, partitions));
    }

    void key(String oid, String table, String strategy, String column, String type) {
      keys.add(Arrays.asList(oid, "public", table, strategy, column, type, "t", "t", "t"));
    }

    /// Partitions of which every second one lies on another server.
    void children(String parent, String table, String... bounds) {
      for (int i = 0; i < bounds.length; i++) {
        boolean foreign = i % 2 == 1;
        partition(
            parent, parent + "0" + i, table + "_" + i, foreign ? "f" : "r", bounds[i], foreign);
      }
    }

    void partition(
        String parent, String oid, String name, String kind, String bound, boolean foreign) {
      List<@Nullable String> row =
          new ArrayList<>(Arrays.asList(parent, oid, "public", name, kind, bound));
      row.addAll(
          foreign
              ? Arrays.asList(
                  "far",
                  "postgres_fdw",
                  "10.0.0.2",
                  null,
                  "5433",
                  "shop",
                  "require",
                  "public",
                  null)
              : Arrays.asList(null, null, null, null, null, null, null, null, null));
      partitions.add(row);
    }
  }
}
