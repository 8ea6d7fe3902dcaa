package io.shardlens.topology.imports.python.syntax;

import io.shardlens.topology.imports.ImportPlace;
import io.shardlens.topology.imports.python.syntax.Expression.Entry;
import io.shardlens.topology.imports.python.syntax.Expression.Keyword;
import io.shardlens.topology.imports.python.syntax.Expression.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads what binds tightest: literals, names, displays, and the attributes, calls and subscripts
/// behind them.
final class AtomParser {
  private static final Set<String> KEYWORDS =
      Set.of(
          "and",
          "as",
          "assert",
          "async",
          "await",
          "break",
          "class",
          "continue",
          "def",
          "del",
          "elif",
          "else",
          "except",
          "finally",
          "for",
          "from",
          "global",
          "if",
          "import",
          "in",
          "is",
          "lambda",
          "nonlocal",
          "not",
          "or",
          "pass",
          "raise",
          "return",
          "try",
          "while",
          "with",
          "yield");

  private final Cursor cursor;
  private final ExpressionParser expressions;

  AtomParser(Cursor cursor, ExpressionParser expressions) {
    this.cursor = cursor;
    this.expressions = expressions;
  }

  Expression primary() {
    cursor.enter();
    Expression read = atom();
    ImportPlace place = read.place();
    while (cursor.at(".") || cursor.at("(") || cursor.at("[")) {
      read =
          switch (cursor.next().text()) {
            case "." -> new Expression.Attribute(place, read, name());
            case "(" -> call(place, read);
            default -> new Expression.Subscript(place, read, index());
          };
    }
    cursor.leave();
    return read;
  }

  String name() {
    if (!cursor.at(TokenKind.NAME) || KEYWORDS.contains(cursor.peek().text())) {
      throw new UnreadableException("no Python statement that is known here");
    }
    return cursor.next().text();
  }

  private Expression atom() {
    Token token = cursor.peek();
    ImportPlace place = cursor.place();
    return switch (token.kind()) {
      case TEXT -> TextParser.read(cursor, place);
      case NUMBER -> PythonNumber.read(cursor.next(), place);
      case NAME -> named(place);
      case OPERATOR -> bracket(place);
      case NEWLINE, INDENT, DEDENT, ERROR, END ->
          throw new UnreadableException("no Python statement that is known here");
    };
  }

  private Expression named(ImportPlace place) {
    String name = name();
    return switch (name) {
      case "True" -> new Expression.Truth(place, true);
      case "False" -> new Expression.Truth(place, false);
      case "None" -> new Expression.Nothing(place);
      default -> new Expression.Name(place, name);
    };
  }

  private Expression bracket(ImportPlace place) {
    if (cursor.accept("...")) {
      return new Expression.NotUnderstood(place, "an ellipsis");
    }
    if (cursor.accept("(")) {
      return parenthesized(place);
    }
    if (cursor.accept("[")) {
      return display(place, Kind.LIST, "]");
    }
    cursor.expect("{");
    return braces(place);
  }

  private Expression parenthesized(ImportPlace place) {
    if (cursor.accept(")")) {
      return new Expression.Display(place, Kind.TUPLE, List.of());
    }
    Expression first = expressions.starred();
    if (startsLoop()) {
      return comprehension(place, Kind.LIST, null, first, ")");
    }
    if (cursor.accept(")")) {
      return first;
    }
    return elements(place, Kind.TUPLE, first, ")");
  }

  private Expression display(ImportPlace place, Kind kind, String end) {
    if (cursor.accept(end)) {
      return new Expression.Display(place, kind, List.of());
    }
    Expression first = expressions.starred();
    return startsLoop()
        ? comprehension(place, kind, null, first, end)
        : elements(place, kind, first, end);
  }

  private Expression elements(ImportPlace place, Kind kind, Expression first, String end) {
    List<Expression> elements = new ArrayList<>(List.of(first));
    while (!cursor.accept(end)) {
      cursor.expect(",");
      if (!cursor.at(end)) {
        elements.add(expressions.starred());
      }
    }
    return new Expression.Display(place, kind, elements);
  }

