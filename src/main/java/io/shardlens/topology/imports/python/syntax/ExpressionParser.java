package io.shardlens.topology.imports.python.syntax;

import io.shardlens.topology.imports.ImportPlace;
import io.shardlens.topology.imports.python.syntax.Expression.Choice;
import io.shardlens.topology.imports.python.syntax.Expression.Comparand;
import io.shardlens.topology.imports.python.syntax.Expression.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads expressions by precedence climbing, after the grammar in Python's reference ("Full grammar
/// specification"). What binds tightest is `AtomParser`'s.
final class ExpressionParser {
  private static final Map<String, Integer> BINARY =
      Map.ofEntries(
          Map.entry("|", 1),
          Map.entry("^", 2),
          Map.entry("&", 3),
          Map.entry("<<", 4),
          Map.entry(">>", 4),
          Map.entry("+", 5),
          Map.entry("-", 5),
          Map.entry("*", 6),
          Map.entry("/", 6),
          Map.entry("//", 6),
          Map.entry("%", 6),
          Map.entry("@", 6));

  private static final Set<String> COMPARISONS = Set.of("<", "<=", ">", ">=", "==", "!=");

  private final Cursor cursor;
  private final AtomParser atoms;

  ExpressionParser(Cursor cursor) {
    this.cursor = cursor;
    this.atoms = new AtomParser(cursor, this);
  }

  /// One expression, or several with commas, which are a tuple.
  Expression expressions() {
    ImportPlace place = cursor.place();
    Expression first = starred();
    if (!cursor.at(",")) {
      return first;
    }
    List<Expression> elements = new ArrayList<>(List.of(first));
    while (cursor.accept(",") && !endsExpressions()) {
      elements.add(starred());
    }
    return new Expression.Display(place, Expression.Kind.TUPLE, elements);
  }

  private boolean endsExpressions() {
    return cursor.at(TokenKind.NEWLINE)
        || cursor.at(TokenKind.END)
        || cursor.at("=")
        || cursor.at(":")
        || cursor.at(";")
        || cursor.at(")")
        || cursor.at("]")
        || cursor.at("in");
  }

  /// One expression, or `*iterable`.
  Expression starred() {
    ImportPlace place = cursor.place();
    return cursor.accept("*") ? new Expression.Starred(place, binary(1)) : expression();
  }

  /// One expression.
  Expression expression() {
    if (!cursor.at("lambda") && !cursor.at("yield")) {
      return condition();
    }
    cursor.enter();
    Expression read = cursor.at("lambda") ? lambda() : yielded();
    cursor.leave();
    return read;
  }

  private Expression yielded() {
    ImportPlace place = cursor.place();
    cursor.next();
    if (cursor.accept("from")) {
      expression();
      return new Expression.NotUnderstood(place, "yield from");
    }
    boolean bare = cursor.at(TokenKind.NEWLINE) || cursor.at(")") || cursor.at(TokenKind.END);
    return new Expression.Yield(place, bare ? null : expressions());
  }

  private Expression lambda() {
    ImportPlace place = cursor.place();
    cursor.expect("lambda");
    List<Parameter> parameters = parameters(":", false);
    cursor.expect(":");
    return new Expression.Lambda(place, parameters, expression());
  }

  /// The parameters up to the text that ends them, which is left to be read.
  List<Parameter> parameters(String end, boolean annotated) {
    List<Parameter> parameters = new ArrayList<>();
    while (!cursor.at(end)) {
      ImportPlace place = cursor.place();
      int stars = cursor.accept("**") ? 2 : cursor.accept("*") ? 1 : 0;
      if (cursor.at(TokenKind.NAME)) {
        String name = cursor.next().text();
        Expression annotation = annotated && cursor.accept(":") ? expression() : null;
        Expression preset = cursor.accept("=") ? expression() : null;
        parameters.add(new Parameter(place, name, stars, annotation, preset));
      } else if (stars == 0) {
        cursor.expect("/");
      }
      if (!cursor.accept(",") && !cursor.at(end)) {
        cursor.expect(end);
      }
    }
    return parameters;
  }

