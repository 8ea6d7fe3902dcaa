package io.shardlens.topology.json;

import io.shardlens.topology.HashFunction;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.NumberSource;
import io.shardlens.topology.NumberSource.Hash;
import io.shardlens.topology.NumberSource.HashPart;
import io.shardlens.topology.NumberSource.KeyBytes;
import java.math.BigInteger;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads how a key is hashed. What languages disagree about has to be said; nothing is guessed.
record HashReader(Problems problems) {

  /// Jump, rings and rendezvous compare 64 bits.
  static final int LONGEST_NUMBER = 8;

  /// What a rule does with the number, which decides what it may be.
  enum Use {
    /// Counted in buckets: of any length.
    BUCKETS(20, true, true),
    /// Read as 64 bits.
    JUMP(LONGEST_NUMBER, true, true),
    /// Points on a circle are in the same order with and without a sign.
    RING(LONGEST_NUMBER, false, false),
    RENDEZVOUS(LONGEST_NUMBER, true, false);

    private final int longest;
    private final boolean ordered;
    private final boolean takesValues;

    Use(int longest, boolean ordered, boolean takesValues) {
      this.longest = longest;
      this.ordered = ordered;
      this.takesValues = takesValues;
    }

    /// Whether the bytes are those of a text that holds the key's text.
    boolean hashesLabels() {
      return this == RENDEZVOUS;
    }

    /// Whether the routing has to say whether the number has a sign.
    boolean asksSign(HashFunction function, HashPart part) {
      return ordered
          && function.readsBytes()
          && (isAmbiguous(function) || !part.equals(HashPart.whole(function)));
    }

    /// Libraries give the numbers of these with and without a sign; checksums have none.
    private static boolean isAmbiguous(HashFunction function) {
      return switch (function) {
        case MURMUR3_32, MURMUR3_128, XXHASH64, SIPHASH_2_4, FNV1A_32, FNV1A_64 -> true;
        case CRC16, CRC32, CRC32C, MD5, SHA1, POSTGRESQL, CITUS, JAVA, PYTHON -> false;
      };
    }
  }

  /// Whether a number has a sign where the file does not say it.
  static boolean isSignedByDefault(HashFunction function) {
    return !function.readsBytes() && function != HashFunction.POSTGRESQL;
  }

  /// The hash of a rule that names a function.
  Optional<Hash> read(MemberReader rule, RuleKey key, Use use) {
    int before = problems.errors();
    String word = rule.word("function");
    Located seedValue = rule.value("seed");
    BigInteger seed =
        seedValue == null ? BigInteger.ZERO : WholeNumber.read("seed", seedValue, problems);
    String sign = rule.word("number");
    if (word == null) {
      return Optional.empty();
    }
    HashFunction function = HashFunction.ofWord(word).orElseThrow();
    checkTypes(rule, key, function, use);
    KeyBytes bytes = new KeyBytesReader(problems, use).read(rule, key, function);
    HashPart part = part(rule, function, use);
    if (seed != null && !takes(function, seed)) {
      problems.add(rule.place("seed"), seedAdvice(function));
    }
    if (part != null && sign == null && !rule.has("number") && use.asksSign(function, part)) {
      problems.add(
          rule.place("function"),
          "Libraries give the number of %s with and without a sign: say \"number\": \"signed\" or \"unsigned\""
              .formatted(word));
    }
    boolean signed = sign == null ? isSignedByDefault(function) : sign.equals("signed");
    if (!function.readsBytes() && signed != isSignedByDefault(function)) {
      problems.add(
          rule.place("number"),
          "The number of %s is %s: take \"number\" out"
              .formatted(word, signed ? "unsigned" : "signed"));
    }
    return problems.errors() > before || seed == null || bytes == null || part == null
        ? Optional.empty()
        : Optional.of(new Hash(function, seed.longValue(), bytes, part, signed));
  }

  /// A seed of 64 bits may be written without its sign.
  private static boolean takes(HashFunction function, BigInteger seed) {
    boolean unsigned =
        seed.signum() > 0 && seed.bitLength() == Long.SIZE && function != HashFunction.MURMUR3_32;
    return (seed.bitLength() < Long.SIZE || unsigned) && function.takesSeed(seed.longValue());
  }

