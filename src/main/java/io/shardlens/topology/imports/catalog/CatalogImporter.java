package io.shardlens.topology.imports.catalog;

import io.shardlens.topology.imports.ImportPreview;
import java.util.Map;

/// Reads one kind of catalog. Implementations are stateless and thread-safe; nothing that a catalog
/// holds makes them throw.
public interface CatalogImporter {

  /// Makes of a server's catalog what can be made.
  ///
  /// @param answers to the questions of an earlier preview, by their ids
  ImportPreview read(CatalogSource catalog, Map<String, String> answers) throws CatalogFailure;
}
