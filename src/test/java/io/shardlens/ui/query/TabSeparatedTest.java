package io.shardlens.ui.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.rows.Row;
import java.util.List;
import org.junit.jupiter.api.Test;

class TabSeparatedTest {

  @Test
  void tellsNullFromEmptyTextAndFromItsOwnEscapes() {
    List<Row> rows = List.of(Row.of(0, null, "", "\\N"), Row.of(1, "a\tb", "c\nd", "e"));
    assertThat(TabSeparated.of(rows, row -> row.source() == 0 ? "Europe" : "Asia"))
        .isEqualTo("Europe\t\\N\t\t\\\\N\nAsia\ta\\tb\tc\\nd\te");
  }
}
