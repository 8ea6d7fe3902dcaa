package io.shardlens.plan;

import io.shardlens.plan.AggregateCall.Found;
import io.shardlens.plan.Clauses.Clause;
import io.shardlens.plan.Clauses.Span;
import io.shardlens.plan.Sources.BoundColumn;
import io.shardlens.rows.Column;
import io.shardlens.rows.PgType;
import io.shardlens.sql.Identifier;
import io.shardlens.sql.TokenKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Reads the text of a `SELECT` with groups as keys and aggregates, and writes it again over a
/// relation that has a column for each.
///
/// Works on tokens, so that everything else stays as it was written. Whatever it does not plainly
/// recognise ends the attempt.
final class GroupedText {

  /// Ends the attempt to take a statement apart.
  static final class NotGrouped extends Exception {
    private static final long serialVersionUID = 1L;

    NotGrouped() {
      super(null, null, false, false);
    }
  }

  /// What the shards group by.
  ///
  /// @param sql the expression as it was written
  /// @param span its tokens
  /// @param tokens the same, one by one, to find it again
  /// @param origin the table's column that it is, empty for anything else
  /// @param hidden whether it is the argument of a `DISTINCT` aggregate and no key of the statement
  private record Key(
      String sql, Span span, List<String> tokens, Optional<BoundColumn> origin, boolean hidden) {}

  /// A partial aggregate.
  ///
  /// @param arguments the tokens of its arguments
  private record Partial(String sql, Span arguments) {}

  private static final Set<String> ORDER_WORDS = Set.of("asc", "desc", "nulls", "first", "last");

  private static final Set<String> SET_WORDS = Set.of("rollup", "cube", "grouping", "sets");

  private final Clauses clauses;
  private final ColumnTokens tokens;
  private final Survey survey;
  private final List<Span> items = new ArrayList<>();
  private final List<Key> keys = new ArrayList<>();
  private final List<Partial> partials = new ArrayList<>();
  private boolean groupingSets;

  /// Reads a statement.
  ///
  /// @throws NotGrouped where it puts no rows together, or more is needed than parts of groups
  GroupedText(Clauses clauses, Sources sources, Survey survey) throws NotGrouped {
    this.clauses = clauses;
    this.tokens = new ColumnTokens(clauses, sources);
    this.survey = survey;
    List<Span> written = clauses.parts(Clause.SELECT);
    require(written.size() == survey.columns().size());
    for (int i = 0; i < written.size(); i++) {
      items.add(tokens.withoutLabel(written.get(i), survey.columns().get(i).name()));
    }
    if (clauses.has(Clause.GROUP)) {
      readGroupBy();
    }
    for (Clause clause : List.of(Clause.SELECT, Clause.HAVING, Clause.WINDOW, Clause.ORDER)) {
      readAggregates(clauses.span(clause));
    }
    boolean grouped =
        clauses.has(Clause.GROUP) || clauses.has(Clause.HAVING) || !partials.isEmpty();
    if (!grouped && keys.isEmpty()) {
      require(clauses.distinct() && !clauses.statement().hasWord("over"));
      for (Span item : items) {
        key(item);
      }
    }
    require(!keys.isEmpty() || !partials.isEmpty());
  }

  /// What the shards select: the keys first, then the partial aggregates.
  List<String> shardColumns() {
    List<String> columns = new ArrayList<>(keys.stream().map(Key::sql).toList());
    partials.forEach(partial -> columns.add(partial.sql()));
    return columns;
  }

  int keyCount() {
    return keys.size();
  }

  /// The explicit collation of one of [#shardColumns], as SQL; empty for the type's own.
  ///
  /// @param type its type, as the server says
  /// @throws NotGrouped where the collation cannot be told
  String collation(int index, PgType type) throws NotGrouped {
    Optional<BoundColumn> origin = origin(index);
    if (origin.isPresent()) {
      return origin.get().facts().collation();
    }
    return tokens.collation(
        index < keys.size()
            ? keys.get(index).span()
            : partials.get(index - keys.size()).arguments(),
        type);
  }

  /// What an entry of the select list, or a sort key, is.
  sealed interface Entry {
    /// @param index of the key among [#shardColumns]
    record OfKey(int index) implements Entry {}

    record OfAggregate(AggregateCall call) implements Entry {}

    /// @param index of the result column, from 0
    record OfResult(int index) implements Entry {}

    record Computed() implements Entry {}
  }

  /// The entries of the select list, one for each result column.
  List<Entry> list() {
    return items.stream().map(this::entry).toList();
  }

