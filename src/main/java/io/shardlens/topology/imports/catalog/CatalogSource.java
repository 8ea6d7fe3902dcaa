package io.shardlens.topology.imports.catalog;

import io.shardlens.topology.Shard;

/// A server whose catalog is read. Used by one thread.
public interface CatalogSource extends AutoCloseable {

  /// How the server was reached, and as whom.
  Shard server();

  /// The rows of a query.
  ///
  /// @throws CatalogFailure when the server cannot be reached or refuses the query
  CatalogRows rows(String sql) throws CatalogFailure;

  /// Ends the connection; a source that has none does nothing.
  @Override
  default void close() {}
}
