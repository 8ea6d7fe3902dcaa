package io.shardlens.importing;

import io.shardlens.topology.Shard;
import io.shardlens.topology.imports.catalog.CatalogSource;

/// Reaches servers whose catalogs are read; implemented over real connections by whoever composes.
@FunctionalInterface
public interface CatalogOpener {

  /// Prepares the reading of a server's catalog, without connecting yet. Whoever asks closes it.
  CatalogSource open(Shard server);
}
