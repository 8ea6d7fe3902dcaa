package io.shardlens.plan;

import io.shardlens.plan.Clauses.Span;
import io.shardlens.plan.GroupedText.NotGrouped;
import io.shardlens.plan.Sources.BoundColumn;
import io.shardlens.rows.PgType;
import io.shardlens.sql.ColumnReference;
import io.shardlens.sql.Identifier;
import io.shardlens.sql.TokenKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds the tables' columns in the tokens of a single `SELECT`.
record ColumnTokens(Clauses clauses, Sources sources) {

  private static final Set<String> WITHOUT_COLLATION =
      Set.of(
          "smallint",
          "integer",
          "bigint",
          "numeric",
          "real",
          "double precision",
          "boolean",
          "uuid",
          "date",
          "time",
          "timetz",
          "timestamp",
          "timestamptz",
          "interval",
          "bytea",
          "json",
          "jsonb");

  private static final Set<String> WITH_DEFAULT_COLLATION =
      Set.of("text", "varchar", "char", "text[]", "varchar[]");

  /// Whether values of a type may be compared as text of some language.
  static boolean mayHaveCollation(PgType type) {
    return !WITHOUT_COLLATION.contains(type.baseName());
  }

  /// Whether values of a type that are equal on one server are so on every other; where text is
  /// among them, if its collation is deterministic.
  static boolean isEqualAlike(PgType type) {
    return WITHOUT_COLLATION.contains(type.baseName())
        || WITH_DEFAULT_COLLATION.contains(type.baseName());
  }

  /// Whether values of a type stand in the same order on every server. Texts need not, and texts
  /// within documents compare as those of the database do.
  static boolean isOrderedAlike(PgType type) {
    return WITHOUT_COLLATION.contains(type.baseName()) && !type.isJson();
  }

  /// A column that is named in a text.
  ///
  /// @param width how many tokens name it
  record ColumnAt(BoundColumn column, int width) {}

  /// The table's column that a token begins to name, and how many tokens do.
  Optional<ColumnAt> columnAt(int index) {
    String first = clauses.name(index);
    if (first.isEmpty()
        || clauses.isAt(index - 1, ".")
        || clauses.isAt(index - 1, "::")
        || clauses.isAt(index + 1, "(")) {
      return Optional.empty();
    }
    if (!clauses.isAt(index + 1, ".")) {
      return sources.resolve(new ColumnReference("", first)).map(found -> new ColumnAt(found, 1));
    }
    String second = clauses.name(index + 2);
    return second.isEmpty() || clauses.isAt(index + 3, "(") || clauses.isAt(index + 3, ".")
        ? Optional.empty()
        : sources.resolve(new ColumnReference(first, second)).map(found -> new ColumnAt(found, 3));
  }

  /// The table's column that an expression is, empty for anything else.
  Optional<BoundColumn> columnIn(Span span) {
    return columnAt(span.start())
        .filter(found -> found.width() == span.end() - span.start())
        .map(ColumnAt::column);
  }

  /// Whether a token can mean a column or a row of the tables: then it is more than groups.
  boolean isColumnOrTable(int index) {
    String name = clauses.name(index);
    boolean named =
        sources.all().stream()
            .anyMatch(bound ->
                bound.source().alias().equals(name)
                    || bound.source().table().equals(name)
                    || bound.facts().column(name).isPresent());
    boolean type = clauses.isAt(index - 1, "::");
    boolean call = clauses.isAt(index + 1, "(");
    boolean keyWord =
        clauses.token(index).kind() == TokenKind.WORD
            && clauses
                    .token(index + 1 < clauses.statement().tokens().size() ? index + 1 : index)
                    .kind()
                == TokenKind.STRING;
    return !name.isEmpty() && named && !type && !call && !keyWord;
  }

  /// The explicit collation of an expression, as SQL; empty for the type's own.
  ///
  /// Columns hand theirs on to what is computed of them, and an explicit one prevails over the
  /// default (PostgreSQL's manual, 24.2.1).
  ///
  /// @param type its type, as the server says
  /// @throws NotGrouped where the collation cannot be told
  String collation(Span span, PgType type) throws NotGrouped {
    if (WITHOUT_COLLATION.contains(type.baseName())) {
      return "";
    }
    Set<String> collations = new HashSet<>();
    for (int i = span.start(); i < span.end(); i++) {
      GroupedText.require(!clauses.isAt(i, "collate"));
      Optional<ColumnAt> column = columnAt(i);
      if (column.isPresent()) {
        TableFacts.ColumnFacts facts = column.get().column().facts();
        GroupedText.require(
            WITHOUT_COLLATION.contains(facts.type().baseName())
                || WITH_DEFAULT_COLLATION.contains(facts.type().baseName()));
        collations.add(facts.collation());
      }
    }
    collations.remove("");
    GroupedText.require(collations.size() <= 1);
    return collations.isEmpty() ? "" : collations.iterator().next();
  }

  /// Tokens as texts that are equal where PostgreSQL takes them for the same.
  List<String> normalised(Span span) {
    List<String> tokens = new ArrayList<>();
    for (int i = span.start(); i < span.end(); i++) {
      String name = clauses.name(i);
      tokens.add(
          name.isEmpty()
              ? clauses.token(i).text(clauses.statement().text())
              : Identifier.quote(name));
    }
    return tokens;
  }

  /// The expression of an entry of the select list, without `AS label`.
  Span withoutLabel(Span item, String label) {
    int last = item.end() - 1;
    if (last > item.start() && clauses.isAt(last - 1, "as")) {
      return new Span(item.start(), last - 1);
    }
    boolean operand =
        last > item.start()
            && (clauses.isAt(last - 1, ")")
                || clauses.isAt(last - 1, "]")
                || !clauses.name(last - 1).isEmpty()
                || Set.of(TokenKind.NUMBER, TokenKind.STRING)
                    .contains(clauses.token(last - 1).kind()));
    boolean implied = operand && !clauses.name(last).isEmpty() && clauses.name(last).equals(label);
    return implied ? new Span(item.start(), last) : item;
  }

  /// What stands between a token and the one before it, comments left out.
  String gap(int index) {
    int before = clauses.token(index - 1).end();
    int start = clauses.token(index).start();
    return before == start
        ? ""
        : clauses.statement().text().substring(before, start).indexOf('\n') >= 0 ? "\n" : " ";
  }
}
