package io.shardlens.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.shardlens.fixtures.RandomExpressions;
import io.shardlens.fixtures.RandomSeed;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.expression.ParsedExpression;
import io.shardlens.topology.expression.PythonTranslation;
import io.shardlens.topology.expression.Translation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Python evaluates the Python translation of random expressions, and gives the value that the
/// evaluator gives, or an error where it gives one. Skipped where there is no `python3`.
final class ExpressionPythonTest {
  private static final long SEED = RandomSeed.ofThisRun();
  private static final int EXPRESSIONS = RandomSeed.cases(3_000, 100_000);
  private static final int KEYS = 6;

  @TempDir private Path folder;

  @Test
  void agreesWithPythonOnRandomExpressions() throws IOException, InterruptedException {
    assumeTrue(hasPython(), "python3 is not installed");
    RandomExpressions expressions = new RandomExpressions(new Random(SEED), true);
    List<ParsedExpression> parsed = new ArrayList<>();
    List<List<KeyValue>> keys = new ArrayList<>();
    Set<String> preamble = new LinkedHashSet<>();
    StringBuilder cases = new StringBuilder();
    for (int i = 0; i < EXPRESSIONS; i++) {
      ParsedExpression expression = TestExpressions.parsed(expressions.next());
      Translation translation = PythonTranslation.of(expression, List.of("key1", "key2"));
      assertThat(translation).isInstanceOf(Translation.Translated.class);
      if (translation instanceof Translation.Translated(String text, Set<String> needed)) {
        preamble.addAll(needed);
        cases.append("case = lambda key1, key2: ").append(text).append('\n');
        for (int k = 0; k < KEYS; k++) {
          KeyValue.Int first = new KeyValue.Int(expressions.integerKey());
          KeyValue.Text second = new KeyValue.Text(expressions.textKey());
          parsed.add(expression);
          keys.add(List.of(first, second));
          cases.append("show(case, ").append(first).append(", ").append(literal(second.text()));
          cases.append(")\n");
        }
      }
    }
    List<String> lines = python(String.join("", preamble) + SHOW + cases);
    assertThat(lines).hasSameSizeAs(parsed);
    for (int i = 0; i < lines.size(); i++) {
      assertThat(evaluated(parsed.get(i), keys.get(i)))
          .as("seed %d: %s of %s", SEED, parsed.get(i), keys.get(i))
          .isEqualTo(lines.get(i));
    }
  }

  private static final String SHOW =
      """
      def show(case, key1, key2):
          try:
              print(str(case(key1, key2)).encode().hex())
          except (ArithmeticError, ValueError):
              print("error")
      """;

  private static String evaluated(ParsedExpression expression, List<KeyValue> key) {
    try {
      String result = TestExpressions.plain(new ExpressionRun(expression, key, null).result());
      return java.util.HexFormat.of().formatHex(result.getBytes(StandardCharsets.UTF_8));
    } catch (ExpressionFailure _) {
      return "error";
    }
  }

  /// All characters escaped, so that this does not lean on the quoting that is tested.
  private static String literal(String text) {
    StringBuilder literal = new StringBuilder("\"");
    text.codePoints().forEach(character -> literal.append("\\U%08x".formatted(character)));
    return literal.append('"').toString();
  }

  private static boolean hasPython() throws InterruptedException {
    try {
      Process process = new ProcessBuilder("python3", "--version").start();
      return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException _) {
      return false;
    }
  }

  private List<String> python(String program) throws IOException, InterruptedException {
    Path source = Files.writeString(folder.resolve("cases.py"), program);
    Path output = folder.resolve("output.txt");
    Path errors = folder.resolve("errors.txt");
    Process process =
        new ProcessBuilder("python3", "-I", source.toString())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    assertThat(process.waitFor(300, TimeUnit.SECONDS)).as("python3 ends").isTrue();
    assertThat(Files.readString(errors)).isEmpty();
    return Files.readAllLines(output);
  }
}
