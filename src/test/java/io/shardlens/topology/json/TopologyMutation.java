package io.shardlens.topology.json;

import io.shardlens.fixtures.RandomTopology;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/// Right topology files, of every strategy, that a stranger has bent out of shape.
final class TopologyMutation {

  private static final String RIGHT =
      """
      { "version": 1, "name": "users", "environment": "dev",
        "shards": [
          { "id": "a", "label": "Europe", "host": "127.0.0.1", "port": 5432, "database": "da", "user": "u", "sslMode": "disable" },
          { "id": "b", "host": "::1", "database": "db", "user": "u" } ],
        "routings": {
          "r": { "strategy": "range", "keyTypes": ["bigint"], "ranges": [ { "to": 5, "shard": "a" }, { "from": 5, "to": "9", "shard": "b" }, { "from": 9, "shard": "a" } ] },
          "u": { "strategy": "range", "keyTypes": ["uuid"], "ranges": [ { "to": "80000000-0000-0000-0000-000000000000", "shard": "a" }, { "from": "80000000-0000-0000-0000-000000000000", "shard": "b" } ] },
          "h": { "strategy": "hash", "function": "postgresql", "keyTypes": ["integer", "text"], "modulus": 2, "shards": ["a", "b"] },
          "l": { "strategy": "list", "keyTypes": ["char"], "values": [ { "shard": "a", "in": ["FR", "DE"] }, { "shard": "b", "in": ["JP"] } ], "default": "b" } },
        "tables": [
          { "name": "public.users", "kind": "sharded", "key": ["id"], "routing": "r" },
          { "name": "pairs", "kind": "sharded", "key": ["x", "y"], "routing": "h" },
          { "name": "countries", "kind": "reference" },
          { "name": "settings", "kind": "unsharded", "shard": "a" } ] }
      """;

  /// Pieces of JSON that are put where something else stood.
  private static final List<String> PIECES =
      List.of(
          "null",
          "true",
          "-0",
          "1e999",
          "99999999999999999999999",
          "\"\"",
          "\"a\"",
          "\"b\"",
          "{}",
          "[]",
          "[[]]",
          "{\"a\":{}}",
          ",",
          ":",
          "\"",
          "\\",
          "\\u0000",
          "\\ud800",
          "}",
          "]",
          "{",
          "[",
          "5",
          "-9223372036854775808",
          "\"9223372036854775807\"",
          "\"from\"",
          "\"keyTypes\"",
          "\u0000",
          "\u202e",
          "\ufeff",
          "😀",
          "[".repeat(40),
          "x".repeat(70_000),
          "NaN",
          "//");

  private static final List<String> CORPUS = corpus();

  private TopologyMutation() {}

  private static List<String> corpus() {
    List<String> corpus = new ArrayList<>(List.of(RIGHT, RIGHT));
    try (Stream<Path> samples = Files.list(Path.of("sample-topologies", "strategies"))) {
      for (Path sample : samples.sorted().toList()) {
        corpus.add(Files.readString(sample));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(corpus);
  }

  /// The text of a file with up to four changes.
  static String of(Random random) {
    int source = random.nextInt(CORPUS.size() + 2);
    String text =
        source < CORPUS.size()
            ? CORPUS.get(source)
            : new TopologyWriter().text(new RandomTopology(random).topology());
    for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
      text = mutated(text, random);
    }
    return text;
  }

  /// The bytes of a text, of which up to two are others.
  static byte[] withRandomBytes(String text, Random random) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int i = random.nextInt(3); i > 0 && bytes.length > 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private static String mutated(String text, Random random) {
    int start = text.isEmpty() ? 0 : random.nextInt(text.length());
    int end = Math.min(text.length(), start + random.nextInt(1 + random.nextInt(40)));
    return switch (random.nextInt(6)) {
      case 0 -> text.substring(0, start) + text.substring(end);
      case 1 -> text.substring(0, end) + text.substring(start);
      case 2 -> text.substring(0, start) + one(random) + text.substring(end);
      case 3 -> text.substring(0, start) + one(random) + text.substring(start);
      case 4 -> swappedTokens(text, random);
      default -> replacedToken(text, random);
    };
  }

  /// Keeps the JSON whole most of the time, so that what lies behind the parser is reached, too.
  private static String replacedToken(String text, Random random) {
    List<String> tokens = tokens(text);
    String token = tokens.get(random.nextInt(tokens.size()));
    int at = text.indexOf(token);
    return text.substring(0, at) + one(random) + text.substring(at + token.length());
  }

  private static String swappedTokens(String text, Random random) {
    List<String> tokens = tokens(text);
    String token = tokens.get(random.nextInt(tokens.size()));
    int at = text.lastIndexOf(token);
    return text.substring(0, at)
        + tokens.get(random.nextInt(tokens.size()))
        + text.substring(at + token.length());
  }

  private static List<String> tokens(String text) {
    List<String> tokens =
        java.util.regex.Pattern.compile("\"[^\"]{0,40}\"|[0-9]+|[{}\\[\\]:,]")
            .matcher(text)
            .results()
            .map(java.util.regex.MatchResult::group)
            .toList();
    return tokens.isEmpty() ? List.of("") : tokens;
  }

  private static String one(Random random) {
    return PIECES.get(random.nextInt(PIECES.size()));
  }
}
