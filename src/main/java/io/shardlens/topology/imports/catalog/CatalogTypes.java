package io.shardlens.topology.imports.catalog;

import io.shardlens.topology.KeyType;
import java.util.Optional;

/// The key types by the names that `format_type` gives without a length.
final class CatalogTypes {

  private CatalogTypes() {}

  static Optional<KeyType> of(String name) {
    return switch (name) {
      case "smallint" -> Optional.of(KeyType.SMALLINT);
      case "integer" -> Optional.of(KeyType.INTEGER);
      case "bigint" -> Optional.of(KeyType.BIGINT);
      case "text" -> Optional.of(KeyType.TEXT);
      case "character varying" -> Optional.of(KeyType.VARCHAR);
      case "character" -> Optional.of(KeyType.CHAR);
      case "uuid" -> Optional.of(KeyType.UUID);
      case "date" -> Optional.of(KeyType.DATE);
      case "timestamp without time zone" -> Optional.of(KeyType.TIMESTAMP);
      case "timestamp with time zone" -> Optional.of(KeyType.TIMESTAMPTZ);
      default -> Optional.empty();
    };
  }
}
