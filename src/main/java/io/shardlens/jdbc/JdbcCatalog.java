package io.shardlens.jdbc;

import io.shardlens.execute.RowSink;
import io.shardlens.execute.ShardFailure;
import io.shardlens.execute.ShardSession;
import io.shardlens.rows.Column;
import io.shardlens.topology.Environment;
import io.shardlens.topology.Shard;
import io.shardlens.topology.Topology;
import io.shardlens.topology.imports.catalog.CatalogFailure;
import io.shardlens.topology.imports.catalog.CatalogRows;
import io.shardlens.topology.imports.catalog.CatalogSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The catalog of one server, read in the same read-only sessions as everything else, with the
/// password from where they find it.
public final class JdbcCatalog implements CatalogSource {

  private static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(20);

  private final Shard server;
  private final JdbcGateway gateway;

  public JdbcCatalog(Shard server, PasswordFiles passwords) {
    this.server = server;
    this.gateway =
        new JdbcGateway(
            new Topology(
                server.database(), Environment.PROD, List.of(server), List.of(), List.of()),
            passwords);
  }

  @Override
  public Shard server() {
    return server;
  }

  @Override
  public CatalogRows rows(String sql) throws CatalogFailure {
    Collected collected = new Collected();
    try (ShardSession session = gateway.openReadOnly(server.id(), STATEMENT_TIMEOUT)) {
      session.read(sql, List.of(), collected);
    } catch (ShardFailure e) {
      throw new CatalogFailure(e.getMessage(), e.isConnection());
    }
    return CatalogRows.of(collected.rows);
  }

  /// Keeps all rows, up to a number that no catalog should have.
  private static final class Collected implements RowSink {
    private final List<List<@Nullable String>> rows = new ArrayList<>();

    @Override
    public void columns(List<Column> columns) {
      // The query names them.
    }

    @Override
    public boolean row(@Nullable String[] cells) throws ShardFailure {
      if (rows.size() == CatalogRows.MOST) {
        throw new ShardFailure(
            ShardFailure.Kind.BUDGET,
            "the catalog has more than " + CatalogRows.MOST + " entries; it is not read");
      }
      rows.add(Arrays.asList(cells));
      return true;
    }
  }

  @Override
  public void close() {
    gateway.close();
  }
}
