package io.shardlens.topology;

import java.time.ZoneId;

/// One step that an application applies to a key before it routes it: `lower()` of an email, the
/// first three characters of a code. Named in the file, because two languages disagree about most
/// of them.
public sealed interface KeyPreparation {

  /// Whether the step can be applied to values of a type.
  default boolean takes(KeyType type) {
    return switch (this) {
      case OfText _, ToInteger _, Substring _ -> type.isText();
      case ToText _ -> true;
      case LocalDate _ -> type == KeyType.TIMESTAMPTZ;
    };
  }

  /// The type of the step's result.
  default KeyType result() {
    return switch (this) {
      case OfText _, ToText _, Substring _ -> KeyType.TEXT;
      case ToInteger _ -> KeyType.BIGINT;
      case LocalDate _ -> KeyType.DATE;
    };
  }

  /// The steps that need nothing but the text.
  enum OfText implements KeyPreparation {
    /// Unicode's simple and special lower case, of no language.
    LOWER("lower"),
    UPPER("upper"),
    /// Without white space at both ends, as Unicode defines white space.
    TRIM("trim"),
    /// Without white space at the end.
    TRIM_END("trimEnd"),
    NFC("nfc"),
    NFD("nfd"),
    NFKC("nfkc"),
    NFKD("nfkd"),
    /// Without `-`: the form of a uuid that has none.
    WITHOUT_HYPHENS("withoutHyphens"),
    /// The ASCII digits of the text and nothing else.
    DIGITS("digits"),
    /// What lies between the first `{` and the next `}` where that is not empty, else the whole
    /// text: the hash tag of Redis Cluster.
    HASH_TAG("hashTag");

    private final String word;

    OfText(String word) {
      this.word = word;
    }

    /// The word of the topology file.
    public String word() {
      return word;
    }
  }

  /// The value as PostgreSQL prints it.
  record ToText() implements KeyPreparation {}

  /// The decimal number that the text is; a text that is none has no shard.
  record ToInteger() implements KeyPreparation {}

  /// A part of the text, in characters (Unicode code points).
  ///
  /// @param start from 1; a negative one counts from the end, -1 is the last character
  /// @param length at least 1; a text that ends before gives what there is
  record Substring(int start, int length) implements KeyPreparation {}

  /// The calendar day of a moment in a zone.
  record LocalDate(ZoneId zone) implements KeyPreparation {}
}