  private Expression braces(ImportPlace place) {
    if (cursor.accept("}")) {
      return new Expression.Dictionary(place, List.of());
    }
    if (cursor.accept("**")) {
      return dictionary(place, new Entry(null, expressions.binary(1)));
    }
    Expression first = expressions.starred();
    if (cursor.accept(":")) {
      Entry entry = new Entry(first, expressions.expression());
      return startsLoop()
          ? comprehension(place, Kind.DICTIONARY, first, entry.value(), "}")
          : dictionary(place, entry);
    }
    return startsLoop()
        ? comprehension(place, Kind.SET, null, first, "}")
        : elements(place, Kind.SET, first, "}");
  }

  private Expression dictionary(ImportPlace place, Entry first) {
    List<Entry> entries = new ArrayList<>(List.of(first));
    while (!cursor.accept("}")) {
      cursor.expect(",");
      if (!cursor.at("}")) {
        entries.add(entry());
      }
    }
    return new Expression.Dictionary(place, entries);
  }

  private Entry entry() {
    if (cursor.accept("**")) {
      return new Entry(null, expressions.binary(1));
    }
    Expression key = expressions.expression();
    cursor.expect(":");
    return new Entry(key, expressions.expression());
  }

  private boolean startsLoop() {
    return cursor.at("for") || (cursor.at("async") && cursor.peek(1).is("for"));
  }

  private Expression comprehension(
      ImportPlace place, Kind kind, @Nullable Expression key, Expression value, String end) {
    cursor.accept("async");
    cursor.expect("for");
    Expression target = targets();
    cursor.expect("in");
    Expression iterable = expressions.logic();
    List<Expression> conditions = new ArrayList<>();
    while (cursor.accept("if")) {
      conditions.add(expressions.logic());
    }
    if (cursor.accept(end)) {
      return new Expression.Comprehension(place, kind, key, value, target, iterable, conditions);
    }
    cursor.skipBracket();
    return new Expression.NotUnderstood(place, "a comprehension with two loops");
  }

  /// What a loop assigns to: names, attributes, subscripts, with commas and brackets.
  Expression targets() {
    ImportPlace place = cursor.place();
    Expression first = primary();
    if (!cursor.at(",")) {
      return first;
    }
    List<Expression> elements = new ArrayList<>(List.of(first));
    while (cursor.accept(",") && !cursor.at("in")) {
      elements.add(primary());
    }
    return new Expression.Display(place, Kind.TUPLE, elements);
  }

  private Expression call(ImportPlace place, Expression callee) {
    List<Expression> arguments = new ArrayList<>();
    List<Keyword> keywords = new ArrayList<>();
    while (!cursor.accept(")")) {
      if (cursor.accept("**")) {
        keywords.add(new Keyword(null, expressions.expression()));
      } else if (cursor.at(TokenKind.NAME) && cursor.peek(1).is("=")) {
        String name = name();
        cursor.expect("=");
        keywords.add(new Keyword(name, expressions.expression()));
      } else {
        Expression argument = expressions.starred();
        if (startsLoop()) {
          arguments.add(comprehension(place, Kind.LIST, null, argument, ")"));
          break;
        }
        arguments.add(argument);
      }
      if (!cursor.at(")")) {
        cursor.expect(",");
      }
    }
    return new Expression.Call(place, callee, arguments, keywords);
  }

  private Expression index() {
    ImportPlace place = cursor.place();
    Expression first = cursor.at(":") ? null : expressions.expressions();
    if (first != null && cursor.accept("]")) {
      return first;
    }
    if (cursor.accept(":")) {
      Expression end =
          cursor.at("]") || cursor.at(":") || cursor.at(",") ? null : expressions.expressions();
      if (cursor.accept("]")) {
        return new Expression.Slice(place, first, end);
      }
    }
    cursor.skipBracket();
    return new Expression.NotUnderstood(place, "a subscript of this form");
  }
}
