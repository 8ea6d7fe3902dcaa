package io.shardlens.topology.imports.catalog;

import io.shardlens.topology.imports.catalog.PartitionBound.Edge;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads what PostgreSQL writes for a partition's bound (`get_range_partbound_string` and its
/// neighbours in `ruleutils.c`), and nothing beside it: anything else is no bound.
final class BoundReader {

  private static final int LARGEST_MODULUS = 1 << 20;

  private final String text;
  private int position;

  private BoundReader(String text) {
    this.text = text;
  }

  static Optional<PartitionBound> read(String text) {
    BoundReader reader = new BoundReader(text);
    PartitionBound bound = reader.bound();
    return reader.position == text.length() ? Optional.ofNullable(bound) : Optional.empty();
  }

  private @Nullable PartitionBound bound() {
    if (takes("DEFAULT")) {
      return new PartitionBound.Otherwise();
    }
    if (takes("FOR VALUES FROM ")) {
      List<Edge> from = edges();
      List<Edge> to = from != null && takes(" TO ") ? edges() : null;
      return from != null && to != null && from.size() == to.size()
          ? new PartitionBound.Range(from, to)
          : null;
    }
    if (takes("FOR VALUES IN (")) {
      return in();
    }
    return takes("FOR VALUES WITH (modulus ") ? hash() : null;
  }

  private @Nullable PartitionBound hash() {
    Integer modulus = number();
    Integer remainder = modulus != null && takes(", remainder ") ? number() : null;
    return modulus != null
            && remainder != null
            && takes(")")
            && modulus >= 1
            && modulus <= LARGEST_MODULUS
            && remainder < modulus
        ? new PartitionBound.Hash(modulus, remainder)
        : null;
  }

  private @Nullable Integer number() {
    int start = position;
    while (position < text.length() && isDigit(text.charAt(position))) {
      position++;
    }
    return position == start || position - start > 9
        ? null
        : Integer.valueOf(text.substring(start, position));
  }

  private @Nullable PartitionBound in() {
    List<String> values = new ArrayList<>();
    boolean withNull = false;
    do {
      if (takes("NULL")) {
        withNull = true;
      } else {
        String value = literal();
        if (value == null) {
          return null;
        }
        values.add(value);
      }
    } while (takes(", "));
    return takes(")") ? new PartitionBound.In(values, withNull) : null;
  }

  private @Nullable List<Edge> edges() {
    List<Edge> edges = new ArrayList<>();
    if (!takes("(")) {
      return null;
    }
    do {
      Edge edge = edge();
      if (edge == null) {
        return null;
      }
      edges.add(edge);
    } while (takes(", "));
    return takes(")") ? edges : null;
  }

  private @Nullable Edge edge() {
    if (takes("MINVALUE")) {
      return new Edge.Lowest();
    }
    if (takes("MAXVALUE")) {
      return new Edge.Highest();
    }
    String value = literal();
    return value == null ? null : new Edge.Value(value);
  }

  /// `'it''s'`, `E'a\\b'`, `-5`, `true`.
  private @Nullable String literal() {
    boolean escaped = takes("E'");
    if (escaped || takes("'")) {
      return quoted(escaped);
    }
    int start = position;
    while (position < text.length() && isBare(text.charAt(position))) {
      position++;
    }
    return position == start ? null : text.substring(start, position);
  }

  /// In an `E''` PostgreSQL doubles backslashes and writes no other escape.
  private @Nullable String quoted(boolean escaped) {
    StringBuilder value = new StringBuilder();
    while (position < text.length()) {
      char character = text.charAt(position++);
      if (character == '\'' && !takes("'")) {
        return value.toString();
      }
      if (escaped && character == '\\' && !takes("\\")) {
        return null;
      }
      value.append(character);
    }
    return null;
  }

  private static boolean isBare(char character) {
    return isDigit(character)
        || character == '-'
        || character == '.'
        || (character >= 'a' && character <= 'z');
  }

  private static boolean isDigit(char character) {
    return character >= '0' && character <= '9';
  }

  private boolean takes(String word) {
    boolean found = text.startsWith(word, position);
    position += found ? word.length() : 0;
    return found;
  }
}
