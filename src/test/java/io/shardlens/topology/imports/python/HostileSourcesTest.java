package io.shardlens.topology.imports.python;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.topology.imports.ImportPreview;
import io.shardlens.topology.imports.ImportSource;
import io.shardlens.topology.imports.Importer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Sources that want to crash the reader, to fill its memory, or to keep it busy for ever.
final class HostileSourcesTest {
  private static final int SIZE = 200_000;

  /// Far more than is needed, for a computer that does much else; without the limits some of these
  /// would take hours.
  private static final long MOST_MILLIS = 5_000;

  record Hostile(String name, String text) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Hostile> sources() {
    List<Hostile> sources = new ArrayList<>();
    for (String open :
        List.of(
            "(",
            "[",
            "{",
            "f(",
            "not ",
            "-",
            "lambda: ",
            "[x for x in ",
            "*[",
            "{**",
            "a if b else ",
            "f'{",
            "f\"{f'{",
            "x[",
            "a.",
            "yield ",
            "await ",
            "if x:\n",
            "def f(): ",
            "'",
            "\"\"\"",
            "f'''{'''",
            "\\\n",
            "@",
            "a=",
            "a,",
            "\t",
            "(a,",
            "0x",
            "1_")) {
      sources.add(
          new Hostile(open.strip() + " repeated", "x = " + open.repeat(SIZE / open.length())));
    }
    for (String text :
        List.of(
            "a+",
            "a.b.",
            "f()()",
            "a[0]",
            "x if y else ",
            "a<",
            "a or ",
            "'a' ",
            "f'{a}' ",
            "f''",
            "f\"{f''}\" ",
            "b'' ",
            "# x\n",
            "x = 1\n",
            "x = [x, x]\n",
            "x = x + x\n",
            "x = {'a': x, 'b': x}\n",
            "x = f'{x}{x}'\n",
            "x = (x, x)\nprint(x)\n",
            "class A(A): pass\n",
            "def f(x): return f(f(x))\n",
            "import a\n",
            "del x\n",
            "DATABASES['a'] = DATABASES\n",
            "while x: pass\n",
            "try:\n  x\nexcept E:\n  y\n")) {
      sources.add(
          new Hostile(
              text.strip() + " again and again",
              "x = 'ab'\nDATABASES = {}\n" + text.repeat(SIZE / text.length())));
    }
    sources.add(new Hostile("blocks within blocks", blocks(3_000)));
    sources.add(new Hostile("branches", branches(5_000)));
    sources.add(new Hostile("remainders", databases() + remainders()));
    sources.add(new Hostile("classes of classes", classes(60)));
    sources.add(new Hostile("dictionaries of dictionaries", dictionaries(60)));
    sources.add(new Hostile("sessions of sessions", databases() + sessions(60)));
    sources.add(
        new Hostile(
            "endless range", databases() + "for i in range(10 ** 18):\n    engines[i] = i\n"));
    sources.add(
        new Hostile(
            "all the longs",
            databases() + "x = [i for i in range(-9223372036854775807, 9223372036854775807)]\n"));
    sources.add(
        new Hostile("powers", "x = 9 ** 9 ** 9 ** 9\ny = 'a' * 10 ** 12\nz = 1 << 10 ** 9\n"));
    sources.add(
        new Hostile(
            "calls of calls",
            databases() + "def f(x): return f(x + 1)\ndef pick(user_id): return f(user_id)\n"));
    sources.add(new Hostile("many keys", databases() + directory(20_000)));
    sources.add(
        new Hostile(
            "control characters", "\u0000\u0001\ufeff\u202e\ud800 = '\udfff'\n".repeat(1_000)));
    sources.add(new Hostile("nothing", ""));
    return sources;
  }

  @ParameterizedTest
  @MethodSource("sources")
  void endsInAPreview(Hostile hostile) {
    for (Importer importer : List.of(new DjangoImporter(), new SqlAlchemyImporter())) {
      long start = System.nanoTime();
      ImportPreview preview =
          importer.read(List.of(new ImportSource("app.py", hostile.text())), Map.of());
      long millis = (System.nanoTime() - start) / 1_000_000;

      assertThat(millis).isLessThan(MOST_MILLIS);
      assertThat(Sources.words(preview)).doesNotContain(Sources.CANARY);
      assertThat(
              preview.topology().isPresent()
                  || !preview.questions().isEmpty()
                  || !preview.problems().isEmpty())
          .isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("importers")
  void refusesWhatIsTooLargeUnread(Importer importer) {
    ImportSource large =
        new ImportSource("settings.py", "x".repeat(ImportSource.MAXIMUM_CHARACTERS + 1));

    assertThat(importer.read(List.of(large), Map.of()).problems().getFirst().message())
        .contains("1 MiB");
  }

  static List<Importer> importers() {
    return List.of(new DjangoImporter(), new SqlAlchemyImporter());
  }

  private static String databases() {
    return "engines = {'a': create_engine('postgresql://u:c4n4ry@h1/d'), 'b':"
        + " create_engine('postgresql://u:c4n4ry@h2/d')}\n";
  }

  private static String blocks(int depth) {
    return IntStream.range(0, depth)
        .mapToObj(i -> " ".repeat(i) + "if x:\n")
        .collect(Collectors.joining("", "", " ".repeat(depth) + "pass\n"));
  }

  private static String branches(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "    elif user_id < " + i + ": return 'a'\n")
        .collect(
            Collectors.joining(
                "",
                databases() + "def pick(user_id):\n    if user_id < 0: return 'a'\n",
                "    return 'b'\n"));
  }

  /// The product of the remainders is far too large to be told apart.
  private static String remainders() {
    return """
    def pick(user_id, a, b, c):
        x = user_id % 4093 + a % 4093 + b % 4093 + c % 4093
        return ['a', 'b'][x % 2]
    """;
  }

  private static String classes(int depth) {
    return "class A0: pass\nclass B0: pass\n"
        + IntStream.range(1, depth)
            .mapToObj(i ->
                "class A%d(A%d, B%d): pass\nclass B%d(B%d, A%d): pass\n"
                    .formatted(i, i - 1, i - 1, i, i - 1, i - 1))
            .collect(Collectors.joining())
        + "x = A%d().missing\n".formatted(depth - 1);
  }

  private static String dictionaries(int depth) {
    return "d0 = {'url': 1}\n"
        + IntStream.range(1, depth)
            .mapToObj(i ->
                "d%d = {'url': d%d, 'dsn': d%d, 'uri': d%d, 'engine': d%d}\n"
                    .formatted(i, i - 1, i - 1, i - 1, i - 1))
            .collect(Collectors.joining())
        + "engines = {'a': create_engine(d%d), 'b': d%d}\n".formatted(depth - 1, depth - 1);
  }

  private static String sessions(int depth) {
    return "s0 = Session()\n"
        + IntStream.range(1, depth)
            .mapToObj(i ->
                "s%d = Session(s%d, s%d, a=s%d, b=s%d)\n".formatted(i, i - 1, i - 1, i - 1, i - 1))
            .collect(Collectors.joining())
        + "def pick(user_id): return s%d if user_id < 5 else engines['a']\n".formatted(depth - 1);
  }

  private static String directory(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> i + ": 'a', ")
        .collect(
            Collectors.joining(
                "",
                "TENANTS = {",
                "}\ndef pick(tenant_id):\n    return TENANTS.get(tenant_id, 'b')\n"));
  }
}