  /// What each sort key names, in order.
  List<Entry> order() {
    List<Entry> order = new ArrayList<>();
    for (Span key : clauses.parts(Clause.ORDER)) {
      int end = key.end();
      while (end > key.start() + 1 && ORDER_WORDS.contains(clauses.name(end - 1))) {
        end--;
      }
      order.add(isLabel(key) ? new Entry.OfResult(result(key)) : entry(new Span(key.start(), end)));
    }
    return order;
  }

  private int result(Span label) {
    if (clauses.token(label.start()).kind() == TokenKind.NUMBER) {
      return Integer.parseInt(clauses.text(new Span(label.start(), label.start() + 1))) - 1;
    }
    String name = clauses.name(label.start());
    return survey.columns().stream().map(Column::name).toList().indexOf(name);
  }

  private Entry entry(Span span) {
    int key = keyAt(span.start(), span);
    if (key >= 0 && span.end() - span.start() == width(span.start(), key)) {
      return new Entry.OfKey(key);
    }
    return AggregateCall.at(clauses, span.start(), survey.functions())
                instanceof Found.Aggregate(var call)
            && call.span().equals(span)
        ? new Entry.OfAggregate(call)
        : new Entry.Computed();
  }

  /// The indexes among [#shardColumns] of the keys of a group.
  List<Integer> groupKeys() {
    return IntStream.range(0, keys.size()).filter(i -> !keys.get(i).hidden()).boxed().toList();
  }

  /// The indexes among [#shardColumns] of the parts of an aggregate; of a distinct one its
  /// argument.
  List<Integer> parts(AggregateCall call) {
    if (call.distinct()) {
      return List.of(hiddenIndex(call.arguments()));
    }
    return Decomposition.parts(call).orElseThrow().stream()
        .map(part -> keys.size() + partial(part))
        .toList();
  }

  /// The table's column that one of [#shardColumns] is, empty for anything computed.
  Optional<BoundColumn> origin(int index) {
    return index < keys.size() ? keys.get(index).origin() : Optional.empty();
  }

  /// Whether the groups are all there is: nothing is computed of them, and none is left out.
  boolean isPlain() {
    return !groupingSets
        && !clauses.has(Clause.HAVING)
        && !clauses.has(Clause.WINDOW)
        && !clauses.has(Clause.FETCH)
        && !(clauses.distinct() && (clauses.has(Clause.GROUP) || !partials.isEmpty()));
  }

  /// Whether floating point numbers are added up, whose sum depends on the order of the rows.
  boolean addsFloats(List<PgType> types) {
    for (int i = 0; i < partials.size(); i++) {
      String type = types.get(keys.size() + i).baseName();
      if (partials.get(i).sql().startsWith("sum(") && type.matches("real|double precision")) {
        return true;
      }
    }
    return false;
  }

  /// Whether the shards choose among texts, each by the order of its own database.
  boolean choosesText(List<PgType> types) {
    return types.subList(keys.size(), types.size()).stream()
        .anyMatch(ColumnTokens::mayHaveCollation);
  }

  /// The name of one of [#shardColumns] in the relation of the parts; no label of a person.
  static String columnName(int index) {
    return "shardlens part " + (index + 1);
  }

  /// The statement over the relation of the parts.
  ///
  /// @param types of [#shardColumns]
  /// @throws NotGrouped where it uses more than its groups, or its aggregates are not exact over
  ///   parts of these types
  String over(String relation, List<PgType> types) throws NotGrouped {
    StringBuilder sql = new StringBuilder(clauses.distinct() ? "SELECT DISTINCT " : "SELECT ");
    for (int i = 0; i < items.size(); i++) {
      sql.append(i == 0 ? "" : ", ")
          .append(rewritten(items.get(i), types))
          .append(" AS ")
          .append(Identifier.quote(survey.columns().get(i).name()));
    }
    sql.append("\nFROM ").append(Identifier.quote(relation));
    if (clauses.has(Clause.GROUP)) {
      sql.append("\nGROUP BY ").append(groupBy(types));
    }
    if (clauses.has(Clause.HAVING)) {
      sql.append("\nHAVING ").append(rewritten(clauses.span(Clause.HAVING), types));
    }
    if (clauses.has(Clause.WINDOW)) {
      sql.append("\nWINDOW ").append(rewritten(clauses.span(Clause.WINDOW), types));
    }
    if (clauses.has(Clause.ORDER)) {
      List<String> order = new ArrayList<>();
      for (Span key : clauses.parts(Clause.ORDER)) {
        order.add(isLabel(key) ? clauses.text(key) : rewritten(key, types));
      }
      sql.append("\nORDER BY ").append(String.join(", ", order));
    }
    return sql.append(tail()).toString();
  }