  private static String seedAdvice(HashFunction function) {
    return switch (function) {
      case MURMUR3_32 -> "The seed of murmur3-32 has 32 bits: -2147483648 to 4294967295";
      case MURMUR3_128, XXHASH64, SIPHASH_2_4 -> "A seed has 64 bits at most";
      default -> function.word() + " has no seed: take it out";
    };
  }

  private void checkTypes(MemberReader rule, RuleKey key, HashFunction function, Use use) {
    if (!use.takesValues && !function.readsBytes()) {
      problems.add(
          rule.place("function"),
          "%s hashes texts, and %s a typed value: name a function of bytes, such as md5"
              .formatted(rule.what(), function.word()));
      return;
    }
    if (key.types().size() > 1 && !function.readsBytes() && function != HashFunction.POSTGRESQL) {
      problems.add(
          rule.place("function"),
          "%s hashes one key column, not %d".formatted(function.word(), key.types().size()));
    }
    for (KeyType type : key.types()) {
      String reason = unfit(function, type);
      if (reason != null) {
        problems.add(rule.place("function"), reason);
        return;
      }
    }
  }

  /// Why a function cannot hash values of a type, or `null` where it can.
  private static @Nullable String unfit(HashFunction function, KeyType type) {
    return switch (function) {
      case PYTHON ->
          type.isInteger()
              ? null
              : type.isText()
                  ? "Python's hash() of a text is randomised per process: it cannot route. Name the"
                      + " function that the application really uses"
                  : "Python's hash() is known here of integers only, not of " + type.word();
      case JAVA ->
          type.isTime()
              ? "Java's hashCode() is known here of integers, texts and uuids, not of "
                  + type.word()
              : null;
      default -> null;
    };
  }

  private @Nullable HashPart part(MemberReader rule, HashFunction function, Use use) {
    HashPart part = HashPart.whole(function);
    Located value = rule.value("take");
    if (value != null) {
      if (!function.readsBytes()) {
        problems.add(
            value.place(),
            "%s gives one number: \"take\" has no meaning for it, take it out"
                .formatted(function.word()));
        return null;
      }
      Optional<MemberReader> take =
          rule.object("take", TopologySchema.ofVersion1().object("hashPart"));
      if (take.isEmpty()) {
        return null;
      }
      part = taken(take.get());
    }
    if (part == null) {
      return null;
    }
    int size = function.bits() / Byte.SIZE;
    if (part.from() + part.bytes() > size) {
      problems.add(rule.place("take"), "%s gives %d bytes".formatted(function.word(), size));
      return null;
    }
    if (part.bytes() > use.longest) {
      problems.add(
          value == null ? rule.place("function") : value.place(),
          "%s works on numbers of %d bytes at most: say with \"take\" which bytes of %s make it"
              .formatted(rule.what(), use.longest, function.word()));
      return null;
    }
    return part;
  }

  private static @Nullable HashPart taken(MemberReader take) {
    Integer from = take.whole("from");
    Integer bytes = take.whole("bytes");
    String order = take.word("order");
    return from == null || bytes == null || order == null
        ? null
        : new HashPart(from, bytes, order.equals("big"));
  }

  /// The number of a rule that hashes only where it names a function.
  Optional<? extends NumberSource> readOptional(MemberReader rule, RuleKey key, Use use) {
    return rule.has("function")
        ? read(rule, key, use)
        : integerKey(rule, key) ? Optional.of(new NumberSource.Identity()) : Optional.empty();
  }

  /// Whether the key is one integer column; another one has been reported.
  boolean integerKey(MemberReader rule, RuleKey key) {
    KeyType type = key.only(rule);
    if (type != null && !type.isInteger()) {
      problems.add(
          key.place(),
          "%s takes an integer key, not %s: name a hash function, or prepare the key"
              .formatted(rule.what(), type.word()));
    }
    return type != null && type.isInteger();
  }
}
