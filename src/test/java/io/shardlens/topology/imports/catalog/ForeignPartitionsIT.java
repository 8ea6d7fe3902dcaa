package io.shardlens.topology.imports.catalog;

import static io.shardlens.topology.imports.ImportedRoutes.topology;
import static io.shardlens.topology.imports.ImportedRoutes.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.execute.ShardlensException;
import io.shardlens.fixtures.ShardedServers;
import io.shardlens.jdbc.JdbcCatalog;
import io.shardlens.jdbc.MaintenanceConnection;
import io.shardlens.routing.Route;
import io.shardlens.routing.Router;
import io.shardlens.topology.KeyFormatException;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.Shard;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.Topology;
import io.shardlens.topology.imports.ImportNote;
import io.shardlens.topology.imports.ImportPreview;
import io.shardlens.topology.imports.ImportQuestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A real server whose partitioned tables have partitions on another one: what PostgreSQL does with
/// each row is what the imported routing says.
class ForeignPartitionsIT {

  private static final ShardedServers SERVERS = ShardedServers.get();
  private static final String HERE = "fdw_here";
  private static final String THERE = "fdw_there";

  /// Table, key columns, partitioning, and for each partition its bound; every second one is
  /// foreign.
  private record Case(String name, String columns, String by, List<String> bounds, String rows) {}

  private static final List<Case> CASES =
      List.of(
          new Case(
              "by_range",
              "id bigint",
              "RANGE (id)",
              List.of(
                  "FOR VALUES FROM (MINVALUE) TO (0)",
                  "FOR VALUES FROM (0) TO (50)",
                  "FOR VALUES FROM (50) TO (100)",
                  "DEFAULT"),
              "SELECT g FROM generate_series(-20, 130) g"),
          new Case(
              "by_pair",
              "a integer, b text COLLATE \"C\"",
              "RANGE (a, b)",
              List.of(
                  "FOR VALUES FROM (MINVALUE, MINVALUE) TO (3, 'm')",
                  "FOR VALUES FROM (3, 'm') TO (5, MINVALUE)",
                  "FOR VALUES FROM (5, MINVALUE) TO (7, MAXVALUE)",
                  "FOR VALUES FROM (7, MAXVALUE) TO (MAXVALUE, MAXVALUE)"),
              "SELECT g, t FROM generate_series(1, 9) g, unnest(ARRAY['', 'a', 'm', 'mm', 'z',"
                  + " 'é']) t"),
          new Case(
              "by_list",
              "country text",
              "LIST (country)",
              List.of(
                  "FOR VALUES IN ('DE', 'it''s', E'back\\\\slash')",
                  "FOR VALUES IN ('FR', NULL)",
                  "DEFAULT",
                  "FOR VALUES IN ('JP')"),
              "SELECT unnest(ARRAY['DE', 'FR', 'JP', 'XX', '', 'it''s', E'back\\\\slash', NULL])"),
          new Case(
              "by_hash",
              "id integer, name text",
              "HASH (id, name)",
              List.of(
                  "FOR VALUES WITH (modulus 2, remainder 0)",
                  "FOR VALUES WITH (modulus 4, remainder 1)",
                  "FOR VALUES WITH (modulus 8, remainder 3)",
                  "FOR VALUES WITH (modulus 8, remainder 7)"),
              "SELECT g, 'n' || g FROM generate_series(1, 200) g UNION ALL SELECT NULL, 'x' UNION"
                  + " ALL SELECT 5, NULL"),
          new Case(
              "by_day",
              "at timestamptz",
              "RANGE (at)",
              List.of(
                  "FOR VALUES FROM (MINVALUE) TO ('2024-01-01 00:00:00+00')",
                  "FOR VALUES FROM ('2024-01-01 00:00:00+00') TO ('2024-02-01 00:00:00.5+00')",
                  "FOR VALUES FROM ('2024-02-01 00:00:00.5+00') TO (MAXVALUE)"),
              "SELECT '2023-12-25 00:00:00+00'::timestamptz + g * interval '5 hours' FROM"
                  + " generate_series(0, 250) g"),
          new Case(
              "by_uuid",
              "id uuid",
              "HASH (id)",
              List.of(
                  "FOR VALUES WITH (modulus 3, remainder 0)",
                  "FOR VALUES WITH (modulus 3, remainder 1)",
                  "FOR VALUES WITH (modulus 3, remainder 2)"),
              "SELECT md5(g::text)::uuid FROM generate_series(1, 100) g"));

