package io.shardlens.cli;

import java.util.Locale;

/// Shortens a statement for reading. What is left of it is no statement any more, so it is for
/// nothing that is copied or read by a program.
final class SqlExcerpt {

  /// Characters of a statement that is shown whole.
  static final int WHOLE = 1_500;

  private static final int HEAD = 650;
  private static final int TAIL = 350;

  /// How far a cut may move to where a word or a value ends.
  private static final int SLACK = 60;

  private SqlExcerpt() {}

  /// The statement, or its beginning and its end with a line between them that says how many
  /// characters are left out, and how to see them.
  static String of(String sql) {
    if (sql.length() <= WHOLE) {
      return sql;
    }
    int head = afterGap(sql, HEAD);
    int tail = afterGap(sql, sql.length() - TAIL);
    return sql.substring(0, head).stripTrailing()
        + String.format(
            Locale.ROOT, "%n[… %,d characters left out; --full shows them …]%n", tail - head)
        + sql.substring(tail).stripLeading();
  }

  /// The next place behind white space or a comma, or the one given where none is near; never
  /// within a character.
  private static int afterGap(String sql, int index) {
    for (int i = index; i < index + SLACK; i++) {
      if (Character.isWhitespace(sql.charAt(i - 1)) || sql.charAt(i - 1) == ',') {
        return i;
      }
    }
    return Character.isLowSurrogate(sql.charAt(index)) ? index + 1 : index;
  }
}
