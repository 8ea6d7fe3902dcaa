package io.shardlens.topology.expression;

/// What an expression yields, known before it is evaluated.
public enum ExpressionType {
  /// A whole number of 64 bits.
  INTEGER("an integer"),
  TEXT("a text"),
  BOOLEAN("a condition"),
  /// A uuid key, which has to be turned into a text or bytes before anything is done with it.
  UUID("a uuid"),
  /// A date or a time as a key, which can only be turned into a text: of a moment the one in UTC.
  TIME("a date or a time"),
  /// What only hash functions read.
  BYTES("bytes");

  private final String words;

  ExpressionType(String words) {
    this.words = words;
  }

  /// With its article: `an integer`.
  public String words() {
    return words;
  }
}
