package io.shardlens.topology.imports.python;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.shardlens.fixtures.RandomSeed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Python itself is the oracle: where there is one, it runs every selector of [SelectorSources] on
/// random keys, and the routing that was made of the selector has to agree. A key for which the
/// function raises an exception has no row, and may route anywhere.
final class PythonOracleTest {
  private static final long SEED = RandomSeed.ofThisRun();
  private static final int KEYS = RandomSeed.cases(200, 5_000);

  private static final String PROGRAM =
      """
      import base64, sys, types
      engines_of = types.ModuleType("sqlalchemy")
      engines_of.create_engine = lambda url: url
      sys.modules["sqlalchemy"] = engines_of
      for line in open(sys.argv[1], encoding="ascii"):
          name, source, kind, keys = line.rstrip("\\n").split(" ")
          scope = {"__name__": "selector"}
          exec(base64.b64decode(source).decode(), scope)
          names = {url: alias for alias, url in scope["engines"].items()}
          for key in keys.split(","):
              try:
                  answer = scope["pick"](int(key) if kind == "int" else key)
                  answer = names.get(answer, answer) or "-"
              except Exception:
                  answer = "-"
              print(name, key, answer)
      """;

  @TempDir Path directory;

  @Test
  void agreesWithPythonOnRandomKeys() throws IOException, InterruptedException {
    assumeTrue(runs(List.of("python3", "--version")), "needs python3");
    Random random = new Random(SEED);
    Map<String, Selected> selected = new HashMap<>();
    List<String> lines = new ArrayList<>();
    for (SelectorSources.Selector selector : SelectorSources.BY_NUMBER) {
      String name = "n" + selected.size();
      selected.put(name, Selected.of(selector, "bigint"));
      lines.add(line(name, selector, "int", numbers(random)));
    }
    for (SelectorSources.Selector selector : SelectorSources.BY_TEXT) {
      String name = "t" + selected.size();
      selected.put(name, Selected.of(selector, "text"));
      lines.add(line(name, selector, "str", texts(random)));
    }
    List<String> answers = answers(lines);
    assertThat(answers).hasSize(selected.size() * KEYS);
    for (String answer : answers) {
      String[] parts = answer.split(" ", -1);
      if (!parts[2].equals("-")) {
        assertThat(Objects.requireNonNull(selected.get(parts[0])).shard(parts[1]))
            .as("seed %d, selector %s, key %s", SEED, parts[0], parts[1])
            .isEqualTo(parts[2]);
      }
    }
  }

  private static String line(
      String name, SelectorSources.Selector selector, String kind, List<String> keys) {
    String source =
        Base64.getEncoder()
            .encodeToString((SelectorSources.PRELUDE + selector.source()).getBytes(UTF_8));
    return String.join(" ", name, source, kind, String.join(",", keys));
  }

  /// Many near the bounds that selectors have, some far away.
  private static List<String> numbers(Random random) {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < KEYS; i++) {
      int bits = random.nextInt(40);
      long key = random.nextLong() >> (63 - bits);
      keys.add(Long.toString(i % 3 == 0 ? random.nextInt(400) : key));
    }
    return keys;
  }

  private static List<String> texts(Random random) {
    List<String> known = List.of("DE", "FR", "JP", "XX", "hello", "42");
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < KEYS; i++) {
      keys.add(
          i % 4 == 0
              ? known.get(random.nextInt(known.size()))
              : Long.toString(random.nextLong() & 0xffffffffL, 36));
    }
    return keys;
  }

  private List<String> answers(List<String> lines) throws IOException, InterruptedException {
    Path program = Files.writeString(directory.resolve("oracle.py"), PROGRAM);
    Path input = Files.write(directory.resolve("selectors.txt"), lines);
    Path output = directory.resolve("answers.txt");
    Process process =
        new ProcessBuilder("python3", program.toString(), input.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    return Files.readAllLines(output);
  }

  private static boolean runs(List<String> command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