  @BeforeAll
  static void makePartitions() throws ShardlensException {
    try (MaintenanceConnection first = SERVERS.server("s1").connect("postgres");
        MaintenanceConnection second = SERVERS.server("s3").connect("postgres")) {
      first.execute("CREATE DATABASE " + HERE);
      second.execute("CREATE DATABASE " + THERE);
    }
    try (MaintenanceConnection here = SERVERS.server("s1").connect(HERE);
        MaintenanceConnection there = SERVERS.server("s3").connect(THERE)) {
      here.execute(
          "CREATE EXTENSION postgres_fdw; CREATE SERVER far FOREIGN DATA WRAPPER postgres_fdw"
              + " OPTIONS (host '127.0.0.1', port '"
              + SERVERS.server("s3").port()
              + "', dbname '"
              + THERE
              + "'); CREATE USER MAPPING FOR CURRENT_USER SERVER far OPTIONS (user 'postgres',"
              + " password '"
              + SERVERS.server("s3").password()
              + "')");
      for (Case each : CASES) {
        make(each, here, there);
      }
      here.execute(
          "CREATE TABLE only_here (id int) PARTITION BY LIST (id);CREATE TABLE only_here_1"
              + " PARTITION OF only_here FOR VALUES IN (1);CREATE TABLE by_expression (id int)"
              + " PARTITION BY RANGE ((id + 1));CREATE FOREIGN TABLE by_expression_1 PARTITION OF"
              + " by_expression DEFAULT SERVER far;CREATE TABLE by_word (word text COLLATE"
              + " \"en-x-icu\") PARTITION BY RANGE (word);CREATE FOREIGN TABLE by_word_1 PARTITION"
              + " OF by_word FOR VALUES FROM ('a') TO ('m') SERVER far;CREATE TABLE spread (id int,"
              + " sub int) PARTITION BY LIST (id);CREATE TABLE spread_1 PARTITION OF spread FOR"
              + " VALUES IN (1) PARTITION BY LIST (sub);CREATE TABLE spread_1_1 PARTITION OF"
              + " spread_1 FOR VALUES IN (1);CREATE FOREIGN TABLE spread_1_2 PARTITION OF spread_1"
              + " FOR VALUES IN (2) SERVER far;CREATE TABLE plain (id int) PARTITION BY LIST"
              + " (id);CREATE FOREIGN TABLE plain_far PARTITION OF plain DEFAULT SERVER far OPTIONS"
              + " (schema_name 'public', table_name 'plain_rows');CREATE TABLE plain_rows PARTITION"
              + " OF plain FOR VALUES IN (7);GRANT SELECT ON ALL TABLES IN SCHEMA public TO"
              + " reader");
      there.execute(
          "CREATE TABLE plain_rows (id int); GRANT SELECT ON ALL TABLES IN SCHEMA public TO"
              + " reader");
    }
  }

  private static void make(Case each, MaintenanceConnection here, MaintenanceConnection there)
      throws ShardlensException {
    here.execute("CREATE TABLE " + each.name + " (" + each.columns + ") PARTITION BY " + each.by);
    for (int i = 0; i < each.bounds.size(); i++) {
      String partition = each.name + "_" + i;
      if (i % 2 == 0) {
        here.execute(
            "CREATE TABLE " + partition + " PARTITION OF " + each.name + " " + each.bounds.get(i));
      } else {
        there.execute("CREATE TABLE " + partition + " (" + each.columns + ")");
        here.execute(
            "CREATE FOREIGN TABLE "
                + partition
                + " PARTITION OF "
                + each.name
                + " "
                + each.bounds.get(i)
                + " SERVER far");
      }
    }
    here.execute("INSERT INTO " + each.name + " " + each.rows);
  }

  @AfterAll
  static void dropDatabases() throws ShardlensException {
    try (MaintenanceConnection first = SERVERS.server("s1").connect("postgres");
        MaintenanceConnection second = SERVERS.server("s3").connect("postgres")) {
      first.execute("DROP DATABASE " + HERE + " WITH (FORCE)");
      second.execute("DROP DATABASE " + THERE + " WITH (FORCE)");
    }
  }

  private static Map<String, String> answers() {
    Map<String, String> answers = new java.util.HashMap<>();
    for (Case each : CASES) {
      answers.put("public." + each.name + ".name", "shards." + each.name);
    }
    return answers;
  }