  private String groupBy(List<PgType> types) throws NotGrouped {
    return groupingSets
        ? rewritten(clauses.span(Clause.GROUP), types)
        : groupKeys().stream()
            .map(index -> Identifier.quote(columnName(index)))
            .collect(Collectors.joining(", "));
  }

  /// `LIMIT`, `OFFSET` and `FETCH` as they stand.
  private String tail() {
    int start = Integer.MAX_VALUE;
    for (Clause clause : List.of(Clause.LIMIT, Clause.OFFSET, Clause.FETCH)) {
      if (clauses.has(clause)) {
        start = Math.min(start, clauses.span(clause).start() - 1);
      }
    }
    int end = clauses.statement().tokens().size();
    return start > end ? "" : "\n" + clauses.text(new Span(start, end));
  }

  /// Whether a sort key names a result column: PostgreSQL looks there first for a bare name or
  /// number.
  private boolean isLabel(Span key) {
    boolean bare =
        key.end() == key.start() + 1
            || Set.of("asc", "desc", "nulls", "using").contains(clauses.name(key.start() + 1));
    String name = clauses.name(key.start());
    return bare
        && (clauses.token(key.start()).kind() == TokenKind.NUMBER
            || survey.columns().stream().anyMatch(column -> column.name().equals(name)));
  }

  private void readGroupBy() throws NotGrouped {
    Span span = clauses.span(Clause.GROUP);
    require(!clauses.isAt(span.start(), "distinct") && !clauses.isAt(span.start(), "all"));
    for (int i = span.start(); i < span.end(); i++) {
      boolean structural = clauses.isAt(i + 1, "(") || clauses.isAt(i + 1, "sets");
      groupingSets |= structural && SET_WORDS.contains(clauses.name(i));
    }
    if (groupingSets) {
      readGroupingSets(span);
      return;
    }
    for (Span part : clauses.parts(Clause.GROUP)) {
      require(!part.isEmpty() && !clauses.isAt(part.end() - 2, "("));
      key(meant(part));
    }
  }

  /// The expression that an entry of `GROUP BY` means: itself, or the select list's by its number
  /// or label.
  private Span meant(Span part) throws NotGrouped {
    if (part.end() - part.start() > 1) {
      return part;
    }
    if (clauses.token(part.start()).kind() == TokenKind.NUMBER) {
      String number = clauses.text(part);
      require(number.matches("[0-9]{1,4}"));
      int ordinal = Integer.parseInt(number);
      require(ordinal >= 1 && ordinal <= items.size());
      return items.get(ordinal - 1);
    }
    String name = clauses.name(part.start());
    if (name.isEmpty() || tokens.columnAt(part.start()).isPresent()) {
      return part;
    }
    for (int i = 0; i < items.size(); i++) {
      if (survey.columns().get(i).name().equals(name)) {
        return items.get(i);
      }
    }
    return part;
  }

  private void readGroupingSets(Span span) throws NotGrouped {
    int i = span.start();
    while (i < span.end()) {
      if (clauses.isAt(i, "(") || clauses.isAt(i, ")") || clauses.isAt(i, ",")) {
        i++;
      } else if (SET_WORDS.contains(clauses.name(i))) {
        i++;
      } else {
        int width = tokens.columnAt(i).orElseThrow(NotGrouped::new).width();
        key(new Span(i, i + width));
        i += width;
      }
    }
  }

  private void readAggregates(Span span) throws NotGrouped {
    for (int i = span.start(); i < span.end(); i++) {
      if (AggregateCall.at(clauses, i, survey.functions()) instanceof Found.Aggregate(var call)) {
        if (call.distinct()) {
          require(Decomposition.ofDistinct(call));
          hiddenKey(call.arguments(), call.argumentSpan());
          if (!call.filter().isEmpty()) {
            hiddenKey(truth(call.filter()), call.span());
          }
        } else {
          for (String part : Decomposition.parts(call).orElseThrow(NotGrouped::new)) {
            if (partial(part) < 0) {
              partials.add(new Partial(part, call.argumentSpan()));
            }
          }
        }
        i = call.span().end() - 1;
      }
    }
  }

  private static String truth(String condition) {
    return "(" + condition + ") IS TRUE";
  }

  private void key(Span span) {
    List<String> written = tokens.normalised(span);
    boolean known = keys.stream().anyMatch(key -> !key.hidden() && key.tokens().equals(written));
    if (!known) {
      keys.add(new Key(clauses.text(span), span, written, tokens.columnIn(span), false));
    }
  }

