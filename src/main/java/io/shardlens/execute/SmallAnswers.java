package io.shardlens.execute;

import io.shardlens.rows.Column;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads whole small answers, such as those of the catalogs, or a few records.
public final class SmallAnswers {

  private SmallAnswers() {}

  /// All rows of a statement; meant for answers that are known to be small.
  public static List<@Nullable String[]> rows(
      ShardSession session, String sql, List<? extends Parameter> parameters) throws ShardFailure {
    List<@Nullable String[]> rows = new ArrayList<>();
    session.read(
        sql,
        parameters,
        new RowSink() {
          @Override
          public void columns(List<Column> columns) {}

          @Override
          public boolean row(@Nullable String[] cells) {
            rows.add(cells);
            return true;
          }
        });
    return rows;
  }

  /// The text of a cell that is never NULL.
  public static String text(@Nullable String cell) {
    if (cell == null) {
      throw new IllegalStateException("The catalog gave NULL where it never does");
    }
    return cell;
  }
}
