package io.shardlens.topology.imports.catalog;

import static io.shardlens.topology.imports.ImportedRoutes.shards;
import static io.shardlens.topology.imports.ImportedRoutes.topology;
import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.topology.Topology;
import io.shardlens.topology.imports.ImportNote;
import io.shardlens.topology.imports.ImportPreview;
import io.shardlens.topology.imports.catalog.CatalogSamples.Partitions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Catalogs that no PostgreSQL should have, or that a topology cannot say: each spoils its own
/// table and no other.
class ForeignPartitionsTest {

  private static final Map<String, String> ANSWERS =
      Map.of("public.odd.name", "shards.odd", "public.good.name", "shards.good");

  private final Partitions catalog = new Partitions();

  private void good() {
    catalog.key("1", "good", "l", "id", "integer");
    catalog.children("1", "good", "FOR VALUES IN (1)", "FOR VALUES IN (2)");
  }

  private ImportPreview preview() throws CatalogFailure {
    good();
    return new ForeignPartitions().read(catalog.answers(), ANSWERS);
  }

  private void assertLeftOut(String reason) throws CatalogFailure {
    ImportPreview preview = preview();
    Topology topology = topology(preview);
    assertThat(topology.tables()).hasSize(1);
    assertThat(shards(topology, "shards.good", "1", "2")).isEqualTo("origin far");
    assertThat(preview.notes())
        .filteredOn(note -> note.kind() == ImportNote.Kind.NOT_UNDERSTOOD)
        .extracting(ImportNote::text)
        .containsExactly("The table \"public.odd\" was left out: " + reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          r | FROM (1) TO (5)  | FROM (5) TO (9)       | no range of it holds the keys (-∞, 1)
          r | FROM (MINVALUE) TO (5) | FROM (6) TO (MAXVALUE) | no range of it holds the keys [5, 6)
          r | FROM (MINVALUE) TO (5) | FROM (5) TO (9) | no range of it holds the keys [9, +∞)
          r | FROM (MINVALUE) TO (5) | FROM (4) TO (MAXVALUE) | two ranges of it hold the same keys
          r | FROM (1) TO (5) | IN (7) | the bound of its partition "odd_1" cannot be read
          r | FROM (1, 2) TO (5, 6) | FROM (5) TO (6) | a bound of it has not as many values as its key has columns
          l | IN (1, 2) | IN (2) | two partitions list the value "2"
          l | IN (1, NULL) | IN (NULL) | two partitions list NULL
          l | IN (1) | WITH (modulus 2, remainder 0) | the bound of its partition "odd_1" cannot be read
          h | WITH (modulus 2, remainder 0) | WITH (modulus 2, remainder 0) | two partitions have the remainder 0 of 2
          h | WITH (modulus 2, remainder 0) | WITH (modulus 3, remainder 1) | the modulus 2 does not divide 3
          h | WITH (modulus 2, remainder 0) | WITH (modulus 4, remainder 1) | no partition has the remainder 3 of 4
          """)
  void boundsThatMakeNoRuleLeaveTheirTableOut(
      String strategy, String first, String second, String reason) throws CatalogFailure {
    catalog.key("7", "odd", strategy, "id", "integer");
    catalog.children("7", "odd", "FOR VALUES " + first, "FOR VALUES " + second);
    assertLeftOut(reason);
  }

  @Test
  void twoDefaultPartitionsMakeNoRule() throws CatalogFailure {
    catalog.key("7", "odd", "l", "id", "integer");
    catalog.children("7", "odd", "DEFAULT", "DEFAULT", "FOR VALUES IN (1)");
    assertLeftOut("the bounds of its partitions do not go together");
  }

  /// Its keys belong to nobody; the default partition must not get them.
  @Test
  void aPartitionWithoutPartitionsLeavesItsTableOut() throws CatalogFailure {
    catalog.key("7", "odd", "l", "id", "integer");
    catalog.partition("7", "71", "odd_1", "p", "FOR VALUES IN (1)", false);
    catalog.partition("7", "72", "odd_2", "f", "DEFAULT", true);
    assertLeftOut("its partition \"odd_1\" is partitioned again, and has no partition");
  }

  @Test
  void aTableThatIsItsOwnPartitionEnds() throws CatalogFailure {
    catalog.key("7", "odd", "l", "id", "integer");
    catalog.partition("7", "71", "odd_1", "p", "FOR VALUES IN (1)", false);
    catalog.partition("71", "71", "odd_1", "p", "FOR VALUES IN (1)", false);
    catalog.partition("7", "72", "odd_2", "f", "FOR VALUES IN (2)", true);
    assertLeftOut("its partition \"odd_1\" is partitioned again, and has no partition");
  }

  @Test
  void aPartitionWithoutANameLeavesItsTableOut() throws CatalogFailure {
    catalog.key("7", "odd", "l", "id", "integer");
    catalog.partition("7", "71", "", "r", "FOR VALUES IN (1)", false);
    catalog.partition("7", "72", "odd_2", "f", "FOR VALUES IN (2)", true);
    assertLeftOut("it, a partition of it or its server has a blank name");
  }
}
