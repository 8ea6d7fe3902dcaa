package io.shardlens.importing;

import io.shardlens.topology.imports.catalog.CatalogImporter;
import io.shardlens.topology.imports.catalog.CitusCatalog;
import io.shardlens.topology.imports.catalog.ForeignPartitions;

/// A configuration that a running server tells.
public enum CatalogKind implements ImportKind {
  CITUS("citus"),
  FDW("fdw");

  private final String word;

  CatalogKind(String word) {
    this.word = word;
  }

  @Override
  public String word() {
    return word;
  }

  CatalogImporter importer() {
    return switch (this) {
      case CITUS -> new CitusCatalog();
      case FDW -> new ForeignPartitions();
    };
  }
}
