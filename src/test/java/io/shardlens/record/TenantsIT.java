package io.shardlens.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.execute.LiveInspector;
import io.shardlens.execute.QueryRequest;
import io.shardlens.execute.QueryResult;
import io.shardlens.execute.QueryService;
import io.shardlens.execute.ScatterGather;
import io.shardlens.execute.ShardlensException;
import io.shardlens.execute.TableSize;
import io.shardlens.fixtures.ShardedServers;
import io.shardlens.jdbc.JdbcGateway;
import io.shardlens.plan.Verdict;
import io.shardlens.routing.Router;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.RoutingRule.Tenant;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.TableName;
import io.shardlens.topology.Topology;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Tenants that have a schema each: acme's invoices have the key column, all others' have not,
/// because the schema says whose they are.
class TenantsIT {

  private static final ShardedServers SERVERS = ShardedServers.get();
  private static final TableDefinition.Sharded INVOICES =
      new TableDefinition.Sharded(
          new TableName("public", "invoices"), List.of("tenant"), "by_tenant");

  private static JdbcGateway gateway;
  private static Router router;

  private static WriteLock writeLock;
  private static ShardRecords records;
  private static QueryService queries;

  @BeforeAll
  static void makeTenants() throws ShardlensException {
    String plain = "(id bigint PRIMARY KEY, total numeric);";
    SERVERS.execute(
        "s1",
        "CREATE SCHEMA acme; CREATE TABLE acme.invoices (tenant text, id bigint PRIMARY KEY, total"
            + " numeric); INSERT INTO acme.invoices VALUES ('acme', 1, 10), ('acme', 2, 20);"
            + "CREATE SCHEMA globex; CREATE TABLE globex.invoices "
            + plain
            + "INSERT INTO globex.invoices VALUES (1, 99);"
            + "GRANT USAGE ON SCHEMA acme, globex TO writer;"
            + "GRANT SELECT, UPDATE ON acme.invoices, globex.invoices TO writer");
    SERVERS.execute(
        "s2",
        "CREATE SCHEMA t_initech; CREATE TABLE t_initech.invoices "
            + plain
            + "INSERT INTO t_initech.invoices VALUES (7, 70), (8, 80), (9, 90);"
            + "GRANT USAGE ON SCHEMA t_initech TO writer;"
            + "GRANT SELECT ON t_initech.invoices TO writer");
    Map<KeyValue, Tenant> tenants = new LinkedHashMap<>();
    tenants.put(new KeyValue.Text("acme"), new Tenant(new ShardId("s1"), "acme"));
    tenants.put(new KeyValue.Text("globex"), new Tenant(new ShardId("s1"), "globex"));
    Topology servers = SERVERS.topology(ShardedServers.WRITER);
    List<RoutingDefinition> routings = new ArrayList<>(servers.routings());
    routings.add(
        new RoutingDefinition(
            "by_tenant",
            List.of(KeyType.TEXT),
            new RoutingRule.Tenants(tenants, Optional.of(new Tenant(new ShardId("s2"), "t_*")))));
    Topology topology =
        new Topology(
            "tenants",
            servers.environment(),
            servers.shards(),
            routings,
            List.of(INVOICES, ShardedServers.tables().getFirst()));
    gateway = SERVERS.gateway(topology);
    router = new Router(topology);
    writeLock = new WriteLock(InstantSource.system());
    records = new ShardRecords(router, gateway, writeLock, InstantSource.system());
    queries = new ScatterGather(router, gateway);
  }

  @AfterAll
  static void dropTenants() throws ShardlensException {
    gateway.close();
    SERVERS.execute("s1", "DROP SCHEMA acme CASCADE; DROP SCHEMA globex CASCADE");
    SERVERS.execute("s2", "DROP SCHEMA t_initech CASCADE");
  }

  private List<ShardRecord> found(String tenant) {
    return ((LookupOutcome.Found) records.lookup(INVOICES, List.of(tenant))).records();
  }

  @Test
  void readsTheRecordsOfATenantFromItsOwnSchema() {
    assertThat(found("acme"))
        .extracting(record -> record.value("total"))
        .containsExactly("10", "20");
    assertThat(found("acme").getFirst().table()).isEqualTo(new TableName("acme", "invoices"));
  }

  @Test
  void takesAllRowsOfASchemaForItsTenantsWhereTheKeyIsNoColumn() {
    assertThat(found("globex")).extracting(record -> record.value("total")).containsExactly("99");
    assertThat(found("initech")).hasSize(3);
  }

  @Test
  void saysThatATenantHasNoTable() {
    assertThat(records.lookup(INVOICES, List.of("umbrella")))
        .isInstanceOfSatisfying(
            LookupOutcome.Failed.class,
            failed ->
                assertThat(failed.message())
                    .isEqualTo(
                        "s2: there is no table t_umbrella.invoices on this shard; check"
                            + " \"routings\" in the topology"));
    assertThat(records.lookup(INVOICES, List.of("x".repeat(80))))
        .isInstanceOfSatisfying(
            LookupOutcome.Unowned.class,
            none -> assertThat(none.reason()).contains("82 bytes, and PostgreSQL's names have"));
  }

