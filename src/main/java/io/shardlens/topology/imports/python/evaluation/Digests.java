package io.shardlens.topology.imports.python.evaluation;

import io.shardlens.topology.HashFunction;
import io.shardlens.topology.imports.ImportPlace;
import io.shardlens.topology.imports.python.evaluation.Value.Digest;
import io.shardlens.topology.imports.python.evaluation.Value.Digest.Form;
import io.shardlens.topology.imports.python.evaluation.Value.Opaque;
import io.shardlens.topology.imports.python.evaluation.Value.Symbol;
import io.shardlens.topology.imports.python.evaluation.Value.Text;
import io.shardlens.topology.imports.python.evaluation.Value.Unknown;
import io.shardlens.topology.imports.python.evaluation.Value.Whole;
import io.shardlens.topology.imports.python.evaluation.Value.Written;
import java.util.Optional;

/// The hash functions that routers call: `hash`, `zlib`, `hashlib`, and the packages mmh3 and
/// xxhash.
final class Digests {
  private Digests() {}

  /// The result; empty for a function that is none of them.
  static Optional<Value> call(String path, Calls.Given given) {
    ImportPlace place = given.place();
    Value first = given.argument(0);
    if (first == null) {
      return Optional.empty();
    }
    return switch (path) {
      case "hash" ->
          first instanceof Opaque input && given.isOnly(1)
              ? Optional.of(number(place, HashFunction.PYTHON, input, true))
              : Optional.of(new Unknown(place, "a hash of something that is not known"));
      case "zlib.crc32", "binascii.crc32", "crc32" ->
          given.isOnly(1)
              ? ofText(place, HashFunction.CRC32, first, Form.NUMBER)
              : Optional.empty();
      case "hashlib.md5", "md5" -> ofText(place, HashFunction.MD5, first, Form.BYTES);
      case "hashlib.sha1", "sha1" -> ofText(place, HashFunction.SHA1, first, Form.BYTES);
      case "mmh3.hash" -> murmur(given, first);
      case "xxhash.xxh64_intdigest", "xxh64_intdigest" ->
          given.isOnly(1)
              ? ofText(place, HashFunction.XXHASH64, first, Form.NUMBER)
              : Optional.empty();
      case "int" -> hexadecimal(given, first);
      case "int.from_bytes" -> fromBytes(given, first);
      default -> Optional.empty();
    };
  }

  private static Digest number(
      ImportPlace place, HashFunction function, Opaque input, boolean signed) {
    return new Digest(place, function, 0, input, 0, function.bits() / 8, true, signed, Form.NUMBER);
  }

  private static Optional<Value> ofText(
      ImportPlace place, HashFunction function, Value of, Form form) {
    return hashed(of).map(input -> number(place, function, input, false).as(form));
  }

  /// What is hashed as text: `str(x)`, its bytes, or an input that is a text.
  private static Optional<Opaque> hashed(Value value) {
    return switch (value) {
      case Written(_, Opaque of) -> Optional.of(of);
      case Symbol symbol when symbol.type().equals("str") -> Optional.of(symbol);
      default -> Optional.empty();
    };
  }

  private static Optional<Value> murmur(Calls.Given given, Value first) {
    Value seed = given.keywords().getOrDefault("seed", given.argument(1));
    Value signed = given.keywords().getOrDefault("signed", given.argument(2));
    boolean known =
        (seed == null || seed instanceof Whole)
            && (signed == null || signed instanceof Value.Truth);
    Optional<Opaque> input = first instanceof Symbol symbol ? Optional.of(symbol) : hashed(first);
    return known
        ? input.map(of ->
            new Digest(
                given.place(),
                HashFunction.MURMUR3_32,
                seed instanceof Whole(_, long number) ? number : 0,
                of,
                0,
                4,
                true,
                !(signed instanceof Value.Truth(_, boolean holds)) || holds,
                Form.NUMBER))
        : Optional.empty();
  }

  /// `int(digest, 16)`.
  private static Optional<Value> hexadecimal(Calls.Given given, Value first) {
    Value base = given.keywords().getOrDefault("base", given.argument(1));
    return first instanceof Digest digest
            && digest.form() == Form.HEXADECIMAL
            && base instanceof Whole(_, long number)
            && number == 16
        ? Optional.of(digest.as(Form.NUMBER))
        : Optional.empty();
  }

  private static Optional<Value> fromBytes(Calls.Given given, Value first) {
    Value order = given.keywords().getOrDefault("byteorder", given.argument(1));
    if (!(first instanceof Digest digest)
        || digest.form() != Form.BYTES
        || !(order instanceof Text(_, String word))
        || given.keywords().containsKey("signed")) {
      return Optional.empty();
    }
    return Optional.of(
        new Digest(
            digest.place(),
            digest.function(),
            digest.seed(),
            digest.of(),
            digest.from(),
            digest.bytes(),
            word.equals("big"),
            false,
            Form.NUMBER));
  }

  static Value method(ImportPlace place, Digest digest, String method) {
    boolean bytes = digest.form() == Form.BYTES;
    return switch (method) {
      case "hexdigest" ->
          bytes ? digest.as(Form.HEXADECIMAL) : new Unknown(place, "a method that is not known");
      case "digest" -> bytes ? digest : new Unknown(place, "a method that is not known");
      default -> new Unknown(place, "a method that is not known");
    };
  }

  /// `digest[first:end]`, in bytes or in pairs of hexadecimal digits.
  static Value slice(ImportPlace place, Value target, Value first, Value end) {
    if (!(target instanceof Digest digest) || digest.form() == Form.NUMBER) {
      return target instanceof Value.Failure || target instanceof Value.Undecided
          ? target
          : new Unknown(place, "a slice");
    }
    int width = digest.form() == Form.HEXADECIMAL ? 2 : 1;
    long length = (long) digest.bytes() * width;
    long from = bound(first, 0, length);
    long to = bound(end, length, length);
    if (from < 0 || to <= from || from % width != 0 || to % width != 0) {
      return new Unknown(place, "a slice");
    }
    return new Digest(
        place,
        digest.function(),
        digest.seed(),
        digest.of(),
        digest.from() + (int) (from / width),
        (int) ((to - from) / width),
        true,
        false,
        digest.form());
  }

  private static long bound(Value value, long preset, long length) {
    return switch (value) {
      case Value.Nothing _ -> preset;
      case Whole(_, long number) when number < 0 -> Math.max(0, number + length);
      case Whole(_, long number) -> Math.min(number, length);
      default -> -1;
    };
  }

  /// Whether a mask keeps all bits of a hash, as `& 0xffffffff` does of `crc32`.
  static boolean isWhole(Digest digest, String operator, Value mask) {
    return operator.equals("&")
        && mask instanceof Whole(_, long number)
        && digest.form() == Form.NUMBER
        && !digest.signed()
        && digest.bytes() < 8
        && number == (1L << (8 * digest.bytes())) - 1;
  }
}
