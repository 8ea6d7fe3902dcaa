package io.shardlens.export.python;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// A piece of Python that does not depend on a topology: one function, in a file of its own among
/// the resources. A module takes in the parts whose functions it names, and the parts that those
/// name; a part that is named in a literal only does no harm.
enum PythonPart {
  NO_SHARD("NoShard"),
  OWNED,
  PLACED,
  INTEGER,
  TEXT,
  UUID_KEY,
  DAYS,
  MICROS,
  MOMENT,
  DATE_TEXT,
  TIMESTAMP_TEXT,
  LOCAL_DATE,
  OFFSET_DATE,
  WHITE_SPACE,
  SETTLED,
  LOWER,
  UPPER,
  NORMALIZED,
  HASH_TAG,
  SUBSTRING,
  DIGITS,
  NUMBER_IN,
  INT32_BYTES,
  LATIN1_BYTES,
  SIGNED,
  TRUNCATED,
  JUMP,
  PYTHON_HASH,
  JAVA_LONG_HASH,
  JAVA_TEXT_HASH,
  JAVA_UUID_HASH,
  FNV1A_32,
  FNV1A_64,
  CRC32C,
  MURMUR3_32,
  MURMUR3_128,
  XXHASH64,
  SIPHASH,
  LOOKUP3,
  POSTGRES_HASH_BYTES,
  POSTGRES_HASH_INTEGER,
  POSTGRES_COMBINED;

  private final String identifier;
  private final Pattern mention;

  PythonPart() {
    this.identifier = "_" + name().toLowerCase(Locale.ROOT);
    this.mention = Pattern.compile("\\b" + identifier + "\\b");
  }

  PythonPart(String identifier) {
    this.identifier = identifier;
    this.mention = Pattern.compile("\\b" + identifier + "\\b");
  }

  /// The parts that a text names, and those that they name, in the order of this list.
  static List<PythonPart> namedIn(String text) {
    Set<PythonPart> found = new LinkedHashSet<>();
    collect(text, found);
    return Arrays.stream(values()).filter(found::contains).toList();
  }

  private static void collect(String text, Set<PythonPart> found) {
    for (PythonPart part : values()) {
      if (part.mention.matcher(text).find() && found.add(part)) {
        collect(part.source(), found);
      }
    }
  }

  /// The lines that import what the part needs.
  List<String> imports() {
    return source().lines().filter(PythonPart::isImport).toList();
  }

  /// The part without its imports.
  String definition() {
    return String.join("\n", source().lines().filter(line -> !isImport(line)).toList()).strip();
  }

  private static boolean isImport(String line) {
    return line.startsWith("import ") || line.startsWith("from ");
  }

  private String source() {
    return fileNamed(name().toLowerCase(Locale.ROOT) + ".py");
  }

  /// The text of a file among the resources, without the line break at its end.
  static String fileNamed(String file) {
    String folder = "/io/shardlens/export/python/";
    try (InputStream stream = PythonPart.class.getResourceAsStream(folder + file)) {
      if (stream == null) {
        throw new IllegalStateException("The program has lost its file " + file);
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
