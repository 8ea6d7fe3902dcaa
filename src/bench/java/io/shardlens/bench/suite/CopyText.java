package io.shardlens.bench.suite;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/// Reads a query by `COPY … TO STDOUT` in text format: the cheapest way to many rows that pgjdbc
/// has.
final class CopyText {

  private static final int NULL_LENGTH = 2;

  private CopyText() {}

  /// @param rows takes each row on the calling thread
  static void read(Connection connection, String sql, RowReader rows) throws SQLException {
    CopyOut copy =
        connection.unwrap(PGConnection.class).getCopyAPI().copyOut("COPY (" + sql + ") TO STDOUT");
    try {
      int width = copy.getFieldCount();
      for (byte[] line = copy.readFromCopy(); line != null; line = copy.readFromCopy()) {
        rows.row(cells(line, width));
      }
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  static List<List<@Nullable String>> all(Connection connection, String sql) throws SQLException {
    List<List<@Nullable String>> rows = new ArrayList<>();
    read(connection, sql, rows::add);
    return rows;
  }

  private static List<@Nullable String> cells(byte[] line, int width) {
    @Nullable String[] cells = new @Nullable String[width];
    int start = 0;
    for (int i = 0; i < width; i++) {
      int end = start;
      boolean escaped = false;
      while (line[end] != '\t' && line[end] != '\n') {
        escaped |= line[end] == '\\';
        end++;
      }
      cells[i] =
          escaped
              ? unescaped(line, start, end)
              : new String(line, start, end - start, StandardCharsets.UTF_8);
      start = end + 1;
    }
    return Arrays.asList(cells);
  }

  private static @Nullable String unescaped(byte[] line, int start, int end) {
    if (end - start == NULL_LENGTH && line[start + 1] == 'N') {
      return null;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(end - start);
    for (int i = start; i < end; i++) {
      if (line[i] != '\\') {
        bytes.write(line[i]);
        continue;
      }
      i++;
      bytes.write(
          switch (line[i]) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 0x0b;
            default -> line[i];
          });
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
