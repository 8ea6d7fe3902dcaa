package io.shardlens.cli;

import io.shardlens.execute.ResultConsumer;
import io.shardlens.rows.Column;
import io.shardlens.rows.Row;
import io.shardlens.rows.SafeText;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Rows as a Markdown table, the shard first.
final class MarkdownRows implements ResultConsumer {

  private final PrintWriter out;
  private final ShardNames names;
  private final OpenEnd end;

  MarkdownRows(PrintWriter out, ShardNames names) {
    this.out = out;
    this.names = names;
    this.end = new OpenEnd(out);
  }

  @Override
  public void columns(List<Column> columns) {
    line(new ArrayList<>(ResultPrinter.headers(columns)));
    List<String> rule = new ArrayList<>();
    rule.add("---");
    columns.forEach(column -> rule.add(column.type().isNumber() ? "---:" : "---"));
    out.println("|" + String.join("|", rule) + "|");
  }

  @Override
  public boolean row(Row row) {
    line(names.cells(row));
    return end.isRead();
  }

  private void line(List<@Nullable String> cells) {
    out.println(
        cells.stream().map(MarkdownRows::escaped).collect(Collectors.joining(" | ", "| ", " |")));
  }

  private static String escaped(@Nullable String cell) {
    return cell == null
        ? "NULL"
        : SafeText.escape(cell).replace("\\", "\\\\").replace("|", "\\|").replace("`", "\\`");
  }
}
