package io.shardlens.topology;

import java.util.Optional;

/// How a key becomes the number that a [BucketRule] looks at.
public sealed interface NumberSource {

  /// The integer itself.
  record Identity() implements NumberSource {}

  /// A few bits of an integer key, in which the application wrote the shard when it made the key:
  /// `(key >> shift) & mask`.
  ///
  /// @param shift how many bits lie below, 0 to 62
  /// @param width how many bits there are, 1 to 20
  /// @param layout the well-known layout that gives the two, where the file names one
  record BitField(int shift, int width, Optional<BitLayout> layout) implements NumberSource {}

  /// A hash of the key.
  ///
  /// @param seed 0 where the function has none, or fixes it itself as PostgreSQL's rule does
  /// @param bytes which bytes are hashed; `null`-free even where the function hashes typed values,
  ///   and then without meaning
  /// @param part which bytes of the hash make the number
  /// @param signed whether the number's highest bit is its sign
  record Hash(HashFunction function, long seed, KeyBytes bytes, HashPart part, boolean signed)
      implements NumberSource {

    /// A function that hashes typed values and gives its number as the function defines it.
    public static Hash ofTypedValue(HashFunction function) {
      return new Hash(
          function,
          0,
          KeyBytes.TEXT,
          HashPart.whole(function),
          function != HashFunction.POSTGRESQL);
    }
  }

  /// Which bytes of a key are hashed.
  ///
  /// @param form the form of the value
  /// @param charset of the text, where the form is one
  /// @param separator between the texts of the columns, where the key has several
  record KeyBytes(Form form, Charset charset, String separator) {

    /// The value as PostgreSQL prints it, in UTF-8.
    public static final KeyBytes TEXT = new KeyBytes(Form.TEXT, Charset.UTF_8, "");

    /// A number or a text as bytes.
    public enum Form {
      /// The value as PostgreSQL prints it.
      TEXT("text"),
      INT32_LITTLE_ENDIAN("int32-le"),
      INT32_BIG_ENDIAN("int32-be"),
      INT64_LITTLE_ENDIAN("int64-le"),
      INT64_BIG_ENDIAN("int64-be"),
      /// The 16 bytes of a uuid, in the order in which they are written.
      UUID("uuid");

      private final String word;

      Form(String word) {
        this.word = word;
      }

      public String word() {
        return word;
      }

      public static Optional<Form> ofWord(String word) {
        return java.util.Arrays.stream(values()).filter(form -> form.word.equals(word)).findFirst();
      }
    }

    /// How characters become bytes.
    public enum Charset {
      UTF_8("utf-8", java.nio.charset.StandardCharsets.UTF_8),
      UTF_16_LITTLE_ENDIAN("utf-16le", java.nio.charset.StandardCharsets.UTF_16LE),
      UTF_16_BIG_ENDIAN("utf-16be", java.nio.charset.StandardCharsets.UTF_16BE),
      LATIN_1("latin1", java.nio.charset.StandardCharsets.ISO_8859_1);

      private final String word;
      private final java.nio.charset.Charset charset;

      Charset(String word, java.nio.charset.Charset charset) {
        this.word = word;
        this.charset = charset;
      }

      public String word() {
        return word;
      }

      public java.nio.charset.Charset charset() {
        return charset;
      }

      public static Optional<Charset> ofWord(String word) {
        return java.util.Arrays.stream(values())
            .filter(charset -> charset.word.equals(word))
            .findFirst();
      }
    }
  }

  /// Which bytes of a hash make the number: `bytes` of them from `from`, the first byte being the
  /// most or the least significant.
  ///
  /// @param from from 0, into the hash as [HashFunction] prints it
  /// @param bytes 1 to 20
  record HashPart(int from, int bytes, boolean bigEndian) {

    /// All bytes, or of the long digests what applications commonly take: 16 bytes of MD5, the last
    /// 4 of SHA-1 (PgDog, PgCat), the first 8 of murmur3-128 as a little-endian number (Guava).
    public static HashPart whole(HashFunction function) {
      return switch (function) {
        case SHA1 -> new HashPart(16, 4, true);
        case MURMUR3_128 -> new HashPart(0, 8, false);
        case MD5 -> new HashPart(0, 16, true);
        default -> new HashPart(0, function.bits() / 8, true);
      };
    }
  }

  /// Layouts of keys that carry their shard, as their inventors published them.
  enum BitLayout {
    /// 41 bits of milliseconds, 13 of the shard, 10 of a sequence.
    INSTAGRAM("instagram", 10, 13),
    /// 16 bits of the shard, 10 of the type, 36 of the row.
    PINTEREST("pinterest", 46, 16),
    /// 41 bits of milliseconds, 10 of the machine, 12 of a sequence.
    SNOWFLAKE("snowflake", 12, 10);

    private final String word;
    private final int shift;
    private final int width;

    BitLayout(String word, int shift, int width) {
      this.word = word;
      this.shift = shift;
      this.width = width;
    }

    public String word() {
      return word;
    }

    public int shift() {
      return shift;
    }

    public int width() {
      return width;
    }

    public static Optional<BitLayout> ofWord(String word) {
      return java.util.Arrays.stream(values())
          .filter(layout -> layout.word.equals(word))
          .findFirst();
    }
  }
}
