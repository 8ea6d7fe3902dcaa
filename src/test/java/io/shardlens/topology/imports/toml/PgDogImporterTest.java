package io.shardlens.topology.imports.toml;

import static io.shardlens.topology.imports.ImportedRoutes.sample;
import static io.shardlens.topology.imports.ImportedRoutes.shards;
import static io.shardlens.topology.imports.ImportedRoutes.topology;
import static io.shardlens.topology.imports.ImportedRoutes.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.TableName;
import io.shardlens.topology.Topology;
import io.shardlens.topology.imports.ImportNote;
import io.shardlens.topology.imports.ImportPreview;
import io.shardlens.topology.imports.ImportQuestion;
import io.shardlens.topology.imports.ImportSource;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PgDogImporterTest {

  private static ImportPreview sampleFiles() {
    return new PgDogImporter().read(List.of(sample("pgdog.toml"), sample("users.toml")), Map.of());
  }

  private static ImportPreview read(String text, Map<String, String> answers) {
    return new PgDogImporter().read(List.of(new ImportSource("pgdog.toml", text)), answers);
  }

  @Test
  void primariesBecomeShardsInTheOrderOfTheirNumbers() {
    Topology topology = topology(sampleFiles());
    assertThat(topology.name()).isEqualTo("prod");
    assertThat(topology.shards())
        .extracting(shard ->
            shard.id() + " " + shard.address() + " " + shard.database() + " " + shard.user())
        .containsExactly(
            "shard_0 10.0.0.1:5432 shard_0 app",
            "shard_1 10.0.0.2:5433 shard_1 app",
            "shard_2 10.0.0.4:5432 shard_2 other",
            "shard_3 10.0.0.5:5432 prod app");
    assertThat(words(sampleFiles())).noneMatch(text -> text.contains("c4n4ry"));
    assertThat(sampleFiles().notes())
        .filteredOn(note -> note.kind() == ImportNote.Kind.DROPPED)
        .extracting(ImportNote::text)
        .contains(
            "1 replica was left out",
            "The password of shard 1 was left out",
            "The passwords of a user were left out");
  }

  @Test
  void tablesWithoutMappingRouteByPostgresHash() {
    Topology topology = topology(sampleFiles());
    assertThat(
            shards(topology, "users", "0", "1", "2", "3", "42", "49999", "-1")
                .replace("shard_", ""))
        .isEqualTo("0 0 2 1 2 3 1");
    assertThat(
            shards(
                    topology,
                    "web.sessions",
                    "00000000-0000-0000-0000-000000000000",
                    "f47ac10b-58cc-4372-a567-0e02b2c3d479")
                .replace("shard_", ""))
        .isEqualTo("1 2");
  }

  /// The keys 0 to 19 over twelve shards, from PgDog's own test.
  @Test
  void sha1RoutesAsPgDogDoes() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 12; i++) {
      text.append("[[databases]]\nname='p'\nhost='h'\nuser='u'\nshard=%d\n".formatted(i));
    }
    text.append("[[sharded_tables]]\ndatabase='p'\nname='t'\ncolumn='id'\nhasher='sha1'\n");
    String[] keys = IntStream.range(0, 20).mapToObj(Integer::toString).toArray(String[]::new);
    assertThat(shards(topology(read(text.toString(), Map.of())), "t", keys).replace("shard_", ""))
        .isEqualTo("4 7 8 3 6 0 0 10 3 11 1 7 4 4 11 2 5 0 8 3");
  }

  @Test
  void mappingsOfBothStylesRoute() {
    Topology topology = topology(sampleFiles());
    assertThat(
            shards(topology, "events", "-1", "0", "99", "100", "199", "200").replace("shard_", ""))
        .isEqualTo("2 0 0 1 1 2");
    assertThat(shards(topology, "regions", "eu", "us", "asia", "africa").replace("shard_", ""))
        .isEqualTo("0 0 1 -");
    assertThat(shards(topology, "tenants", "1", "3", "4").replace("shard_", "")).isEqualTo("0 0 3");
  }

  @Test
  void tablesEverywhereAreReferencesAndSchemasAreTenants() {
    Topology topology = topology(sampleFiles());
    assertThat(topology.tables())
        .contains(
            new TableDefinition.Reference(new TableName("public", "countries")),
            new TableDefinition.Reference(new TableName("public", "settings")));
    assertThat(topology.routing("by_schema").rule().shards()).hasSize(3);
  }

  @Test
  void aColumnOfAllTablesIsAsked() {
    String text =
        """
        [[databases]]
        name = "prod"
        host = "h"
        user = "u"
        [[sharded_tables]]
        database = "prod"
        column = "user_id"
        """;
    assertThat(read(text, Map.of()).questions())
        .extracting(ImportQuestion::id)
        .containsExactly("user_id.tables");
    assertThat(topology(read(text, Map.of("user_id.tables", "orders, items"))).tables())
        .extracting(table -> table.name().name())
        .containsExactly("orders", "items");
    assertThat(topology(read(text, Map.of("user_id.tables", "-"))).tables()).isEmpty();
  }

  @Test
  void oneDatabaseOfSeveralIsAsked() {
    String text =
        """
        [[databases]]
        name = "a"
        host = "h"
        user = "u"
        [[databases]]
        name = "b"
        host = "h"
        user = "u"
        """;
    assertThat(read(text, Map.of()).questions())
        .extracting(ImportQuestion::choices)
        .containsExactly(List.of("a", "b"));
    assertThat(topology(read(text, Map.of("database", "b"))).name()).isEqualTo("b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "data_type = 'vector'|keys of the type \"vector\" cannot be expressed",
        "lookup_query = 'SELECT 1'|its lookup_query cannot be read",
        "centroids_path = '/x'|its centroids_path cannot be read",
        "hasher = 'md5'|its hasher is not known",
        "mapping = [{values=[1],shard=0},{start=5,shard=0}]|it has both a list and ranges",
      })
  void whatCannotBeExpressedIsSaid(String member, String reason) {
    assertThat(table(member).notes())
        .filteredOn(note -> note.kind() == ImportNote.Kind.NOT_UNDERSTOOD)
        .singleElement()
        .extracting(ImportNote::text)
        .asString()
        .contains(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mapping = [{values=[1],shard=7}]|names a shard that [[databases]] does not have",
        "mapping = [{values=['x'],shard=0}]|A value of a mapping is no bigint",
        "mapping = [{start=5,end=5,shard=0}]|holds no key",
        "mapping = [{start=0,end=5,shard=0},{start=4,end=9,shard=0}]|Two ranges of a mapping",
      })
  void mappingsThatCannotBeAreProblems(String member, String reason) {
    assertThat(table(member).problems())
        .singleElement()
        .extracting(problem -> problem.message())
        .asString()
        .contains(reason);
  }

  private static ImportPreview table(String member) {
    return read(
        "[[databases]]\n"
            + "name='p'\n"
            + "host='h'\n"
            + "user='u'\n"
            + "[[sharded_tables]]\n"
            + "database='p'\n"
            + "name='t'\n"
            + "column='id'\n"
            + member,
        Map.of());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "password = c4n4ry|pgdog.toml:1:12: This is not TOML: the text does not fit its grammar"
            + " here",
        "a = 1\\na = 2|pgdog.toml:2:1: This name is given twice",
        "c4n4ry = '\\u0001'|pgdog.toml:0: This is not TOML",
        "x = 1|pgdog.toml: The file has no [[databases]]: name pgdog.toml, too",
      })
  void refusalsNameThePlaceAndRepeatNothing(String text, String expected) {
    String written = text.replace("\\n", "\n");
    if (expected.contains(":0:")) {
      assertThat(words(read(written, Map.of()))).noneMatch(word -> word.contains("c4n4ry"));
    } else {
      assertThat(read(written, Map.of()).problems())
          .extracting(Object::toString)
          .containsExactly(expected);
    }
  }

  @Test
  void largeAndDeepFilesAreRefused() {
    assertThat(read("#".repeat(TomlReader.MAXIMUM_CHARACTERS + 1), Map.of()).problems())
        .extracting(problem -> problem.message())
        .containsExactly("The file is larger than 512 KiB or 20000 lines: it is not read");
    assertThat(read("\n".repeat(TomlReader.MAXIMUM_LINES + 1), Map.of()).problems()).hasSize(1);
    assertThat(read("a = " + "[".repeat(5_000) + "]".repeat(5_000), Map.of()).problems())
        .extracting(problem -> problem.message())
        .containsExactly("Values are nested deeper than 32 levels here");
    assertThat(read("a = " + "{a=".repeat(5_000) + "1" + "}".repeat(5_000), Map.of()).problems())
        .hasSize(1);
  }

  @Test
  void pgCatsPoolsAndHashAreRead() {
    ImportPreview preview = new PgCatImporter().read(List.of(sample("pgcat.toml")), Map.of());
    Topology topology = topology(preview);
    assertThat(topology.shards())
        .extracting(shard ->
            shard.id() + " " + shard.address() + " " + shard.database() + " " + shard.user())
        .containsExactly(
            "shard_0 127.0.0.1:5432 shard0 sharding_user",
            "shard_1 127.0.0.1:5433 shard1 sharding_user");
    assertThat(shards(topology, "data", "0", "3", "4", "-1"))
        .isEqualTo("shard_0 shard_1 shard_1 shard_1");
    assertThat(words(preview)).noneMatch(text -> text.contains("c4n4ry"));
  }
}