  private void hiddenKey(String sql, Span span) {
    if (keys.stream().noneMatch(key -> key.hidden() && key.sql().equals(sql))) {
      keys.add(new Key(sql, span, List.of(), tokens.columnIn(span), true));
    }
  }

  /// The index of a partial aggregate, or -1.
  private int partial(String sql) {
    for (int i = 0; i < partials.size(); i++) {
      if (partials.get(i).sql().equals(sql)) {
        return i;
      }
    }
    return -1;
  }

  private String rewritten(Span span, List<PgType> types) throws NotGrouped {
    StringBuilder sql = new StringBuilder();
    int i = span.start();
    while (i < span.end()) {
      sql.append(i == span.start() ? "" : tokens.gap(i));
      Found found = AggregateCall.at(clauses, i, survey.functions());
      if (found instanceof Found.Aggregate(var call)) {
        sql.append(combined(call, types));
        i = call.span().end();
        continue;
      }
      require(!(found instanceof Found.Opaque));
      int key = keyAt(i, span);
      if (key >= 0) {
        sql.append(Identifier.quote(columnName(key)));
        i += width(i, key);
        continue;
      }
      require(!tokens.isColumnOrTable(i));
      sql.append(clauses.token(i).text(clauses.statement().text()));
      i++;
    }
    return sql.toString();
  }

  private String combined(AggregateCall call, List<PgType> types) throws NotGrouped {
    if (call.distinct()) {
      String filter =
          call.filter().isEmpty()
              ? ""
              : " FILTER (WHERE " + hiddenColumn(truth(call.filter())) + ")";
      return call.name() + "(DISTINCT " + hiddenColumn(call.arguments()) + ")" + filter;
    }
    List<Integer> parts = parts(call);
    List<String> columns =
        parts.stream().map(index -> Identifier.quote(columnName(index))).toList();
    List<PgType> columnTypes = parts.stream().map(types::get).toList();
    return Decomposition.combined(call.name(), columns, columnTypes).orElseThrow(NotGrouped::new);
  }

  private String hiddenColumn(String sql) {
    return Identifier.quote(columnName(hiddenIndex(sql)));
  }

  private int hiddenIndex(String sql) {
    for (int i = 0; i < keys.size(); i++) {
      if (keys.get(i).hidden() && keys.get(i).sql().equals(sql)) {
        return i;
      }
    }
    throw new IllegalStateException("No key was made of " + sql);
  }

  /// The index of the key that begins at a token, or -1.
  private int keyAt(int index, Span within) {
    Optional<ColumnTokens.ColumnAt> column = tokens.columnAt(index);
    for (int i = 0; i < keys.size(); i++) {
      Key key = keys.get(i);
      if (key.hidden()) {
        continue;
      }
      boolean found =
          key.origin().isPresent()
              ? column.map(ColumnTokens.ColumnAt::column).equals(key.origin())
              : isExpressionAt(key, index, within);
      if (found) {
        return i;
      }
    }
    return -1;
  }

  /// Whether an expression stands at a token as an operand of its own: `a + 1` is no part of `2 * a
  /// + 1`.
  private boolean isExpressionAt(Key key, int index, Span within) {
    int end = index + key.tokens().size();
    if (end > within.end() || !tokens.normalised(new Span(index, end)).equals(key.tokens())) {
      return false;
    }
    boolean call =
        clauses.isAt(index + 1, "(")
            && !clauses.name(index).isEmpty()
            && clauses.closing(index + 1) == end - 1
            && !clauses.isAt(index - 1, ".")
            && !clauses.isAt(index - 1, "::")
            && !clauses.isAt(end, "over")
            && !clauses.isAt(end, ".");
    boolean opens =
        index == within.start() || clauses.isAt(index - 1, "(") || clauses.isAt(index - 1, ",");
    boolean closes =
        end == within.end()
            || clauses.isAt(end, ")")
            || clauses.isAt(end, ",")
            || Set.of("asc", "desc", "nulls").contains(clauses.name(end));
    return call || (opens && closes);
  }

  /// How many tokens a key has that begins at a token.
  private int width(int index, int key) {
    return keys.get(key).origin().isPresent()
        ? tokens.columnAt(index).map(ColumnTokens.ColumnAt::width).orElse(1)
        : keys.get(key).tokens().size();
  }

  static void require(boolean grouped) throws NotGrouped {
    if (!grouped) {
      throw new NotGrouped();
    }
  }
}
