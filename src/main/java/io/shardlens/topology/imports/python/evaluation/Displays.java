package io.shardlens.topology.imports.python.evaluation;

import io.shardlens.topology.imports.ImportPlace;
import io.shardlens.topology.imports.python.evaluation.Value.Entry;
import io.shardlens.topology.imports.python.evaluation.Value.Failure;
import io.shardlens.topology.imports.python.evaluation.Value.Mapping;
import io.shardlens.topology.imports.python.evaluation.Value.Sequence;
import io.shardlens.topology.imports.python.evaluation.Value.Truth;
import io.shardlens.topology.imports.python.evaluation.Value.Unknown;
import io.shardlens.topology.imports.python.syntax.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Lists, tuples, sets and dictionaries, written out or made by a comprehension. Their size is
/// bounded.
final class Displays {
  private static final int MAXIMUM_ELEMENTS = 20_000;

  private final Interpreter interpreter;

  Displays(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  Value display(Expression.Display display, Scope scope) {
    List<Value> elements = new ArrayList<>();
    for (Expression element : display.elements()) {
      Value failed = element(element, scope, elements);
      if (failed != null) {
        return failed;
      }
    }
    return sequence(display.place(), display.kind(), elements);
  }

  /// Adds an element, or what a starred one holds; returns what stands in the way, or `null`.
  @Nullable Value element(Expression element, Scope scope, List<Value> into) {
    if (!(element instanceof Expression.Starred(ImportPlace place, Expression iterable))) {
      Value value = interpreter.value(element, scope);
      into.add(value);
      return value instanceof Failure ? value : null;
    }
    Optional<List<Value>> elements =
        Lookups.elements(interpreter.value(iterable, scope), interpreter.budget());
    elements.ifPresent(into::addAll);
    return elements.isPresent()
            && into.size() <= MAXIMUM_ELEMENTS
            && interpreter.budget().spend(into.size())
        ? null
        : new Unknown(place, "elements that are not known");
  }

  Value sequence(ImportPlace place, Expression.Kind kind, List<Value> elements) {
    return elements.size() <= MAXIMUM_ELEMENTS && interpreter.budget().spend(elements.size())
        ? new Sequence(place, kind, elements)
        : new Unknown(place, "more elements than can be followed");
  }

  Value dictionary(Expression.Dictionary dictionary, Scope scope) {
    List<Entry> entries = new ArrayList<>();
    for (Expression.Entry entry : dictionary.entries()) {
      Value value = interpreter.value(entry.value(), scope);
      if (entry.key() != null) {
        entries.add(new Entry(interpreter.value(entry.key(), scope), value));
      } else if (value instanceof Mapping mapping) {
        entries.addAll(mapping.entries());
      } else {
        return new Unknown(dictionary.place(), "a dictionary with entries that are not known");
      }
    }
    return mapping(dictionary.place(), Mapping.empty(dictionary.place()), entries);
  }

  Value mapping(ImportPlace place, Mapping before, List<Entry> added) {
    boolean bounded =
        before.size() + added.size() <= MAXIMUM_ELEMENTS
            && interpreter.budget().spend(before.size() + added.size());
    Mapping mapping = bounded ? before.with(added) : null;
    return mapping == null
        ? new Unknown(place, "a dictionary with keys that are not known")
        : mapping;
  }

  Value comprehension(Expression.Comprehension comprehension, Scope scope) {
    ImportPlace place = comprehension.place();
    Value iterable = interpreter.value(comprehension.iterable(), scope);
    Optional<List<Value>> elements = Lookups.elements(iterable, interpreter.budget());
    if (elements.isEmpty()) {
      return iterable instanceof Failure
          ? iterable
          : new Unknown(place, "a comprehension over something that is not known");
    }
    List<Value> values = new ArrayList<>();
    List<Entry> entries = new ArrayList<>();
    for (Value element : elements.get()) {
      Scope inner = new Scope(Scope.Kind.FUNCTION, scope);
      if (!interpreter.assign(comprehension.target(), element, inner)) {
        return new Unknown(place, "a comprehension whose loop is not known");
      }
      Value taken = Conditions.all(interpreter, comprehension.conditions(), inner, place);
      if (!(taken instanceof Truth(_, boolean holds))) {
        return taken;
      }
      if (holds) {
        Value value = interpreter.value(comprehension.value(), inner);
        values.add(value);
        if (comprehension.key() != null) {
          entries.add(new Entry(interpreter.value(comprehension.key(), inner), value));
        }
      }
    }
    return comprehension.kind() == Expression.Kind.DICTIONARY
        ? mapping(place, Mapping.empty(place), entries)
        : sequence(place, comprehension.kind(), values);
  }
}
