package io.shardlens.export.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.export.common.NotExpressibleException;
import io.shardlens.fixtures.HostileTopology;
import io.shardlens.routing.Route;
import io.shardlens.routing.Router;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.Topology;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Names from a hostile file stay literals and identifiers in SQL.
final class SqlHostileIT {

  @Test
  void hostileNamesStayTexts() throws Exception {
    Topology topology = HostileTopology.topology();
    Router router = new Router(topology);
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start();
        Connection connection = postgres.getPostgresDatabase().getConnection()) {
      for (TableDefinition.Sharded table : topology.shardedTables()) {
        String sql = SqlExport.of(topology, List.of(table));
        assertThat(sql)
            .doesNotContain("\u202e", "\u2066", "\u001b", "\u0085", "\u2028", "\f", "\r");
        for (String key : HostileTopology.TEXTS) {
          assertThat(router.route(table, List.of(key)))
              .isInstanceOfSatisfying(
                  Route.Owned.class,
                  owned ->
                      assertThat(found(connection, table, sql, key))
                          .isEqualTo(owned.shard().value()));
        }
      }
    }
  }

  /// The comments before the expression are part of the statement, and it has still one column.
  private static String found(
      Connection connection, TableDefinition.Sharded table, String sql, String key) {
    String statement;
    try {
      statement =
          "SELECT\n"
              + sql.replace("?", "??")
              + " FROM (SELECT ?::text AS "
              + SqlText.identifier(table.key().getFirst()).replace("?", "??")
              + ") AS rows";
    } catch (NotExpressibleException e) {
      throw new AssertionError(e);
    }
    try (PreparedStatement prepared = connection.prepareStatement(statement)) {
      prepared.setString(1, key);
      try (ResultSet rows = prepared.executeQuery()) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getMetaData().getColumnCount()).isEqualTo(1);
        return rows.getString(1);
      }
    } catch (java.sql.SQLException e) {
      throw new AssertionError(statement, e);
    }
  }
}