  @Test
  void changesTheRowInTheSchemaOfTheTenantAndShowsThatStatement() throws ShardlensException {
    writeLock.unlock(Duration.ofMinutes(1));
    Change change = records.prepare(found("globex").getFirst(), Map.of("total", "100"));

    assertThat(change.sql())
        .isEqualTo("UPDATE globex.invoices\n   SET total = $1\n WHERE id = $2\n   AND xmin = $3");
    assertThat(change.inverse()).startsWith("UPDATE globex.invoices SET total = 99");
    assertThat(records.apply(change)).isInstanceOf(ChangeOutcome.Applied.class);
    assertThat(found("globex").getFirst().value("total")).isEqualTo("100");
    assertThat(found("acme").getFirst().value("total")).isEqualTo("10");
    assertThat(records.apply(change)).isInstanceOf(ChangeOutcome.Conflict.class);
    Change back = records.prepare(found("globex").getFirst(), Map.of("total", "99"));
    assertThat(records.apply(back)).isInstanceOf(ChangeOutcome.Applied.class);
  }

  @Test
  void findsASchemaThatAMoveLeftBehind() throws ShardlensException {
    assertThat(records.lookElsewhere(INVOICES, List.of("globex")).holding()).isEmpty();
    assertThat(records.lookElsewhere(INVOICES, List.of("globex")).asked()).hasSize(3);
    SERVERS.execute(
        "s3",
        "CREATE SCHEMA globex; CREATE TABLE globex.invoices AS SELECT 1 AS id;"
            + " GRANT USAGE ON SCHEMA globex TO writer; GRANT SELECT ON globex.invoices TO writer");
    try {
      assertThat(records.lookElsewhere(INVOICES, List.of("globex")).holding())
          .containsExactly(new ShardId("s3"));
    } finally {
      SERVERS.execute("s3", "DROP SCHEMA globex CASCADE");
    }
  }

  @Test
  void refusesAStatementThatWouldReadOneTableOfManyTenants() throws ShardlensException {
    for (String sql :
        List.of(
            "SELECT count(*) FROM invoices",
            "SELECT * FROM public.invoices WHERE tenant = 'acme'",
            "SELECT * FROM users JOIN invoices ON users.id = invoices.id")) {
      QueryResult result = queries.run(QueryRequest.of(sql), QueryService.Progress.NONE);
      assertThat(result.verdict()).as(sql).isEqualTo(Verdict.REFUSED);
      assertThat(result.error().orElseThrow().message())
          .isEqualTo(
              "Each tenant has a table invoices in a schema of its own, and no statement reads all"
                  + " of them as one; name the schema of one tenant, or look it up by its key");
      assertThat(queries.explain(sql).verdict()).isEqualTo(Verdict.REFUSED);
    }
  }

  @Test
  void refusesItAlsoWhereAShardHasATableOfThatNameInPublic() throws ShardlensException {
    SERVERS.execute(
        "s1",
        "CREATE TABLE public.invoices (id bigint); GRANT SELECT ON public.invoices TO writer");
    try {
      QueryResult result =
          new ScatterGather(router, gateway)
              .run(QueryRequest.of("SELECT count(*) FROM invoices"), QueryService.Progress.NONE);
      assertThat(result.verdict()).isEqualTo(Verdict.REFUSED);
    } finally {
      SERVERS.execute("s1", "DROP TABLE public.invoices");
    }
  }

  @Test
  void answersAStatementOverTheSchemaOfOneTenant() throws ShardlensException {
    QueryResult result =
        queries.run(
            QueryRequest.of("SELECT sum(total) FROM t_initech.invoices"),
            QueryService.Progress.NONE);

    assertThat(result.error()).isEmpty();
    assertThat(result.verdict()).isEqualTo(Verdict.EXACT);
    assertThat(result.rows().getFirst().cells()).containsExactly("240");
    assertThat(queries.explain("SELECT * FROM acme.invoices a JOIN globex.invoices g USING (id)"))
        .satisfies(plan -> assertThat(plan.asked()).containsExactly(new ShardId("s1")));
    assertThat(queries.explain("SELECT * FROM acme.invoices JOIN users USING (id)").reasons())
        .containsExactly(
            "acme.invoices is a tenant's table and lies on one shard, and the statement reads rows"
                + " of others, too");
    assertThat(
            queries
                .run(
                    QueryRequest.of("SELECT * FROM acme.invoices, t_initech.invoices"),
                    QueryService.Progress.NONE)
                .error())
        .isPresent();
  }

  @Test
  void answersAStatementInWhichTheNameIsOnlyAWord() {
    QueryResult result =
        queries.run(
            QueryRequest.of("SELECT count(*) AS invoices FROM users"), QueryService.Progress.NONE);

    assertThat(result.error()).isEmpty();
    assertThat(result.verdict()).isEqualTo(Verdict.EXACT);
  }

  @Test
  void countsTheRowsOfAllTenantsOfEachShard() {
    List<TableSize> sizes = new LiveInspector(router, gateway).sizes(INVOICES.name());

    assertThat(sizes)
        .extracting(size -> size.shard() + " " + size.rows())
        .containsExactly("s1 3", "s2 3");
    assertThat(sizes).allSatisfy(size -> assertThat(size.bytes()).isPositive());
  }
}