  private Expression condition() {
    ImportPlace place = cursor.place();
    Expression value = logic();
    if (!cursor.at("if")) {
      return cursor.at(":=") ? assigned(place) : value;
    }
    List<Choice> choices = new ArrayList<>();
    while (cursor.accept("if")) {
      Expression test = logic();
      choices.add(new Choice(test, value));
      cursor.expect("else");
      value = cursor.at("lambda") ? expression() : logic();
    }
    return new Expression.Conditional(place, choices, value);
  }

  private Expression assigned(ImportPlace place) {
    cursor.expect(":=");
    expression();
    return new Expression.NotUnderstood(place, "an assignment within an expression");
  }

  /// `or`, below it `and`, below it `not` and comparisons; without a condition, as the iterable of
  /// a comprehension is.
  Expression logic() {
    ImportPlace place = cursor.place();
    List<Expression> operands = new ArrayList<>(List.of(conjunction()));
    while (cursor.accept("or")) {
      operands.add(conjunction());
    }
    return operands.size() == 1
        ? operands.getFirst()
        : new Expression.Logic(place, false, operands);
  }

  private Expression conjunction() {
    ImportPlace place = cursor.place();
    List<Expression> operands = new ArrayList<>(List.of(inversion()));
    while (cursor.accept("and")) {
      operands.add(inversion());
    }
    return operands.size() == 1 ? operands.getFirst() : new Expression.Logic(place, true, operands);
  }

  private Expression inversion() {
    ImportPlace place = cursor.place();
    if (!cursor.accept("not")) {
      return comparison();
    }
    cursor.enter();
    Expression value = inversion();
    cursor.leave();
    return new Expression.Not(place, value);
  }

  private Expression comparison() {
    ImportPlace place = cursor.place();
    Expression first = binary(1);
    List<Comparand> rest = new ArrayList<>();
    for (String operator = comparator(); !operator.isEmpty(); operator = comparator()) {
      rest.add(new Comparand(operator, binary(1)));
    }
    return rest.isEmpty() ? first : new Expression.Comparison(place, first, rest);
  }

  /// Reads a comparison operator; empty where none stands.
  private String comparator() {
    if (cursor.at(TokenKind.OPERATOR) && COMPARISONS.contains(cursor.peek().text())) {
      return cursor.next().text();
    }
    if (cursor.accept("is")) {
      return cursor.accept("not") ? "is not" : "is";
    }
    if (cursor.accept("in")) {
      return "in";
    }
    if (cursor.at("not") && cursor.peek(1).is("in")) {
      cursor.next();
      cursor.next();
      return "not in";
    }
    return "";
  }

  /// Binary operators that bind at least as tight as a level, from the left.
  Expression binary(int level) {
    Expression left = unary();
    while (cursor.at(TokenKind.OPERATOR)) {
      String operator = cursor.peek().text();
      int binds = BINARY.getOrDefault(operator, 0);
      if (binds < level) {
        return left;
      }
      cursor.next();
      left = new Expression.Binary(left.place(), operator, left, binary(binds + 1));
    }
    return left;
  }

  private Expression unary() {
    ImportPlace place = cursor.place();
    if (cursor.at("-") || cursor.at("+") || cursor.at("~")) {
      String operator = cursor.next().text();
      cursor.enter();
      Expression value = unary();
      cursor.leave();
      return new Expression.Unary(place, operator, value);
    }
    boolean awaited = cursor.at("await") && cursor.peek(1).kind() == TokenKind.NAME;
    if (awaited) {
      cursor.next();
    }
    Expression base = atoms.primary();
    if (!cursor.accept("**")) {
      return base;
    }
    cursor.enter();
    Expression exponent = unary();
    cursor.leave();
    return new Expression.Binary(place, "**", base, exponent);
  }
}
