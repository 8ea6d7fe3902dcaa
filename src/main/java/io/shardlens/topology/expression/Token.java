package io.shardlens.topology.expression;

/// A word of an expression's text.
///
/// @param text of a name in lower case, of a text literal what it means, of an operator itself;
///   empty at the end
record Token(Kind kind, String text, Span span) {

  enum Kind {
    NAME,
    INTEGER,
    TEXT,
    /// An operator, a parenthesis or a comma.
    SYMBOL,
    END
  }

  boolean is(String word) {
    return text.equals(word) && (kind == Kind.SYMBOL || kind == Kind.NAME);
  }
}
