package io.shardlens.cli;

import io.shardlens.execute.ResultConsumer;
import io.shardlens.rows.Column;
import io.shardlens.rows.Row;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Rows as CSV (RFC 4180), the shard first. NULL is nothing, the empty text is a pair of quotes.
/// Cells go from the wire to the file as the bytes that they are.
final class CsvRows implements ResultConsumer {

  private static final byte[] EMPTY = {'"', '"'};
  private static final byte[] LINE_END = {'\r', '\n'};

  private final PrintWriter out;
  private final ShardNames names;
  private final CsvLines lines;
  private final Map<Integer, byte[]> shards = new HashMap<>();
  private final OpenEnd end;

  CsvRows(PrintWriter out, ShardNames names) {
    this.out = out;
    this.names = names;
    this.lines = new CsvLines(out);
    this.end = new OpenEnd(out);
  }

  @Override
  public void columns(List<Column> columns) {
    String separator = "";
    for (String header : ResultPrinter.headers(columns)) {
      lines.raw(separator.getBytes(StandardCharsets.UTF_8));
      lines.raw(quoted(header));
      separator = ",";
    }
    lines.raw(LINE_END);
  }

  @Override
  public boolean row(Row row) {
    lines.raw(shards.computeIfAbsent(row.source(), this::shard));
    row.read(this::cell);
    lines.raw(LINE_END);
    return end.isRead();
  }

  private byte[] shard(int source) {
    return quoted(names.of(source));
  }

  private void cell(byte[] utf8, int offset, int length) {
    lines.raw(CsvLines.COMMA);
    if (length >= 0) {
      lines.lastField(utf8, offset, length);
    }
  }

  private static byte[] quoted(String text) {
    return text.isEmpty() ? EMPTY : CsvLines.quoted(text);
  }

  /// Writes what is still in the buffer.
  void end() {
    lines.flush();
    out.flush();
  }
}
