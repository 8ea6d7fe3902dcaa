package io.shardlens.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.demo.PostgresServer;
import io.shardlens.fixtures.ShardedServers;
import io.shardlens.jdbc.JdbcGateway;
import io.shardlens.jdbc.MaintenanceConnection;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The script of a coordinator, run on a real server: what that answers is what one PostgreSQL with
/// all rows answers.
final class CoordinatorIT {

  private static final ShardedServers SERVERS = ShardedServers.get();
  private static final String DATABASE = "coordinator";

  private static CoordinatorScript script;

  @BeforeAll
  static void start() throws ShardlensException {
    List<TableDefinition> tables = new ArrayList<>(ShardedServers.tables());
    tables.add(new TableDefinition.Reference(ShardedServers.named("nowhere")));
    Topology topology = SERVERS.topology(PostgresServer.SUPERUSER, tables);
    try (JdbcGateway gateway = SERVERS.gateway(topology)) {
      script = new Coordinator(topology, gateway).script();
    }
    try (MaintenanceConnection connection = SERVERS.server("s1").connect("postgres")) {
      connection.execute("CREATE DATABASE " + DATABASE);
    }
    try (MaintenanceConnection connection = SERVERS.server("s1").connect(DATABASE)) {
      connection.execute(script.sql());
      for (int i = 0; i < ShardedServers.SHARDS.size(); i++) {
        connection.execute(
            "ALTER USER MAPPING FOR CURRENT_USER SERVER s"
                + (i + 1)
                + " OPTIONS (ADD password '"
                + SERVERS.server(ShardedServers.SHARDS.get(i)).password()
                + "')");
      }
    }
  }

  @AfterAll
  static void stop() throws ShardlensException {
    try (MaintenanceConnection connection = SERVERS.server("s1").connect("postgres")) {
      connection.execute("DROP DATABASE " + DATABASE + " WITH (FORCE)");
    }
  }

  @Test
  void saysWhatPostgresPartitionsAndWhatIsLeftOut() {
    assertThat(script.sql())
        .contains(
            "PARTITION BY RANGE (\"id\")",
            "FOR VALUES FROM (MINVALUE) TO ('100') SERVER s1",
            "PARTITION BY LIST (\"country\")",
            "DEFAULT SERVER s4",
            "PARTITION BY HASH (\"tenant\", \"device\")",
            "FOR VALUES WITH (MODULUS 3, REMAINDER 2) SERVER s4",
            "CREATE TYPE public.plan AS ENUM ('free', 'pro', 'business', 'academic')")
        .doesNotContain("password '" + SERVERS.server("s1").password());
    assertThat(script.leftOut())
        .containsExactly("public.nowhere is left out: it was not found on any shard");
  }

  @Test
  void answersAsOnePostgresWithAllRowsDoes() throws ShardlensException {
    int compared = 0;
    try (MaintenanceConnection coordinator = SERVERS.server("s1").connect(DATABASE);
        MaintenanceConnection oracle = SERVERS.connect("oracle")) {
      for (OracleIT.Case test : OracleIT.cases().toList()) {
        // ONLY reads nothing of a partitioned table, as the script says.
        boolean only = test.sql().contains("ONLY");
        if (only || !Set.of("concat", "sort", "gather", "single").contains(test.way())) {
          continue;
        }
        List<List<String>> actual;
        try {
          actual = rows(coordinator, test);
        } catch (ShardlensException e) {
          // Functions and views of the shards are not there.
          assertThat(e.error().sqlState()).as("%s%n%s", test, e.getMessage()).startsWith("42");
          continue;
        }
        assertThat(actual).as("%s", test).isEqualTo(rows(oracle, test));
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(150);
  }

  private static List<List<String>> rows(MaintenanceConnection connection, OracleIT.Case test)
      throws ShardlensException {
    connection.execute("SET extra_float_digits = 1; SET TimeZone = 'UTC'");
    List<List<String>> rows = new ArrayList<>(connection.queryRows(test.sql()));
    if (!test.ordered()) {
      rows.sort(java.util.Comparator.comparing(Object::toString));
    }
    return rows;
  }
}
