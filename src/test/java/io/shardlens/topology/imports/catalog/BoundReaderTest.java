package io.shardlens.topology.imports.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.topology.imports.catalog.PartitionBound.Edge;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundReaderTest {

  @Test
  void readsEveryFormThatPostgresWrites() {
    assertThat(BoundReader.read("DEFAULT")).contains(new PartitionBound.Otherwise());
    assertThat(BoundReader.read("FOR VALUES WITH (modulus 4, remainder 3)"))
        .contains(new PartitionBound.Hash(4, 3));
    assertThat(BoundReader.read("FOR VALUES IN ('it''s', E'a\\\\b', -5, NULL, true, '')"))
        .contains(new PartitionBound.In(List.of("it's", "a\\b", "-5", "true", ""), true));
    assertThat(BoundReader.read("FOR VALUES FROM (MINVALUE) TO ('100')"))
        .contains(
            new PartitionBound.Range(List.of(new Edge.Lowest()), List.of(new Edge.Value("100"))));
    assertThat(BoundReader.read("FOR VALUES FROM (1, 'a', MINVALUE) TO ('-2', ', TO (', MAXVALUE)"))
        .contains(
            new PartitionBound.Range(
                List.of(new Edge.Value("1"), new Edge.Value("a"), new Edge.Lowest()),
                List.of(new Edge.Value("-2"), new Edge.Value(", TO ("), new Edge.Highest())));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "default",
        "DEFAULT ",
        "FOR VALUES",
        "FOR VALUES IN ()",
        "FOR VALUES IN ('a'",
        "FOR VALUES IN ('a)",
        "FOR VALUES IN ('a',)",
        "FOR VALUES IN (E'\\n')",
        "FOR VALUES IN (f(1))",
        "FOR VALUES FROM (1) TO (2, 3)",
        "FOR VALUES FROM (1)",
        "FOR VALUES FROM (1) TO (2) x",
        "FOR VALUES WITH (modulus 0, remainder 0)",
        "FOR VALUES WITH (modulus 2, remainder 2)",
        "FOR VALUES WITH (modulus 99999999999, remainder 2)",
        "FOR VALUES WITH (modulus -1, remainder 0)",
        "FOR VALUES WITH (modulus 2, remainder )",
        "FOR VALUES IN ('a'::text)",
      })
  void readsNothingElse(String text) {
    assertThat(BoundReader.read(text)).isEmpty();
  }
}
