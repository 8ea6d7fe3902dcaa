package io.shardlens.sql;

import java.util.List;

/// What a `WHERE` or `ON` says of rows, as far as a planner can use it.
public sealed interface Condition {

  record And(List<Condition> parts) implements Condition {
    public And {
      parts = List.copyOf(parts);
    }
  }

  record Or(List<Condition> parts) implements Condition {
    public Or {
      parts = List.copyOf(parts);
    }
  }

  /// `column operator literal`; a literal on the left was turned round.
  ///
  /// @param operator one of `=`, `<`, `<=`, `>`, `>=`
  record Comparison(ColumnReference column, String operator, Literal literal)
      implements Condition {}

  /// True where the condition is false; where that is unknown because of NULL, so is this.
  record Not(Condition negated) implements Condition {}

  /// `column IS NULL`.
  record IsNull(ColumnReference column) implements Condition {}

  /// `column IN (literals)`, or `column = ANY` of an array of them.
  record In(ColumnReference column, List<Literal> literals) implements Condition {
    public In {
      literals = List.copyOf(literals);
    }
  }

  /// `column BETWEEN low AND high`.
  record Between(ColumnReference column, Literal low, Literal high) implements Condition {}

  /// `column = column`.
  record SameColumn(ColumnReference left, ColumnReference right) implements Condition {}

  /// Anything else: it may hold for any row.
  record Other() implements Condition {}

  /// A constant as it stands in the text.
  ///
  /// @param value an integer's digits with its sign, or the content of a plain string
  /// @param quoted whether it is a string, which takes the type of what it is compared with
  record Literal(String value, boolean quoted) {
    /// The literal as SQL.
    public String sql() {
      return quoted ? Identifier.literal(value) : value;
    }
  }

  /// The conditions that must all hold.
  default List<Condition> conjuncts() {
    return this instanceof And(List<Condition> parts)
        ? parts.stream().flatMap(part -> part.conjuncts().stream()).toList()
        : List.of(this);
  }
}
