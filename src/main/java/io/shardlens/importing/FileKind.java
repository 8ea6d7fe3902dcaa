package io.shardlens.importing;

import io.shardlens.topology.imports.Importer;
import io.shardlens.topology.imports.python.DjangoImporter;
import io.shardlens.topology.imports.python.SqlAlchemyImporter;
import io.shardlens.topology.imports.toml.PgCatImporter;
import io.shardlens.topology.imports.toml.PgDogImporter;
import io.shardlens.topology.imports.yaml.ShardingSphereImporter;

/// A configuration that lies in files.
public enum FileKind implements ImportKind {
  DJANGO("django"),
  SQLALCHEMY("sqlalchemy"),
  SHARDINGSPHERE("shardingsphere"),
  PGDOG("pgdog"),
  PGCAT("pgcat");

  private final String word;

  FileKind(String word) {
    this.word = word;
  }

  @Override
  public String word() {
    return word;
  }

  Importer importer() {
    return switch (this) {
      case DJANGO -> new DjangoImporter();
      case SQLALCHEMY -> new SqlAlchemyImporter();
      case SHARDINGSPHERE -> new ShardingSphereImporter();
      case PGDOG -> new PgDogImporter();
      case PGCAT -> new PgCatImporter();
    };
  }
}
