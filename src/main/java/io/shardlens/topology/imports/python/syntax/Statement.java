package io.shardlens.topology.imports.python.syntax;

import io.shardlens.topology.imports.ImportPlace;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A statement of Python, not executed.
public sealed interface Statement {

  ImportPlace place();

  /// `a = b = value`, `a: type = value`.
  ///
  /// @param value `null` for an annotation alone
  record Assign(
      ImportPlace place,
      List<Expression> targets,
      @Nullable Expression annotation,
      @Nullable Expression value)
      implements Statement {
    public Assign {
      targets = List.copyOf(targets);
    }
  }

  /// `a += value`.
  ///
  /// @param operator without the `=`
  record Augment(ImportPlace place, Expression target, String operator, Expression value)
      implements Statement {}

  /// An expression that stands alone.
  record Evaluate(ImportPlace place, Expression value) implements Statement {}

  /// @param value `null` for a bare `return`
  record Return(ImportPlace place, @Nullable Expression value) implements Statement {}

  record Raise(ImportPlace place) implements Statement {}

  record Assert(ImportPlace place, Expression test) implements Statement {}

  /// `pass`, and whatever else has no effect on values.
  record Pass(ImportPlace place) implements Statement {}

  /// `break` or `continue`.
  record Leave(ImportPlace place, boolean loop) implements Statement {}

  record If(ImportPlace place, List<Branch> branches, List<Statement> otherwise)
      implements Statement {
    public If {
      branches = List.copyOf(branches);
      otherwise = List.copyOf(otherwise);
    }
  }

  record Branch(Expression test, List<Statement> body) {
    public Branch {
      body = List.copyOf(body);
    }
  }

  record For(
      ImportPlace place,
      Expression target,
      Expression iterable,
      List<Statement> body,
      List<Statement> otherwise)
      implements Statement {
    public For {
      body = List.copyOf(body);
      otherwise = List.copyOf(otherwise);
    }
  }

  record Try(
      ImportPlace place,
      List<Statement> body,
      List<Handler> handlers,
      List<Statement> otherwise,
      List<Statement> last)
      implements Statement {
    public Try {
      body = List.copyOf(body);
      handlers = List.copyOf(handlers);
      otherwise = List.copyOf(otherwise);
      last = List.copyOf(last);
    }
  }

  /// @param type `null` for a bare `except`
  record Handler(@Nullable Expression type, List<Statement> body) {
    public Handler {
      body = List.copyOf(body);
    }
  }

  record With(ImportPlace place, List<Item> items, List<Statement> body) implements Statement {
    public With {
      items = List.copyOf(items);
      body = List.copyOf(body);
    }
  }

  /// @param target `null` without `as`
  record Item(Expression value, @Nullable Expression target) {}

  /// `def`, `async def`.
  record Define(
      ImportPlace place,
      String name,
      List<Expression.Parameter> parameters,
      List<Statement> body,
      List<Expression> decorators)
      implements Statement {
    public Define {
      parameters = List.copyOf(parameters);
      body = List.copyOf(body);
      decorators = List.copyOf(decorators);
    }
  }

  /// `class`.
  record Type(ImportPlace place, String name, List<Expression> bases, List<Statement> body)
      implements Statement {
    public Type {
      bases = List.copyOf(bases);
      body = List.copyOf(body);
    }
  }

  /// `import` and `from … import`.
  ///
  /// @param module of `from`, with its leading dots; empty for `import`
  /// @param all `from module import *`
  record Import(ImportPlace place, String module, List<Imported> names, boolean all)
      implements Statement {
    public Import {
      names = List.copyOf(names);
    }
  }

  /// @param path what is imported
  /// @param name what it is called here
  record Imported(String path, String name) {}

  /// `global`, `nonlocal`.
  record Global(ImportPlace place, List<String> names) implements Statement {
    public Global {
      names = List.copyOf(names);
    }
  }

  /// A statement that was passed over.
  ///
  /// @param what in words: `a while loop`
  /// @param names every name in it: what it may have changed
  record Skipped(ImportPlace place, String what, Set<String> names) implements Statement {
    public Skipped {
      names = Set.copyOf(names);
    }
  }
}
