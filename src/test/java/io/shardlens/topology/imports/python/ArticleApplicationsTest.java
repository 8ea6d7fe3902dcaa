package io.shardlens.topology.imports.python;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.topology.Shard;
import io.shardlens.topology.SslMode;
import io.shardlens.topology.Topology;
import io.shardlens.topology.imports.ImportPreview;
import io.shardlens.topology.imports.ImportSource;
import io.shardlens.topology.imports.Importer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The three applications of the article that the project began with, written anew: users below
/// 50000 on the first shard, all others on the second.
final class ArticleApplicationsTest {

  @Test
  void djangoProjectImportsWithoutAQuestion() {
    ImportPreview preview =
        imported(
            new DjangoImporter(),
            Sources.files(
                "django/settings.py", "django/routers.py", "django/models.py", "django/views.py"));

    assertThat(Sources.reread(preview).name()).isEqualTo("shop");
    assertRoutes(preview, "users", "orders");
  }

  @Test
  void djangoProjectNeedsNoModels() {
    ImportPreview preview =
        imported(new DjangoImporter(), Sources.files("django/routers.py", "django/settings.py"));

    assertRoutes(preview, "users");
    assertThat(Sources.words(preview)).contains("answer table for another");
  }

  @Test
  void flaskApplicationImportsWithoutAQuestion() {
    assertRoutes(
        imported(new SqlAlchemyImporter(), Sources.files("flask/app.py")), "users", "orders");
  }

  @Test
  void fastApiApplicationImportsWithoutAQuestion() {
    assertRoutes(
        imported(new SqlAlchemyImporter(), Sources.files("fastapi/app.py")), "users", "orders");
  }

  private static ImportPreview imported(Importer importer, List<ImportSource> sources) {
    ImportPreview preview = importer.read(sources, Map.of());
    assertThat(preview.questions()).isEmpty();
    assertThat(preview.problems()).isEmpty();
    assertThat(Sources.words(preview))
        .doesNotContain(Sources.CANARY)
        .contains("password was left out");
    return preview;
  }

  private static void assertRoutes(ImportPreview preview, String... tables) {
    Topology topology = Sources.reread(preview);
    assertThat(topology.shards())
        .extracting(Shard::database)
        .containsExactly("shop_shard_1", "shop_shard_2");
    assertThat(topology.shards()).extracting(Shard::port).containsExactly(5432, 5433);
    assertThat(topology.shards())
        .allSatisfy(shard -> assertThat(shard.sslMode()).isEqualTo(SslMode.DISABLE));
    for (String table : tables) {
      assertThat(Sources.shard(topology, table, "49999")).isEqualTo("shard_1");
      assertThat(Sources.shard(topology, table, "50000")).isEqualTo("shard_2");
      assertThat(Sources.shard(topology, table, "-1")).isEqualTo("shard_1");
    }
    assertThat(topology.tables()).hasSize(tables.length);
  }
}
