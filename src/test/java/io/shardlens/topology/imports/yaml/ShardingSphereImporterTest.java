package io.shardlens.topology.imports.yaml;

import static io.shardlens.topology.imports.ImportedRoutes.sample;
import static io.shardlens.topology.imports.ImportedRoutes.shards;
import static io.shardlens.topology.imports.ImportedRoutes.topology;
import static io.shardlens.topology.imports.ImportedRoutes.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.topology.Shard;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.SslMode;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.TableName;
import io.shardlens.topology.Topology;
import io.shardlens.topology.imports.ImportNote;
import io.shardlens.topology.imports.ImportPreview;
import io.shardlens.topology.imports.ImportQuestion;
import io.shardlens.topology.imports.ImportSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShardingSphereImporterTest {

  private static final Map<String, String> ANSWERS = Map.of("code.type", "text", "views", "yes");

  private static ImportPreview read(String text, Map<String, String> answers) {
    return new ShardingSphereImporter()
        .read(List.of(new ImportSource("config.yaml", text)), answers);
  }

  private static ImportPreview proxy(Map<String, String> answers) {
    return new ShardingSphereImporter().read(List.of(sample("shardingsphere-proxy.yaml")), answers);
  }

  @Test
  void dataSourcesBecomeShardsWithoutPasswordsAndDriverParameters() {
    Topology topology = topology(proxy(ANSWERS));
    assertThat(topology.name()).isEqualTo("shop");
    assertThat(topology.shards())
        .containsExactly(
            new Shard(
                new ShardId("ds_0"),
                "ds_0",
                "db-a.example.net",
                5432,
                "shop_0",
                "shop",
                SslMode.REQUIRE),
            new Shard(
                new ShardId("ds_1"),
                "ds_1",
                "db-b.example.net",
                5433,
                "shop_1",
                "shop",
                SslMode.VERIFY_FULL));
    assertThat(proxy(ANSWERS).notes())
        .extracting(ImportNote::toString)
        .contains(
            "shardingsphere-proxy.yaml:6:10: The driver's parameter useUnicode was left out",
            "shardingsphere-proxy.yaml:6:10: The password in the URL was left out",
            "shardingsphere-proxy.yaml:8:15: The password of \"ds_0\" was left out",
            "shardingsphere-proxy.yaml:12:10: The driver's parameter socketFactory was left out");
  }

  @Test
  void tablesAreShardedByTheirOwnOrTheDefaultStrategy() {
    Topology topology = topology(proxy(ANSWERS));
    assertThat(shards(topology, "t_order", "0", "1", "2", "3", "-2", "-1"))
        .isEqualTo("ds_0 ds_1 ds_0 ds_1 ds_0 -");
    assertThat(shards(topology, "ledger_v2", "0", "1", "-1", "-2"))
        .isEqualTo("ds_0 ds_1 ds_1 ds_0");
    assertThat(shards(topology, "t_document", "hello", "polygenelubricants", "FB", "Ea"))
        .isEqualTo("ds_0 ds_0 ds_0 ds_0");
    assertThat(topology.coLocated().get("by_user_id"))
        .extracting(table -> table.name().name())
        .containsExactly("t_order", "t_order_item", "t_session");
  }

  @Test
  void tablesOfOneNameInOneOrInAllDataSourcesNeedNoStrategy() {
    Topology topology = topology(proxy(ANSWERS));
    assertThat(topology.table(new TableName("public", "t_archive")))
        .contains(
            new TableDefinition.Unsharded(
                new TableName("public", "t_archive"), new ShardId("ds_1")));
    assertThat(topology.table(new TableName("public", "t_setting")))
        .contains(
            new TableDefinition.Unsharded(
                new TableName("public", "t_setting"), new ShardId("ds_0")));
    assertThat(topology.tables())
        .contains(
            new TableDefinition.Reference(new TableName("public", "t_country")),
            new TableDefinition.Reference(new TableName("public", "t_currency")));
  }

  @Test
  void severalPhysicalTablesAreAskedForOnce() {
    ImportPreview open = proxy(Map.of());
    assertThat(open.topology()).isEmpty();
    assertThat(open.questions())
        .extracting(ImportQuestion::id)
        .containsExactly("code.type", "views");
    assertThat(open.questions().getFirst().choices()).contains("bigint", "text", "uuid");
    assertThat(open.questions().getLast().text())
        .startsWith("\"t_session\" and 1 more have several physical tables");
    Topology without = topology(proxy(Map.of("code.type", "text", "views", "no")));
    assertThat(without.tableNamed("t_event")).isEmpty();
    Topology with = topology(proxy(ANSWERS));
    assertThat(shards(with, "t_event", "-1", "0", "39", "40", "99", "100"))
        .isEqualTo("ds_0 ds_1 ds_1 ds_0 ds_1 ds_0");
  }

  @Test
  void whatIsNotUnderstoodIsSaidWithItsPlace() {
    assertThat(proxy(ANSWERS).notes())
        .filteredOn(note -> note.kind() == ImportNote.Kind.NOT_UNDERSTOOD)
        .extracting(ImportNote::toString)
        .containsExactly(
            "shardingsphere-proxy.yaml:40:7: The table \"t_region\" was left out: algorithms of the"
                + " type \"CLASS_BASED\" are not read",
            "shardingsphere-proxy.yaml:60:11: \"*.*\" names no table of one data source, and was"
                + " left out");
  }

  @Test
  void versionFourIsReadWithItsReplicasAndBeans() {
    ImportPreview preview =
        new ShardingSphereImporter()
            .read(List.of(sample("shardingsphere-4.yaml")), Map.of("id.type", "text"));
    Topology topology = topology(preview);
    assertThat(topology.name()).isEqualTo("shardingsphere-4");
    assertThat(topology.shards())
        .extracting(shard -> shard.id() + " " + shard.address() + " " + shard.sslMode())
        .containsExactly("ds_1 [::1]:5433 DISABLE", "ds_0 localhost:5432 DISABLE");
    assertThat(shards(topology, "t_user", "hello", "a")).isEqualTo("ds_0 ds_1");
    assertThat(words(preview)).noneMatch(text -> text.contains("c4n4ry"));
  }

  @Test
  void noPasswordIsEverSaid() {
    assertThat(words(proxy(Map.of()))).noneMatch(text -> text.contains("c4n4ry"));
    assertThat(words(proxy(ANSWERS))).noneMatch(text -> text.contains("c4n4ry"));
  }

  private static String configuration(int sources, String column, String algorithm) {
    StringBuilder text = new StringBuilder("dataSources:\n");
    for (int i = 0; i < sources; i++) {
      text.append(
          "  ds_%d: {url: 'jdbc:postgresql://h%d/d%d?sslmode=require', username: u}\n"
              .formatted(i, i, i));
    }
    return text
        + """
        rules:
        - !SHARDING
          tables:
            t:
              actualDataNodes: ds_${0..%d}.t
              databaseStrategy: {standard: {shardingColumn: %s, shardingAlgorithmName: a}}
          shardingAlgorithms:
            a: {%s}
        """
            .formatted(sources - 1, column, algorithm);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "4; bigint; type: MOD, props: {sharding-count: 4}; -7 -1 0 5 9223372036854775807; 1 3 0 1"
            + " 3",
        "4; bigint; type: HASH_MOD, props: {sharding-count: 4}; -1 1 4294967296"
            + " 9223372036854775807; 0 1 1 0",
        "4; integer; type: HASH_MOD, props: {sharding-count: 4}; -7 -1 7; 3 1 3",
        "3; text; type: HASH_MOD, props: {sharding-count: 3}; polygenelubricants hello FB Ea; 2 1 1"
            + " 1",
        "4; uuid; type: HASH_MOD, props: {sharding-count: 4}; 00000000-0000-0000-0000-000000000000;"
            + " 0",
        "5; bigint; type: VOLUME_RANGE, props: {range-lower: 0, range-upper: 100, sharding-volume:"
            + " 40}; -1 0 39 40 99 100; 0 1 1 2 3 4",
        "4; bigint; 'type: BOUNDARY_RANGE, props: {sharding-ranges: \"1,5,10\"}'; 0 1 4 5 9 10; 0 1"
            + " 1 2 2 3",
        "4; bigint; 'type: BOUNDARY_RANGE, props: {sharding-ranges: \"10, x, 5,1\"}'; 0 1 5 10; 0 1"
            + " 2 3",
        "4; bigint; 'type: BOUNDARY_RANGE, props: {sharding-ranges: \"5,5,10\"}'; 4 5 9 10; 0 2 2"
            + " 3",
        "2; bigint; 'type: INLINE, props: {algorithm-expression: \"ds_${k % 2}\"}'; 49999 50000 -2"
            + " -1; 1 0 0 -",
        "4; bigint; 'type: INLINE, props: {algorithm-expression: \"ds_$->{Math.abs(k %"
            + " 8).intdiv(2)}\"}'; 0 1 2 7 -7; 0 0 1 3 3",
        "2; integer; 'type: INLINE, props: {algorithm-expression: \"ds_${k}\"}'; 0 1 2 -1; 0 1 - -",
        "4; bigint; 'type: MOD, props: {sharding-count: 4, start-offset: 2}'; 10203 99 123; 3 - 3",
      })
  void algorithmsRouteAsShardingSphereDoes(
      int sources, String type, String algorithm, String keys, String expected) {
    ImportPreview preview = read(configuration(sources, "k", algorithm), Map.of("k.type", type));
    assertThat(shards(topology(preview), "t", keys.split(" ")).replace("ds_", ""))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "type: MOD, props: {sharding-count: 0}; it has no sharding-count that is a number in its"
            + " bounds",
        "type: MOD, props: {sharding-count: 9}; 'it gives number 4 of 9, and there is no such data"
            + " source or table'",
        "type: MOD, props: {sharding-count: 4, stop-offset: 1}; its stop-offset cannot be"
            + " expressed",
        "type: HASH_MOD; it has no sharding-count that is a number in its bounds",
        "type: VOLUME_RANGE, props: {range-lower: 0, range-upper: 10, sharding-volume: 11}; its"
            + " volume does not fit between its bounds",
        "type: VOLUME_RANGE, props: {range-lower: -9223372036854775808, range-upper:"
            + " 9223372036854775807, sharding-volume: 1}; its volume does not fit between its"
            + " bounds",
        "type: BOUNDARY_RANGE, props: {sharding-ranges: x}; it has no sharding-ranges",
        "type: INTERVAL; algorithms of the type \"INTERVAL\" are not read",
        "'type: INLINE, props: {algorithm-expression: \"ds_${k > 5 ? 0 : 1}\"}'; only whole"
            + " numbers",
        "'type: INLINE, props: {algorithm-expression: \"ds_${k % 5}\"}'; for keys of remainder 4 it"
            + " gives a name that no data source has",
        "'type: INLINE, props: {algorithm-expression: \"ds_${''id''.execute()}\"}'; a method other"
            + " than",
      })
  void algorithmsThatMakeNoRuleAreSaid(String algorithm, String reason) {
    ImportPreview preview = read(configuration(4, "k", algorithm), Map.of("k.type", "bigint"));
    assertThat(preview.problems()).isEmpty();
    assertThat(preview.notes())
        .filteredOn(note -> note.kind() == ImportNote.Kind.NOT_UNDERSTOOD)
        .singleElement()
        .extracting(ImportNote::text)
        .asString()
        .startsWith("The table \"t\" was left out: ")
        .contains(reason);
  }

  @Test
  void singleTablesWithoutANameAreLeftOut() {
    ImportPreview preview =
        read(
            configuration(1, "k", "type: MOD, props: {sharding-count: 1}")
                + "- !SINGLE\n  tables: [ds_0., ds_0.t_setting, '*.*']\n",
            Map.of("k.type", "bigint"));
    assertThat(preview.notes())
        .filteredOn(note -> note.kind() == ImportNote.Kind.NOT_UNDERSTOOD)
        .extracting(ImportNote::text)
        .containsExactly(
            "\"ds_0.\" names no table of one data source, and was left out",
            "\"*.*\" names no table of one data source, and was left out");
    assertThat(topology(preview).tables())
        .extracting(table -> table.name().name())
        .contains("t_setting");
  }

  @Test
  void whatAFileDoesNotSayIsAsked() {
    ImportPreview preview =
        read("dataSources:\n  ds_0: {url: 'jdbc:postgresql://${DB_HOST}:5432/'}\n", Map.of());
    assertThat(preview.questions())
        .extracting(ImportQuestion::id)
        .containsExactly("ds_0.host", "ds_0.database", "ds_0.user");
    Map<String, String> answers = Map.of("ds_0.host", "h", "ds_0.database", "d", "ds_0.user", "u");
    assertThat(
            topology(
                    read(
                        "dataSources:\n  ds_0: {url: 'jdbc:postgresql://${DB_HOST}:5432/'}\n",
                        answers))
                .shards())
        .extracting(Shard::address)
        .containsExactly("h:5432");
  }

  @Test
  void answersThatCannotBeAreProblems() {
    String text = "dataSources:\n  ds_0: {url: 'jdbc:postgresql:///d', username: u}\n";
    assertThat(read(text.replace("///d", "//${X}/d"), Map.of("ds_0.host", "h/?x=y")).problems())
        .extracting(problem -> problem.message())
        .containsExactly("The answer to ds_0.host is a host name or an address; answer again");
    assertThat(proxy(Map.of("code.type", "json", "views", "yes")).problems())
        .extracting(problem -> problem.message())
        .containsExactly(
            "The answer to code.type is one of bigint, integer, text, varchar, uuid; answer again");
  }
}
