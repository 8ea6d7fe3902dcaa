package io.shardlens.topology.imports.python.syntax;

import java.util.Locale;
import java.util.Set;

/// Finds where a string literal ends: every prefix, one quote or three, and the fields of an
/// f-string, which may hold strings again (PEP 701).
///
/// The time is linear in the length of the source: what lies between the quotes is looked at once,
/// and where a literal ends on its line, nothing behind that line is.
final class TextScanner {
  /// The position behind a literal that has no end.
  static final int UNTERMINATED = -1;

  private static final Set<String> PREFIXES =
      Set.of("r", "u", "b", "f", "t", "br", "rb", "fr", "rf", "tr", "rt");

  /// f-strings in fields of f-strings beyond this are taken for unterminated.
  private static final int MAXIMUM_LEVEL = 5;

  private final String source;
  private int knownLineEnd = -1;

  TextScanner(String source) {
    this.source = source;
  }

  /// The length of the prefix of a literal that begins at a position, or -1 where none begins.
  static int prefixLength(String source, int position) {
    int end = position;
    while (end < source.length() && end - position < 3 && Character.isLetter(source.charAt(end))) {
      end++;
    }
    boolean quoted =
        end < source.length() && (source.charAt(end) == '"' || source.charAt(end) == '\'');
    boolean known =
        end == position
            || PREFIXES.contains(source.substring(position, end).toLowerCase(Locale.ROOT));
    return quoted && known ? end - position : -1;
  }

  /// The position after the literal that begins here, or [#UNTERMINATED].
  int end(int start) {
    return end(start, source.length(), 0);
  }

  private int end(int start, int limit, int level) {
    int quote = start + Math.max(0, prefixLength(source, start));
    boolean fields = hasFields(source, start, quote);
    boolean triple = isTriple(source, quote);
    int last = triple ? limit : fields ? Math.min(limit, lineEnd(quote)) : limit;
    int position = quote + (triple ? 3 : 1);
    while (position >= 0 && position < last) {
      char c = source.charAt(position);
      if (c == '\\') {
        position += source.startsWith("N{", position + 1) ? 3 : 2;
      } else if (c == source.charAt(quote) && (!triple || isTriple(source, position))) {
        int end = position + (triple ? 3 : 1);
        return end <= last ? end : UNTERMINATED;
      } else if (c == '\n' && !triple) {
        return UNTERMINATED;
      } else if (c == '{' && fields) {
        position =
            source.startsWith("{{", position) ? position + 2 : fieldEnd(position + 1, last, level);
      } else {
        position++;
      }
    }
    return UNTERMINATED;
  }

  /// The position after the `}` of a field whose `{` lies before the start.
  int fieldEnd(int start, int limit, int level) {
    if (level >= MAXIMUM_LEVEL) {
      return UNTERMINATED;
    }
    int brackets = 0;
    boolean format = false;
    int position = start;
    while (position >= 0 && position < limit) {
      char c = source.charAt(position);
      if (c == '}' && brackets == 0) {
        return position + 1;
      } else if (format) {
        position = c == '{' ? fieldEnd(position + 1, limit, level + 1) : position + 1;
      } else if (c == '"' || c == '\'') {
        position = end(literalStart(position, start), limit, level + 1);
      } else {
        brackets += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
        format = c == ':' && brackets == 0;
        position++;
      }
    }
    return UNTERMINATED;
  }

  /// Where the expression of a field ends: at the `!` or `:` that say how it is formatted, or at
  /// the `}`. The source is known to hold a whole field.
  int expressionEnd(int start) {
    int brackets = 0;
    int position = start;
    while (position >= 0 && position < source.length()) {
      char c = source.charAt(position);
      boolean inequality = source.startsWith("!=", position);
      if (brackets == 0 && (c == '}' || c == ':' || (c == '!' && !inequality))) {
        return position;
      }
      if (c == '"' || c == '\'') {
        position = end(literalStart(position, start), source.length(), 1);
      } else {
        brackets += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
        position += inequality ? 2 : 1;
      }
    }
    return UNTERMINATED;
  }

  /// Where the literal begins whose quote was met: at its prefix, if it has one.
  private int literalStart(int quote, int from) {
    int start = quote;
    while (start > from && quote - start < 2 && Character.isLetter(source.charAt(start - 1))) {
      start--;
    }
    return prefixLength(source, start) == quote - start ? start : quote;
  }

  private int lineEnd(int position) {
    if (knownLineEnd < position) {
      int end = source.indexOf('\n', position);
      knownLineEnd = end < 0 ? source.length() : end;
    }
    return knownLineEnd;
  }

  static boolean isTriple(String source, int quote) {
    char c = source.charAt(quote);
    return quote + 2 < source.length()
        && source.charAt(quote + 1) == c
        && source.charAt(quote + 2) == c;
  }

  static boolean hasFields(String source, int start, int quote) {
    return source.substring(start, quote).toLowerCase(Locale.ROOT).matches("r?[ft]r?");
  }
}
