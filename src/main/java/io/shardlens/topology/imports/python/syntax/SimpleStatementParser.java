package io.shardlens.topology.imports.python.syntax;

import io.shardlens.topology.imports.ImportPlace;
import io.shardlens.topology.imports.python.syntax.Statement.Imported;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Reads the statements of one line.
final class SimpleStatementParser {
  private static final Set<String> AUGMENTED =
      Set.of("+=", "-=", "*=", "/=", "//=", "%=", "&=", "|=", "^=", ">>=", "<<=", "**=", "@=");

  private final Cursor cursor;
  private final ExpressionParser expressions;
  private final AtomParser atoms;

  SimpleStatementParser(Cursor cursor, ExpressionParser expressions) {
    this.cursor = cursor;
    this.expressions = expressions;
    this.atoms = new AtomParser(cursor, expressions);
  }

  String name() {
    return atoms.name();
  }

  Expression targets() {
    return atoms.targets();
  }

  Expression target() {
    return atoms.primary();
  }

  /// Reads to the end of the line.
  void line(List<Statement> into) {
    do {
      if (cursor.at(TokenKind.NEWLINE)) {
        break;
      }
      into.add(statement());
    } while (cursor.accept(";"));
    if (!cursor.at(TokenKind.NEWLINE)) {
      throw new UnreadableException("no Python statement that is known here");
    }
    cursor.next();
  }

  private Statement statement() {
    ImportPlace place = cursor.place();
    return switch (cursor.at(TokenKind.NAME) ? cursor.peek().text() : "") {
      case "return" -> {
        cursor.next();
        boolean bare = cursor.at(TokenKind.NEWLINE) || cursor.at(";");
        yield new Statement.Return(place, bare ? null : expressions.expressions());
      }
      case "raise" -> raise(place);
      case "assert" -> {
        cursor.next();
        Expression test = expressions.expression();
        if (cursor.accept(",")) {
          expressions.expression();
        }
        yield new Statement.Assert(place, test);
      }
      case "pass" -> {
        cursor.next();
        yield new Statement.Pass(place);
      }
      case "break", "continue" -> new Statement.Leave(place, cursor.next().text().equals("break"));
      case "global", "nonlocal" -> global(place);
      case "import" -> imported(place);
      case "from" -> importedFrom(place);
      default -> expressionOrAssignment(place);
    };
  }

  private Statement raise(ImportPlace place) {
    cursor.next();
    if (!cursor.at(TokenKind.NEWLINE) && !cursor.at(";")) {
      expressions.expression();
      if (cursor.accept("from")) {
        expressions.expression();
      }
    }
    return new Statement.Raise(place);
  }

  private Statement global(ImportPlace place) {
    cursor.next();
    List<String> names = new ArrayList<>();
    do {
      names.add(name());
    } while (cursor.accept(","));
    return new Statement.Global(place, names);
  }

  private Statement imported(ImportPlace place) {
    cursor.next();
    List<Imported> names = new ArrayList<>();
    do {
      String path = path();
      int dot = path.indexOf('.');
      names.add(
          cursor.accept("as")
              ? new Imported(path, name())
              : new Imported(
                  dot < 0 ? path : path.substring(0, dot),
                  dot < 0 ? path : path.substring(0, dot)));
    } while (cursor.accept(","));
    return new Statement.Import(place, "", names, false);
  }

  private Statement importedFrom(ImportPlace place) {
    cursor.next();
    StringBuilder module = new StringBuilder();
    while (cursor.at(".") || cursor.at("...")) {
      module.append(cursor.next().text());
    }
    if (!cursor.at("import")) {
      module.append(path());
    }
    cursor.expect("import");
    if (cursor.accept("*")) {
      return new Statement.Import(place, module.toString(), List.of(), true);
    }
    boolean brackets = cursor.accept("(");
    List<Imported> names = new ArrayList<>();
    do {
      if (brackets && cursor.at(")")) {
        break;
      }
      String path = name();
      names.add(new Imported(path, cursor.accept("as") ? name() : path));
    } while (cursor.accept(","));
    if (brackets) {
      cursor.expect(")");
    }
    return new Statement.Import(place, module.toString(), names, false);
  }

  private String path() {
    StringBuilder path = new StringBuilder(name());
    while (cursor.accept(".")) {
      path.append('.').append(name());
    }
    return path.toString();
  }

  private Statement expressionOrAssignment(ImportPlace place) {
    Expression first = expressions.expressions();
    if (cursor.accept(":")) {
      Expression annotation = expressions.expression();
      Expression value = cursor.accept("=") ? expressions.expressions() : null;
      return new Statement.Assign(place, List.of(first), annotation, value);
    }
    if (cursor.at(TokenKind.OPERATOR) && AUGMENTED.contains(cursor.peek().text())) {
      String operator = cursor.next().text();
      return new Statement.Augment(
          place, first, operator.substring(0, operator.length() - 1), expressions.expressions());
    }
    if (!cursor.at("=")) {
      return new Statement.Evaluate(place, first);
    }
    List<Expression> targets = new ArrayList<>();
    Expression value = first;
    while (cursor.accept("=")) {
      targets.add(value);
      value = expressions.expressions();
    }
    return new Statement.Assign(place, targets, null, value);
  }
}
