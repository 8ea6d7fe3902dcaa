package io.shardlens.cli;

import io.shardlens.topology.imports.Importer;
import io.shardlens.topology.imports.catalog.CatalogImporter;
import io.shardlens.topology.imports.catalog.CitusCatalog;
import io.shardlens.topology.imports.catalog.ForeignPartitions;
import io.shardlens.topology.imports.python.DjangoImporter;
import io.shardlens.topology.imports.python.SqlAlchemyImporter;
import io.shardlens.topology.imports.toml.PgCatImporter;
import io.shardlens.topology.imports.toml.PgDogImporter;
import io.shardlens.topology.imports.yaml.ShardingSphereImporter;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// The kinds of configuration that are imported, by the words of the command line.
final class ImportKinds {

  static final Map<String, Importer> FILES =
      Map.of(
          "django", new DjangoImporter(),
          "sqlalchemy", new SqlAlchemyImporter(),
          "shardingsphere", new ShardingSphereImporter(),
          "pgdog", new PgDogImporter(),
          "pgcat", new PgCatImporter());

  static final Map<String, CatalogImporter> CATALOGS =
      Map.of("citus", new CitusCatalog(), "fdw", new ForeignPartitions());

  private ImportKinds() {}

  static List<String> names() {
    TreeSet<String> names = new TreeSet<>(FILES.keySet());
    names.addAll(CATALOGS.keySet());
    return List.copyOf(names);
  }
}
