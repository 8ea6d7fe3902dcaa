package io.shardlens.cli;

import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// Writes lines of CSV from bytes, through one buffer. Not thread-safe.
final class CsvLines {
  static final byte[] COMMA = {','};

  private static final int CAPACITY = 64 * 1024;

  private final PrintWriter out;
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);
  private ByteBuffer bytes = ByteBuffer.allocate(CAPACITY);
  private CharBuffer characters = CharBuffer.allocate(CAPACITY);

  CsvLines(PrintWriter out) {
    this.out = out;
  }

  /// A field and the comma after it, in quotes where the text needs them, as the empty one does.
  void field(byte[] text, int offset, int length) {
    lastField(text, offset, length);
    raw(COMMA);
  }

  /// A field without a comma after it, in quotes where the text needs them, as the empty one does.
  void lastField(byte[] text, int offset, int length) {
    room(2 * length + 2);
    boolean quotes = length == 0 || needsQuotes(text, offset, length);
    if (quotes) {
      bytes.put((byte) '"');
      for (int i = offset; i < offset + length; i++) {
        if (text[i] == '"') {
          bytes.put((byte) '"');
        }
        bytes.put(text[i]);
      }
      bytes.put((byte) '"');
    } else {
      bytes.put(text, offset, length);
    }
  }

  /// An empty field, which is NULL, and the comma after it.
  void nullField() {
    raw(COMMA);
  }

  /// Bytes as they are.
  void raw(byte[] text) {
    room(text.length);
    bytes.put(text);
  }

  void endLine() {
    room(1);
    bytes.put((byte) '\n');
  }

  /// Hands on whole characters only, so that one cut in two by the buffer is not broken.
  void flush() {
    bytes.flip();
    decoder.reset().decode(bytes, characters, true);
    decoder.flush(characters);
    out.append(characters.flip());
    out.flush();
    characters.clear();
    bytes.clear();
  }

  /// Fields are never cut: the buffer is emptied before one that does not fit.
  private void room(int needed) {
    if (bytes.remaining() >= needed) {
      return;
    }
    flush();
    if (bytes.capacity() < needed) {
      bytes = ByteBuffer.allocate(needed);
      characters = CharBuffer.allocate(needed);
    }
  }

  private static boolean needsQuotes(byte[] text, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      if (text[i] == ',' || text[i] == '"' || text[i] == '\n' || text[i] == '\r') {
        return true;
      }
    }
    return false;
  }

  /// A text as one field, without a comma after it.
  static byte[] quoted(String text) {
    boolean quotes = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return (quotes ? "\"" + text.replace("\"", "\"\"") + "\"" : text)
        .getBytes(StandardCharsets.UTF_8);
  }
}
