package io.shardlens.sql;

import io.shardlens.sql.SimpleSelect.Join;
import io.shardlens.sql.SimpleSelect.OrderKey;
import io.shardlens.sql.SimpleSelect.Output;
import io.shardlens.sql.SimpleSelect.SortExpression;
import io.shardlens.sql.SimpleSelect.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.expression.Alias;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.parser.ParseException;
import net.sf.jsqlparser.parser.TokenMgrException;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.select.AllColumns;
import net.sf.jsqlparser.statement.select.AllTableColumns;
import net.sf.jsqlparser.statement.select.FromItem;
import net.sf.jsqlparser.statement.select.GroupByElement;
import net.sf.jsqlparser.statement.select.Limit;
import net.sf.jsqlparser.statement.select.OrderByElement;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.SelectItem;
import org.jspecify.annotations.Nullable;

/// Understands a query that is a single `SELECT` over tables.
///
/// Two readers must agree before a query counts as simple: our tokens, which see every key word and
/// so every construct that could join rows of different shards, and JSqlParser's tree, which knows
/// where the parts are. Anything that either of them does not plainly recognise makes the answer
/// empty: the statement may still be answered, but not by pushing it down.
public final class SelectReader {

  /// Words that stand for constructs outside the simple shape, wherever they occur outside quotes.
  /// Some are harmless in places (`substring(x FOR 3)`); taking them for the worse only costs
  /// speed.
  private static final Set<String> NEVER_SIMPLE =
      Set.of(
          "with",
          "union",
          "intersect",
          "except",
          "into",
          "for",
          "tablesample",
          "only",
          "lateral",
          "natural",
          "using",
          "right",
          "full",
          "rows",
          "pivot",
          "unpivot",
          "values",
          "table",
          "operator",
          "json_table",
          "xmltable",
          "json_arrayagg",
          "json_objectagg",
          "qualify");

  private static final Set<String> WINDOWS = Set.of("over", "window");

  private static final Set<String> NOT_PUSHABLE =
      Set.of("within", "fetch", "rollup", "cube", "grouping", "sets");

  private static final Pattern PLAIN_STRING = Pattern.compile("'(?:[^'\\\\]|'')*'");

  private static final long PARSER_MILLIS = 5_000;

  /// Tokens.
  private static final int SHORT = 40;

  private final Statement statement;
  private boolean windowed;
  private boolean pushable = true;

  private SelectReader(Statement statement) {
    this.statement = statement;
  }

  /// The simple shape of a query, or empty where it has none.
  public static Optional<SimpleSelect> read(Statement statement) {
    SelectReader reader = new SelectReader(statement);
    if (!reader.tokensAllow()) {
      return Optional.empty();
    }
    try {
      return parsed(reader.plainText(), statement.tokens().size()) instanceof PlainSelect select
          ? Optional.of(reader.select(select))
          : Optional.empty();
    } catch (JSQLParserException | NotSimple e) {
      return Optional.empty();
    }
  }

  /// The parser looks ahead so far that a text can be made that it does not come to the end of;
  /// what is long has a watch over it, on another thread. That costs several times what a look-up's
  /// text takes to read.
  private static net.sf.jsqlparser.statement.Statement parsed(String text, int tokens)
      throws JSQLParserException {
    if (tokens <= SHORT) {
      try {
        return CCJSqlParserUtil.newParser(text).withAllowComplexParsing(false).Statement();
      } catch (ParseException | TokenMgrException e) {
        // It may be right all the same, in the parser's slower way.
      }
    }
    return CCJSqlParserUtil.parse(text, parser -> parser.withTimeOut(PARSER_MILLIS));
  }

  /// The statement as JSqlParser cannot misread it: comments become a space, because it ends nested
  /// ones elsewhere than PostgreSQL; strings that it might end elsewhere (dollar quotes,
  /// backslashes, continued ones) become NULL, about which no condition says anything.
  private String plainText() {
    StringBuilder plain = new StringBuilder();
    int end = 0;
    for (Token token : statement.tokens()) {
      if (token.start() > end) {
        plain.append(' ');
      }
      String text = token.text(statement.text());
      boolean misleading =
          token.kind() == TokenKind.STRING && !PLAIN_STRING.matcher(text).matches();
      plain.append(misleading ? "NULL" : text);
      end = token.end();
    }
    return plain.toString();
  }

  private boolean tokensAllow() {
    for (Token token : statement.tokens()) {
      String name = token.kind() == TokenKind.WORD ? statement.name(token) : "";
      if (NEVER_SIMPLE.contains(name) || token.kind() == TokenKind.PARAMETER) {
        return false;
      }
      if (token.kind() == TokenKind.QUOTED_IDENTIFIER
          && statement.text().charAt(token.start()) != '"') {
        return false;
      }
      windowed |= WINDOWS.contains(name);
      if (NOT_PUSHABLE.contains(name)) {
        pushable = false;
      }
    }
    return statement.countWord("select") == 1 && statement.countWord("from") >= 1;
  }

