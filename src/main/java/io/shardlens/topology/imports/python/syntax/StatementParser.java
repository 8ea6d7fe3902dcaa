package io.shardlens.topology.imports.python.syntax;

import io.shardlens.topology.imports.ImportPlace;
import io.shardlens.topology.imports.python.syntax.Statement.Branch;
import io.shardlens.topology.imports.python.syntax.Statement.Handler;
import io.shardlens.topology.imports.python.syntax.Statement.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads compound statements, and passes over what it does not know: one statement with the block
/// below it, and no more.
final class StatementParser {
  /// In words, for what a person will read.
  private static final Map<String, String> NOT_FOLLOWED =
      Map.of(
          "while", "a while loop",
          "match", "a match statement",
          "del", "a del statement",
          "type", "a type statement");

  private final Cursor cursor;
  private final ExpressionParser expressions;
  private final SimpleStatementParser simple;

  StatementParser(Cursor cursor) {
    this.cursor = cursor;
    this.expressions = new ExpressionParser(cursor);
    this.simple = new SimpleStatementParser(cursor, expressions);
  }

  List<Statement> file() {
    List<Statement> statements = new ArrayList<>();
    while (!cursor.at(TokenKind.END)) {
      if (cursor.at(TokenKind.DEDENT)
          || cursor.at(TokenKind.INDENT)
          || cursor.at(TokenKind.NEWLINE)) {
        cursor.next();
      } else {
        statement(statements);
      }
    }
    return statements;
  }

  /// Reads one statement, or those of one line.
  private void statement(List<Statement> into) {
    int from = cursor.position();
    int depth = cursor.depth();
    int before = into.size();
    Token first = cursor.peek();
    try {
      if (isCompound(first)) {
        cursor.enter();
        into.add(compound());
        cursor.leave();
      } else {
        simple.line(into);
      }
    } catch (UnreadableException e) {
      into.subList(before, into.size()).clear();
      String what = NOT_FOLLOWED.getOrDefault(first.text(), String.valueOf(e.getMessage()));
      Set<String> names = cursor.skipStatement(from, depth);
      while (cursor.at("else")
          || cursor.at("elif")
          || cursor.at("except")
          || cursor.at("finally")) {
        names.addAll(cursor.skipStatement(cursor.position(), depth));
      }
      into.add(new Statement.Skipped(cursor.place(first), what, names));
    }
  }

  private boolean isCompound(Token first) {
    return switch (first.text()) {
      case "if", "for", "try", "with", "def", "class", "async", "while", "@" -> true;
      default -> false;
    };
  }

  private Statement compound() {
    ImportPlace place = cursor.place();
    List<Expression> decorators = new ArrayList<>();
    while (cursor.accept("@")) {
      decorators.add(expressions.expression());
      if (!cursor.at(TokenKind.NEWLINE)) {
        throw new UnreadableException("no decorator that is known here");
      }
      cursor.next();
      place = cursor.place();
    }
    cursor.accept("async");
    String keyword = cursor.next().text();
    if (!decorators.isEmpty() && !keyword.equals("def") && !keyword.equals("class")) {
      throw new UnreadableException("no Python statement that is known here");
    }
    return switch (keyword) {
      case "def" -> define(place, decorators);
      case "class" -> type(place);
      case "if" -> condition(place);
      case "for" -> loop(place);
      case "try" -> attempt(place);
      case "with" -> with(place);
      default -> throw new UnreadableException("no Python statement that is known here");
    };
  }

  private Statement define(ImportPlace place, List<Expression> decorators) {
    String name = simple.name();
    typeParameters();
    cursor.expect("(");
    List<Expression.Parameter> parameters = expressions.parameters(")", true);
    cursor.expect(")");
    if (cursor.accept("->")) {
      expressions.expression();
    }
    return new Statement.Define(place, name, parameters, block(), decorators);
  }

  private Statement type(ImportPlace place) {
    String name = simple.name();
    typeParameters();
    List<Expression> bases = new ArrayList<>();
    if (cursor.accept("(")) {
      while (!cursor.accept(")")) {
        boolean keyword = cursor.at(TokenKind.NAME) && cursor.peek(1).is("=");
        if (keyword) {
          cursor.next();
          cursor.next();
        }
        Expression base = expressions.starred();
        if (!keyword) {
          bases.add(base);
        }
        if (!cursor.at(")")) {
          cursor.expect(",");
        }
      }
    }
    return new Statement.Type(place, name, bases, block());
  }

  /// Those in brackets after a name (PEP 695) say nothing here.
  private void typeParameters() {
    if (cursor.accept("[")) {
      cursor.skipBracket();
    }
  }

  private Statement condition(ImportPlace place) {
    List<Branch> branches = new ArrayList<>();
    branches.add(new Branch(expressions.expression(), block()));
    while (cursor.accept("elif")) {
      Expression test = expressions.expression();
      branches.add(new Branch(test, block()));
    }
    return new Statement.If(place, branches, blockAfter("else"));
  }

  private Statement loop(ImportPlace place) {
    Expression target = simple.targets();
    cursor.expect("in");
    Expression iterable = expressions.expressions();
    List<Statement> body = block();
    return new Statement.For(place, target, iterable, body, blockAfter("else"));
  }

  private Statement attempt(ImportPlace place) {
    List<Statement> body = block();
    List<Handler> handlers = new ArrayList<>();
    while (cursor.accept("except")) {
      cursor.accept("*");
      Expression type = cursor.at(":") ? null : expressions.expressions();
      if (cursor.accept("as")) {
        simple.name();
      }
      handlers.add(new Handler(type, block()));
    }
    List<Statement> otherwise = blockAfter("else");
    return new Statement.Try(place, body, handlers, otherwise, blockAfter("finally"));
  }

  private Statement with(ImportPlace place) {
    List<Item> items = new ArrayList<>();
    do {
      Expression value = expressions.expression();
      items.add(new Item(value, cursor.accept("as") ? simple.target() : null));
    } while (cursor.accept(","));
    return new Statement.With(place, items, block());
  }

  private List<Statement> blockAfter(String keyword) {
    return cursor.accept(keyword) ? block() : List.of();
  }

  /// A colon and what belongs to it: the rest of the line, or the lines that are indented more.
  private List<Statement> block() {
    cursor.expect(":");
    List<Statement> statements = new ArrayList<>();
    if (!cursor.at(TokenKind.NEWLINE)) {
      simple.line(statements);
      return statements;
    }
    cursor.next();
    if (!cursor.at(TokenKind.INDENT)) {
      throw new UnreadableException("a block without statements");
    }
    cursor.next();
    while (!cursor.at(TokenKind.DEDENT) && !cursor.at(TokenKind.END)) {
      if (cursor.at(TokenKind.INDENT) || cursor.at(TokenKind.NEWLINE)) {
        throw new UnreadableException("a block with other indentation");
      }
      statement(statements);
    }
    cursor.next();
    return statements;
  }
}
