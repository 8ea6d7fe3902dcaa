package io.shardlens.execute;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Holds `docs/query-shapes.md` to the statements that are proved.
final class QueryShapesTest {

  private static final Pattern ROW = Pattern.compile("\\| (\\d+) \\|.*\\| `([^`]+)` \\|");

  @Test
  void everyShapeHasAnExampleThatIsProved() throws IOException {
    Set<String> proved =
        OracleIT.cases().map(test -> test.sql().strip()).collect(Collectors.toSet());
    List<Integer> shapes = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of("docs", "query-shapes.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        shapes.add(Integer.valueOf(row.group(1)));
        assertThat(proved).as("shape %s", row.group(1)).contains(row.group(2));
      }
    }
    assertThat(shapes).hasSize(72).containsAll(IntStream.rangeClosed(1, 72).boxed().toList());
  }
}