  private SimpleSelect select(PlainSelect select) throws NotSimple {
    require(select.getFromItem() != null);
    boolean distinct = select.getDistinct() != null;
    if (distinct && select.getDistinct().getOnSelectItems() != null) {
      pushable = false;
    }
    GroupByElement groupBy = select.getGroupBy();
    return new SimpleSelect(
        sources(select),
        outputs(select),
        select.getWhere() == null
            ? new Condition.And(List.of())
            : ConditionReader.read(select.getWhere()),
        groupBy != null,
        groupBy == null ? List.of() : groupKeys(groupBy),
        select.getHaving() != null,
        distinct,
        order(select),
        limit(select.getLimit()),
        offset(select),
        windowed,
        pushable);
  }

  private List<Source> sources(PlainSelect select) throws NotSimple {
    List<Source> sources = new ArrayList<>();
    sources.add(source(select.getFromItem(), Join.INNER, new Condition.And(List.of())));
    if (select.getJoins() == null) {
      return sources;
    }
    for (var join : select.getJoins()) {
      require(!join.isRight() && !join.isFull() && !join.isNatural() && !join.isSemi());
      require(!join.isApply() && !join.isStraight() && join.getUsingColumns().isEmpty());
      require(join.getOnExpressions().size() <= 1);
      List<Condition> on = new ArrayList<>();
      for (Expression expression : join.getOnExpressions()) {
        on.add(ConditionReader.read(expression));
      }
      Join kind = join.isLeft() ? Join.LEFT : Join.INNER;
      sources.add(source(join.getFromItem(), kind, new Condition.And(on)));
    }
    return sources;
  }

  private static Source source(FromItem item, Join join, Condition on) throws NotSimple {
    if (!(item instanceof Table table)) {
      throw new NotSimple();
    }
    String database = table.getDatabase().getFullyQualifiedName();
    require(database == null || database.isEmpty());
    Alias alias = table.getAlias();
    require(alias == null || alias.getAliasColumns() == null || alias.getAliasColumns().isEmpty());
    String name = Identifier.fold(table.getName());
    String schema = table.getSchemaName() == null ? "" : Identifier.fold(table.getSchemaName());
    return new Source(
        schema, name, alias == null ? name : Identifier.fold(alias.getName().strip()), join, on);
  }

  private static List<Output> outputs(PlainSelect select) throws NotSimple {
    List<Output> outputs = new ArrayList<>();
    for (SelectItem<?> item : select.getSelectItems()) {
      String label =
          item.getAlias() == null ? "" : Identifier.fold(item.getAlias().getName().strip());
      Expression expression = item.getExpression();
      if (expression instanceof AllTableColumns star) {
        outputs.add(new Output.Star(Identifier.fold(star.getTable().getName())));
      } else if (expression instanceof AllColumns) {
        outputs.add(new Output.Star(""));
      } else if (expression instanceof Column column) {
        ColumnReference reference = ConditionReader.reference(column).orElseThrow(NotSimple::new);
        outputs.add(new Output.Plain(reference, label.isEmpty() ? reference.name() : label));
      } else {
        outputs.add(new Output.Computed(label));
      }
    }
    return outputs;
  }

  private List<Optional<SortExpression>> groupKeys(GroupByElement groupBy) {
    if (groupBy.getGroupingSets() != null && !groupBy.getGroupingSets().isEmpty()) {
      pushable = false;
    }
    List<Optional<SortExpression>> keys = new ArrayList<>();
    for (Object expression : groupBy.getGroupByExpressionList()) {
      keys.add(sortExpression((Expression) expression));
    }
    return keys;
  }

  private static Optional<SortExpression> sortExpression(Expression expression) {
    if (expression instanceof Column column) {
      return ConditionReader.reference(column).map(SortExpression.ByColumn::new);
    }
    if (expression instanceof LongValue number && number.getStringValue().matches("[0-9]{1,4}")) {
      return Optional.of(new SortExpression.ByOrdinal((int) number.getValue()));
    }
    return Optional.empty();
  }

  private static List<OrderKey> order(PlainSelect select) {
    List<OrderKey> keys = new ArrayList<>();
    if (select.getOrderByElements() == null) {
      return keys;
    }
    for (OrderByElement element : select.getOrderByElements()) {
      boolean descending = !element.isAsc();
      OrderByElement.@Nullable NullOrdering nulls = element.getNullOrdering();
      keys.add(
          new OrderKey(
              sortExpression(element.getExpression()),
              descending,
              nulls == null ? descending : nulls == OrderByElement.NullOrdering.NULLS_FIRST));
    }
    return keys;
  }

  private OptionalLong limit(@Nullable Limit limit) {
    if (limit == null) {
      return OptionalLong.empty();
    }
    if (limit.getOffset() != null || limit.getByExpressions() != null) {
      pushable = false;
    }
    return constant(limit.getRowCount());
  }

  private long offset(PlainSelect select) {
    return select.getOffset() == null ? 0 : constant(select.getOffset().getOffset()).orElse(0);
  }

  private OptionalLong constant(@Nullable Expression expression) {
    if (expression instanceof LongValue number && number.getStringValue().matches("[0-9]{1,15}")) {
      return OptionalLong.of(number.getValue());
    }
    pushable = false;
    return OptionalLong.empty();
  }

  private static void require(boolean simple) throws NotSimple {
    if (!simple) {
      throw new NotSimple();
    }
  }

  /// Leaves the reading of a statement that is not simple.
  private static final class NotSimple extends Exception {
    private static final long serialVersionUID = 1L;

    NotSimple() {
      super(null, null, false, false);
    }
  }
}
