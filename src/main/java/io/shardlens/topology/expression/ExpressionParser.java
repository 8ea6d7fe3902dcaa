package io.shardlens.topology.expression;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads an expression by recursive descent, with PostgreSQL's precedence: `OR`, `AND`, `NOT`, the
/// comparisons, `BETWEEN` and `IN`, `||`, `+ -`, `* / %`, the unary minus.
///
/// The limits on length and depth are checked before anything recurses, so that no text overflows
/// the stack or takes long.
public final class ExpressionParser {
  /// In UTF-16 units.
  public static final int LONGEST_TEXT = 1_000;

  /// How many parts a tree has at most: each has a word or sign of its own.
  public static final int LONGEST_NODES = Tokenizer.LONGEST_TOKENS;

  /// How deep parts may stand in each other.
  public static final int DEEPEST = 30;

  private static final Map<String, ComparisonOperator> COMPARISONS =
      Map.of(
          "=", ComparisonOperator.EQUAL,
          "<>", ComparisonOperator.NOT_EQUAL,
          "!=", ComparisonOperator.NOT_EQUAL,
          "<", ComparisonOperator.LESS,
          "<=", ComparisonOperator.LESS_OR_EQUAL,
          ">", ComparisonOperator.GREATER,
          ">=", ComparisonOperator.GREATER_OR_EQUAL);

  private static final Map<String, ArithmeticOperator> SUMS =
      Map.of("+", ArithmeticOperator.ADD, "-", ArithmeticOperator.SUBTRACT);

  private static final Map<String, ArithmeticOperator> PRODUCTS =
      Map.of(
          "*", ArithmeticOperator.MULTIPLY,
          "/", ArithmeticOperator.DIVIDE,
          "%", ArithmeticOperator.REMAINDER);

  private final TokenCursor words;
  private final OperandParser operands;

  private ExpressionParser(List<ExpressionKey> keys, TokenCursor words) {
    this.words = words;
    this.operands = new OperandParser(keys, words, this::disjunction);
  }

  /// Reads an expression and checks its types.
  ///
  /// @param keys the columns of the shard key, in order
  public static ParseResult parse(String text, List<ExpressionKey> keys) {
    if (text.length() > LONGEST_TEXT) {
      return new ParseResult.Refused(
          List.of(
              new ExpressionProblem(
                  new Span(LONGEST_TEXT, text.length()),
                  "An expression has at most "
                      + LONGEST_TEXT
                      + " characters, and this one has "
                      + text.length()
                      + ": use ranges, a list or buckets for long rules")));
    }
    try {
      TokenCursor words = new TokenCursor(Tokenizer.tokens(text));
      Expression root = new ExpressionParser(keys, words).whole();
      List<ExpressionProblem> problems = new TypeCheck(text).problems(root);
      return problems.isEmpty()
          ? new ParseResult.Parsed(new ParsedExpression(text, keys, root))
          : new ParseResult.Refused(problems);
    } catch (ExpressionException e) {
      return new ParseResult.Refused(List.of(e.problem()));
    }
  }

  private Expression whole() throws ExpressionException {
    Expression root = disjunction();
    if (words.peek().kind() != Token.Kind.END) {
      throw words.expected("an operator, or the end of the expression");
    }
    if (depth(root) > DEEPEST) {
      throw TokenCursor.tooDeep(root.span());
    }
    return root;
  }

  private static int depth(Expression part) {
    int deepest = 0;
    for (Expression child : part.children()) {
      deepest = Math.max(deepest, depth(child));
    }
    return deepest + 1;
  }

  private Expression disjunction() throws ExpressionException {
    Span start = words.peek().span();
    words.descend();
    Expression left = conjunction();
    while (words.accept("or")) {
      Expression right = conjunction();
      left = new Expression.Or(words.since(start), left, right);
    }
    words.ascend();
    return left;
  }

  private Expression conjunction() throws ExpressionException {
    Span start = words.peek().span();
    Expression left = negatedCondition();
    while (words.accept("and")) {
      Expression right = negatedCondition();
      left = new Expression.And(words.since(start), left, right);
    }
    return left;
  }

  private Expression negatedCondition() throws ExpressionException {
    Span start = words.peek().span();
    if (!words.accept("not")) {
      return comparison();
    }
    words.descend();
    Expression operand = negatedCondition();
    words.ascend();
    return new Expression.Not(words.since(start), operand);
  }

  private Expression comparison() throws ExpressionException {
    Span start = words.peek().span();
    Expression left = membership();
    ComparisonOperator operator = comparisonOperator();
    if (operator == null) {
      return left;
    }
    words.take();
    Expression right = membership();
    if (comparisonOperator() != null) {
      throw words.expected("AND: comparisons do not chain, a < b < c is a < b AND b < c");
    }
    return new Expression.Comparison(words.since(start), operator, left, right);
  }

  private @Nullable ComparisonOperator comparisonOperator() {
    return words.peek().kind() == Token.Kind.SYMBOL ? COMPARISONS.get(words.peek().text()) : null;
  }

  private Expression membership() throws ExpressionException {
    Span start = words.peek().span();
    Expression operand = concatenation();
    boolean negated =
        (words.isNext("not", "between") || words.isNext("not", "in")) && words.accept("not");
    if (words.accept("between")) {
      Expression lowest = concatenation();
      words.expect("and", "between the two bounds");
      Expression highest = concatenation();
      return new Expression.Between(words.since(start), operand, lowest, highest, negated);
    }
    if (words.accept("in")) {
      List<Expression> values = operands.listedValues();
      return new Expression.In(words.since(start), operand, values, negated);
    }
    return operand;
  }

  private Expression concatenation() throws ExpressionException {
    Span start = words.peek().span();
    Expression left = sum();
    while (words.accept("||")) {
      Expression right = sum();
      left = new Expression.Concatenation(words.since(start), left, right);
    }
    return left;
  }

  private Expression sum() throws ExpressionException {
    Span start = words.peek().span();
    Expression left = product();
    for (ArithmeticOperator o = operator(SUMS); o != null; o = operator(SUMS)) {
      words.take();
      left = arithmetic(start, o, left, product());
    }
    return left;
  }

  private Expression product() throws ExpressionException {
    Span start = words.peek().span();
    Expression left = signed();
    for (ArithmeticOperator o = operator(PRODUCTS); o != null; o = operator(PRODUCTS)) {
      words.take();
      left = arithmetic(start, o, left, signed());
    }
    return left;
  }

  private @Nullable ArithmeticOperator operator(Map<String, ArithmeticOperator> operators) {
    Token token = words.peek();
    return token.kind() == Token.Kind.SYMBOL ? operators.get(token.text()) : null;
  }

  private Expression arithmetic(
      Span start, ArithmeticOperator operator, Expression left, Expression right) {
    return new Expression.Arithmetic(words.since(start), operator, left, right);
  }

  /// A minus before a number belongs to it, so that the smallest integer can be written.
  private Expression signed() throws ExpressionException {
    if (!words.isNext("-") || operands.isNumberNext()) {
      return operands.operand();
    }
    Span start = words.take().span();
    words.descend();
    Expression operand = signed();
    words.ascend();
    return new Expression.Negation(words.since(start), operand);
  }
}
