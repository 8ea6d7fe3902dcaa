package io.shardlens.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// Reads the records of a CSV file (RFC 4180) one after the other into one buffer, so that a file
/// of any length needs the same memory. A quoted field may hold commas, line breaks and doubled
/// quotes. An empty field is NULL, and a quoted empty one the empty text, as PostgreSQL's COPY has
/// it.
///
/// Not thread-safe.
final class KeyStream {

  /// A longer record is refused: 1 MiB.
  private static final int LONGEST_RECORD = 1024 * 1024;

  private static final int BLOCK = 64 * 1024;
  private static final int MOST_FIELDS = 1_000;

  private final InputStream in;
  private final byte[] block = new byte[BLOCK];
  private int next;
  private int end;
  private byte[] record = new byte[256];
  private int length;
  private final int[] fieldEnds = new int[MOST_FIELDS];
  private final boolean[] nulls = new boolean[MOST_FIELDS];
  private int fields;
  private long line;

  KeyStream(InputStream in) {
    this.in = in;
  }

  /// Reads the next record; empty lines are passed over.
  ///
  /// @return whether there was one
  /// @throws IOException when reading fails, a quote is not closed, or a record is too long
  boolean read() throws IOException {
    do {
      length = 0;
      fields = 0;
      if (!readRecord()) {
        return false;
      }
      line++;
    } while (fields == 1 && nulls[0]);
    return true;
  }

  private boolean readRecord() throws IOException {
    boolean any = false;
    boolean quoted = false;
    boolean wasQuoted = false;
    for (; ; ) {
      int character = nextByte();
      if (character < 0) {
        if (quoted) {
          throw new IOException("Record " + (line + 1) + ": a quote is not closed");
        }
        if (any) {
          endField(wasQuoted);
        }
        return any;
      }
      any = true;
      if (quoted) {
        if (character != '"') {
          put(character);
        } else if (peek() == '"') {
          put(nextByte());
        } else {
          quoted = false;
        }
      } else if (character == '"' && length == fieldStart() && !wasQuoted) {
        quoted = true;
        wasQuoted = true;
      } else if (character == ',') {
        endField(wasQuoted);
        wasQuoted = false;
      } else if (character == '\n') {
        if (length > fieldStart() && record[length - 1] == '\r' && !wasQuoted) {
          length--;
        }
        endField(wasQuoted);
        return true;
      } else if (character != '\r' || !wasQuoted) {
        put(character);
      }
    }
  }

  private int nextByte() throws IOException {
    return peek() < 0 ? -1 : block[next++] & 0xff;
  }

  private int peek() throws IOException {
    if (next == end) {
      next = 0;
      end = Math.max(0, in.read(block));
    }
    return end == 0 ? -1 : block[next] & 0xff;
  }

  private void put(int character) throws IOException {
    if (length == record.length) {
      if (length >= LONGEST_RECORD) {
        throw new IOException(
            "Record " + (line + 1) + " is longer than 1 MiB: is this a CSV file?");
      }
      record = Arrays.copyOf(record, length * 2);
    }
    record[length++] = (byte) character;
  }

  private void endField(boolean quoted) throws IOException {
    if (fields == MOST_FIELDS) {
      throw new IOException("Record " + (line + 1) + " has more than " + MOST_FIELDS + " fields");
    }
    nulls[fields] = !quoted && length == fieldStart();
    fieldEnds[fields++] = length;
  }

  private int fieldStart() {
    return fields == 0 ? 0 : fieldEnds[fields - 1];
  }

  /// How many records have been read, without the empty lines.
  long line() {
    return line;
  }

  int fields() {
    return fields;
  }

  /// The bytes of the record; the next one overwrites them.
  byte[] bytes() {
    return record;
  }

  /// Where a field begins.
  ///
  /// @param field from 0
  int start(int field) {
    return field == 0 ? 0 : fieldEnds[field - 1];
  }

  int length(int field) {
    return fieldEnds[field] - start(field);
  }

  /// Whether a field is empty and has no quotes.
  boolean isNull(int field) {
    return nulls[field];
  }

  String text(int field) {
    return new String(record, start(field), length(field), java.nio.charset.StandardCharsets.UTF_8);
  }
}
