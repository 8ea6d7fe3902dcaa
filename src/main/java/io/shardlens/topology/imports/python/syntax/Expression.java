package io.shardlens.topology.imports.python.syntax;

import io.shardlens.topology.imports.ImportPlace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An expression of Python, unevaluated.
public sealed interface Expression {

  ImportPlace place();

  /// A string, adjacent literals put together.
  record Text(ImportPlace place, String value) implements Expression {}

  /// An f-string.
  record Formatted(ImportPlace place, List<Piece> pieces) implements Expression {
    public Formatted {
      pieces = List.copyOf(pieces);
    }
  }

  /// A part of an f-string.
  ///
  /// @param format what follows a `:`, or a `!` with it; empty for nothing
  record Piece(Expression value, String format) {}

  record Whole(ImportPlace place, long value) implements Expression {}

  record Fraction(ImportPlace place, double value) implements Expression {}

  record Truth(ImportPlace place, boolean value) implements Expression {}

  /// `None`.
  record Nothing(ImportPlace place) implements Expression {}

  record Name(ImportPlace place, String name) implements Expression {}

  record Attribute(ImportPlace place, Expression target, String name) implements Expression {}

  record Call(
      ImportPlace place, Expression callee, List<Expression> arguments, List<Keyword> keywords)
      implements Expression {
    public Call {
      arguments = List.copyOf(arguments);
      keywords = List.copyOf(keywords);
    }
  }

  /// An argument by name.
  ///
  /// @param name `null` for `**mapping`
  record Keyword(@Nullable String name, Expression value) {}

  record Subscript(ImportPlace place, Expression target, Expression index) implements Expression {}

  /// `first:end` as the index of a subscript.
  ///
  /// @param first `null` for the start
  /// @param end `null` for the end
  record Slice(ImportPlace place, @Nullable Expression first, @Nullable Expression end)
      implements Expression {}

  /// What a display, a comprehension makes.
  enum Kind {
    LIST,
    TUPLE,
    SET,
    DICTIONARY
  }

  /// A list, tuple or set.
  record Display(ImportPlace place, Kind kind, List<Expression> elements) implements Expression {
    public Display {
      elements = List.copyOf(elements);
    }
  }

  record Dictionary(ImportPlace place, List<Entry> entries) implements Expression {
    public Dictionary {
      entries = List.copyOf(entries);
    }
  }

  /// @param key `null` for `**mapping`
  record Entry(@Nullable Expression key, Expression value) {}

  /// A comprehension with one `for`.
  ///
  /// @param key `null` where it makes no dictionary
  record Comprehension(
      ImportPlace place,
      Kind kind,
      @Nullable Expression key,
      Expression value,
      Expression target,
      Expression iterable,
      List<Expression> conditions)
      implements Expression {
    public Comprehension {
      conditions = List.copyOf(conditions);
    }
  }

  /// `*iterable` in a display or a call.
  record Starred(ImportPlace place, Expression value) implements Expression {}

  /// @param operator `+`, `-`, `*`, `/`, `//`, `%`, `**`, `|` and so on
  record Binary(ImportPlace place, String operator, Expression left, Expression right)
      implements Expression {}

  /// @param operator `-`, `+` or `~`
  record Unary(ImportPlace place, String operator, Expression value) implements Expression {}

  record Not(ImportPlace place, Expression value) implements Expression {}

  /// `a and b and c`, `a or b or c`.
  record Logic(ImportPlace place, boolean and, List<Expression> operands) implements Expression {
    public Logic {
      operands = List.copyOf(operands);
    }
  }

  /// `a < b <= c`.
  record Comparison(ImportPlace place, Expression first, List<Comparand> rest)
      implements Expression {
    public Comparison {
      rest = List.copyOf(rest);
    }
  }

  /// @param operator `<`, `<=`, `>`, `>=`, `==`, `!=`, `in`, `not in`, `is`, `is not`
  record Comparand(String operator, Expression value) {}

  /// `a if x else b if y else c`.
  record Conditional(ImportPlace place, List<Choice> choices, Expression otherwise)
      implements Expression {
    public Conditional {
      choices = List.copyOf(choices);
    }
  }

  record Choice(Expression test, Expression value) {}

  record Lambda(ImportPlace place, List<Parameter> parameters, Expression value)
      implements Expression {
    public Lambda {
      parameters = List.copyOf(parameters);
    }
  }

  /// @param stars 0, 1 for `*rest`, 2 for `**rest`
  record Parameter(
      ImportPlace place,
      String name,
      int stars,
      @Nullable Expression annotation,
      @Nullable Expression preset) {}

  /// @param value `null` for a bare `yield`
  record Yield(ImportPlace place, @Nullable Expression value) implements Expression {}

  /// A form that has no meaning here: a generator with two loops, bytes.
  ///
  /// @param what in words
  record NotUnderstood(ImportPlace place, String what) implements Expression {}
}
