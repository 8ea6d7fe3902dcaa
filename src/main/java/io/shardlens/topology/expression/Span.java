package io.shardlens.topology.expression;

/// A piece of an expression's text.
///
/// @param start the offset of its first character, from 0, in UTF-16 units
/// @param end the offset behind its last character; equals `start` at the end of the text
public record Span(int start, int end) {

  /// From the start of this piece to the end of a later one.
  Span to(Span later) {
    return new Span(start, later.end);
  }

  /// The piece itself, as it was written.
  public String of(String text) {
    return text.substring(start, end);
  }
}