  private static ImportPreview read(Map<String, String> answers) throws CatalogFailure {
    try (JdbcCatalog catalog = new JdbcCatalog(here(), SERVERS.passwords())) {
      return new ForeignPartitions().read(catalog, answers);
    }
  }

  private static Shard here() {
    Shard like = SERVERS.shard("s1", ShardedServers.READER);
    return new Shard(
        new ShardId("here"), "here", like.host(), like.port(), HERE, like.user(), like.sslMode());
  }

  @ParameterizedTest
  @ValueSource(strings = {"by_range", "by_pair", "by_list", "by_hash", "by_day", "by_uuid"})
  void everyRowRoutesToTheServerThatHoldsIt(String name)
      throws CatalogFailure, ShardlensException, KeyFormatException {
    Topology topology = topology(read(answers()));
    TableDefinition.Sharded table =
        (TableDefinition.Sharded) topology.tableNamed("shards." + name).orElseThrow();
    Router router = new Router(topology);
    List<KeyType> types = topology.routing(table.routing()).keyTypes();
    int[] found = new int[2];
    for (List<@Nullable String> row : rows(name, table.key())) {
      List<@Nullable KeyValue> key = new ArrayList<>();
      for (int i = 0; i < types.size(); i++) {
        String text = row.get(i);
        key.add(text == null ? null : KeyValue.parse(types.get(i), text));
      }
      boolean isHere = "r".equals(row.getLast());
      found[isHere ? 0 : 1]++;
      assertThat(router.routeTyped(table, key))
          .as("%s %s", name, row)
          .isInstanceOfSatisfying(
              Route.Owned.class,
              owned -> assertThat(owned.shard().value()).isEqualTo(isHere ? "here" : "far"));
    }
    assertThat(found[0]).isPositive();
    assertThat(found[1]).isPositive();
  }

  private static List<List<@Nullable String>> rows(String name, List<String> key)
      throws ShardlensException {
    try (MaintenanceConnection here = SERVERS.server("s1").connect(HERE)) {
      here.execute("SET TIME ZONE 'UTC'");
      return here.queryRows(
          "SELECT "
              + String.join("::text, ", key)
              + "::text, (SELECT relkind FROM pg_class WHERE oid = t.tableoid) FROM "
              + name
              + " t");
    }
  }

  @Test
  void tablesOfOneNameNeedNoView() throws CatalogFailure {
    Topology topology = topology(read(answers()));
    assertThat(topology.tableNamed("plain_rows")).isPresent();
    assertThat(topology.shards())
        .extracting(
            shard -> shard.id() + " " + shard.port() + " " + shard.database() + " " + shard.user())
        .containsExactly(
            "here " + SERVERS.server("s1").port() + " " + HERE + " reader",
            "far " + SERVERS.server("s3").port() + " " + THERE + " reader");
  }

  @Test
  void namesOfViewsAreAsked() throws CatalogFailure {
    ImportPreview open = read(Map.of());
    assertThat(open.questions())
        .extracting(ImportQuestion::id)
        .contains("public.by_range.name", "public.by_hash.name")
        .hasSize(CASES.size());
    assertThat(read(Map.of("public.by_range.name", "public.by_range")).problems())
        .extracting(problem -> problem.message())
        .contains(
            "The answer to public.by_range.name is another name than that of the table itself;"
                + " answer again");
  }

  @Test
  void whatCannotBeExpressedIsSaid() throws CatalogFailure {
    assertThat(read(answers()).notes())
        .filteredOn(note -> note.kind() == ImportNote.Kind.NOT_UNDERSTOOD)
        .extracting(ImportNote::text)
        .containsExactly(
            "The table \"public.by_expression\" was left out: it is partitioned by an expression",
            "The table \"public.by_word\" was left out: its key compares by a collation; only"
                + " \"C\", or equality, can be expressed",
            "The table \"public.spread\" was left out: its partition \"spread_1\" is partitioned"
                + " again, over several servers");
  }

  @Test
  void noPasswordOfAUserMappingIsRead() throws CatalogFailure {
    assertThat(words(read(answers())))
        .noneMatch(text -> text.contains(SERVERS.server("s3").password()));
    assertThat(ForeignPartitions.KEYS + ForeignPartitions.PARTITIONS)
        .doesNotContain("user_mapping")
        .doesNotContain("umoptions");
  }
}
