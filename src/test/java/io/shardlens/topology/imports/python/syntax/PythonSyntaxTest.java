package io.shardlens.topology.imports.python.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.topology.imports.ImportSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What Python's own reader makes of these was looked up with `ast` of Python 3.11 and 3.13.
final class PythonSyntaxTest {

  static Stream<Arguments> texts() {
    return Stream.of(
        Arguments.of("'a'", "a"),
        Arguments.of("\"it's\"", "it's"),
        Arguments.of("'''a\n\"b\"'''", "a\n\"b\""),
        Arguments.of("\"\"\"a\"b\"\"\"", "a\"b"),
        Arguments.of("''", ""),
        Arguments.of("''''a'''", "'a"),
        Arguments.of("r'\\n\\''", "\\n\\'"),
        Arguments.of("R\"\\d\"", "\\d"),
        Arguments.of("u'x'", "x"),
        Arguments.of("'\\t\\n\\\\\\'\\a\\0\\x41\\101\\u00e9\\U0001F600'", "\t\n\\'\u0007\0AAé😀"),
        Arguments.of("'\\q\\d'", "\\q\\d"),
        Arguments.of("'a\\\nb'", "ab"),
        Arguments.of("'a' \"b\" r'\\c'", "ab\\c"),
        Arguments.of("('a'  # one\n   'b')", "ab"),
        Arguments.of("f'{{a}}'", "{a}"),
        Arguments.of("rf'\\n{{'", "\\n{"));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void readsAText(String literal, String expected) {
    assertThat(value("x = " + literal + "\n"))
        .isInstanceOfSatisfying(
            Expression.Text.class, text -> assertThat(text.value()).isEqualTo(expected));
  }

  @ParameterizedTest
  @ValueSource(strings = {"b'a'", "rb'a'", "'\\N{DASH}'", "'\\xZZ'", "'\\ud8'", "f'\\N{DASH}'"})
  void understandsNoOtherText(String literal) {
    assertThat(value("x = " + literal + "\n")).isInstanceOf(Expression.NotUnderstood.class);
  }

  static Stream<Arguments> fields() {
    return Stream.of(
        Arguments.of("f'a{x}b'", List.of("a", "x|", "b")),
        Arguments.of("f'{x:03d}'", List.of("", "x|03d", "")),
        Arguments.of("f'{x!r:>{y}}'", List.of("", "x|!r:>{y}", "")),
        Arguments.of("f'{{{x}}}'", List.of("{", "x|", "}")),
        Arguments.of("'a{' f'{x}' '}b'", List.of("a{", "x|", "}b")),
        Arguments.of("f\"{x['a']}\"", List.of("", "?|", "")),
        Arguments.of("f'{x['a']}'", List.of("", "?|", "")),
        Arguments.of("f'{x if x != 1 else 2}'", List.of("", "?|", "")),
        Arguments.of("f'''{\n  x\n}'''", List.of("", "x|", "")),
        Arguments.of("f'{ {1: 2}[x] :>5}'", List.of("", "?|>5", "")));
  }

  @ParameterizedTest
  @MethodSource("fields")
  void readsTheFieldsOfAnFString(String literal, List<String> expected) {
    assertThat(value("x = " + literal + "\n"))
        .isInstanceOfSatisfying(
            Expression.Formatted.class,
            formatted ->
                assertThat(formatted.pieces().stream().map(PythonSyntaxTest::shown))
                    .isEqualTo(expected));
  }

  private static String shown(Expression.Piece piece) {
    return switch (piece.value()) {
      case Expression.Text text -> text.value();
      case Expression.Name name -> name.name() + "|" + piece.format();
      default -> "?|" + piece.format();
    };
  }

  static Stream<Arguments> numbers() {
    return Stream.of(
        Arguments.of("50_000", 50_000L),
        Arguments.of("0x1F", 31L),
        Arguments.of("0b101", 5L),
        Arguments.of("0o17", 15L),
        Arguments.of("00", 0L),
        Arguments.of("9223372036854775807", Long.MAX_VALUE));
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void readsAWholeNumber(String literal, long expected) {
    assertThat(value("x = " + literal + "\n"))
        .isInstanceOfSatisfying(
            Expression.Whole.class, number -> assertThat(number.value()).isEqualTo(expected));
  }

  @Test
  void readsFractionsAndNoOtherNumber() {
    assertThat(value("x = 1e6\n")).isInstanceOf(Expression.Fraction.class);
    assertThat(value("x = .5\n")).isInstanceOf(Expression.Fraction.class);
    assertThat(value("x = 1j\n")).isInstanceOf(Expression.NotUnderstood.class);
    assertThat(value("x = 0123\n")).isInstanceOf(Expression.NotUnderstood.class);
    assertThat(value("x = 9223372036854775808\n")).isInstanceOf(Expression.NotUnderstood.class);
    assertThat(value("x = 1" + "0".repeat(100_000) + "\n"))
        .isInstanceOf(Expression.NotUnderstood.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x = {**a, 'b': 1, 'c': [*d, 2]}",
        "x = {1, 2} | {3}",
        "x = f(a, *b, c=1, **d)",
        "x = [y for y in z if y]",
        "x = {k: v for k, v in z.items()}",
        "x = lambda a, b=1, *c, **d: a",
        "x = a if b else c if d else e",
        "x = not a and b or c in d and e not in f",
        "x = 0 <= a < b == c is not None",
        "x = -a ** -b // ~c @ d",
        "x = a[1:2][:, 1][...]",
        "x: Dict[str, int] = {}",
        "x = y = z = 1",
        "a, (b, *c) = d",
        "x += 1; y //= 2",
        "x = (yield)",
        "x = (y := 5)",
        """
        @a.b(c)
        @d
        async def f(a: int = 1, /, *, b: str | None = None, **c) -> int:
            return await a(b)
        """,
        "class A(B, metaclass=C):\n    x: int\n    def f(self): return 1\n",
        """
        try:
            a()
        except (B, C) as d:
            pass
        except:
            pass
        else:
            pass
        finally:
            pass
        """,
        "async with a() as b, c(d) as (e, f):\n    pass",
        "for a, (b, c) in d: pass\nelse: pass",
        "from . import a\nfrom .b import (c, d as e,)\nimport f.g as h, i",
        "if a: b\nelif c: d\nelse: e",
        "if a:\n\n  # comment\n\tb\n",
        "x = [  # one\n  1,\n\n  2,\n]\n",
        "x = 1 + \\\n    2",
        "global a, b\nassert a, 'b'\nraise A from b\npass",
        "x = 1\r\ny = 2\r\n",
        "\ufeffx = 1"
      })
  void readsEveryStatement(String source) {
    assertThat(SourceFile.read(new ImportSource("a.py", source)).statements())
        .isNotEmpty()
        .noneMatch(Statement.Skipped.class::isInstance);
  }

  @Test
  void passesOverOneStatementAtATime() {
    List<Statement> statements =
        SourceFile.read(
                new ImportSource(
                    "a.py",
                    """
                    a = 1
                    while b:
                        c = 2
                        for d in e: pass
                    else:
                        f = 3
                    g = = 4
                    print "python 2"
                    match h:
                        case 1:
                            i = 5
                    del j
                    k = 6
                    """))
            .statements();

    assertThat(statements)
        .extracting(statement -> statement.getClass().getSimpleName())
        .containsExactly("Assign", "Skipped", "Skipped", "Skipped", "Skipped", "Skipped", "Assign");
    assertThat(((Statement.Skipped) statements.get(1)).names()).contains("b", "c", "e", "f");
  }

  @Test
  void knowsThePlaceOfEverything() {
    Statement statement =
        SourceFile.read(
                new ImportSource("a.py", "\n'''\n'''\nx = {\n    'a': [1,\n  f'''\n{y}'''],\n}\n"))
            .statements()
            .get(1);

    Expression.Dictionary dictionary =
        (Expression.Dictionary)
            java.util.Objects.requireNonNull(((Statement.Assign) statement).value());
    Expression.Display list = (Expression.Display) dictionary.entries().getFirst().value();
    Expression.Formatted text = (Expression.Formatted) list.elements().get(1);
    assertThat(statement.place()).hasToString("a.py:4:1");
    assertThat(dictionary.place()).hasToString("a.py:4:5");
    assertThat(list.place()).hasToString("a.py:5:10");
    assertThat(text.place()).hasToString("a.py:6:3");
    assertThat(text.pieces().get(1).value().place()).hasToString("a.py:7:2");
  }

  @Test
  void namesTheModuleOfAFile() {
    assertThat(SourceFile.read(new ImportSource("shop/routers.py", "")).module())
        .isEqualTo("routers");
    assertThat(SourceFile.read(new ImportSource("shop\\__init__.py", "")).module())
        .isEqualTo("shop");
  }

  private static Expression value(String source) {
    Statement.Assign assign =
        (Statement.Assign)
            SourceFile.read(new ImportSource("a.py", source)).statements().getFirst();
    return java.util.Objects.requireNonNull(assign.value());
  }
}
