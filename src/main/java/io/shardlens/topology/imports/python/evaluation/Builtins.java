package io.shardlens.topology.imports.python.evaluation;

import io.shardlens.topology.imports.ImportPlace;
import io.shardlens.topology.imports.python.evaluation.Value.Entry;
import io.shardlens.topology.imports.python.evaluation.Value.Mapping;
import io.shardlens.topology.imports.python.evaluation.Value.Opaque;
import io.shardlens.topology.imports.python.evaluation.Value.Sequence;
import io.shardlens.topology.imports.python.evaluation.Value.Shifted;
import io.shardlens.topology.imports.python.evaluation.Value.Text;
import io.shardlens.topology.imports.python.evaluation.Value.Truth;
import io.shardlens.topology.imports.python.evaluation.Value.Unknown;
import io.shardlens.topology.imports.python.evaluation.Value.Whole;
import io.shardlens.topology.imports.python.syntax.Expression;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The functions of Python that routers use.
final class Builtins {
  private final Interpreter interpreter;
  private final Comparisons comparisons;

  Builtins(Interpreter interpreter, Comparisons comparisons) {
    this.interpreter = interpreter;
    this.comparisons = comparisons;
  }

  /// The result; empty for a function that is not known.
  Optional<Value> call(String path, Calls.Given given) {
    ImportPlace place = given.place();
    Value first = given.argument(0);
    Value second = given.argument(1);
    if (first == null) {
      return path.equals("dict") ? dictionary(given) : Optional.empty();
    }
    return switch (path) {
      case "len" -> length(place, first);
      case "int" -> given.isOnly(1) ? Optional.of(number(place, first)) : Digests.call(path, given);
      case "str" -> given.isOnly(1) ? Optional.of(text(place, first)) : Optional.empty();
      case "bool" -> Optional.of(comparisons.truth(first));
      case "list", "tuple", "set", "frozenset", "sorted" ->
          given.isOnly(1) ? sequence(path, place, first) : Optional.empty();
      case "dict" -> dictionary(given);
      case "range" -> range(given);
      case "enumerate" -> enumerate(given);
      case "min" ->
          given.isOnly(2) && second != null
              ? smaller(place, first, second, true)
              : Optional.empty();
      case "max" ->
          given.isOnly(2) && second != null
              ? smaller(place, first, second, false)
              : Optional.empty();
      case "isinstance", "issubclass" ->
          second == null ? Optional.empty() : isInstance(place, path, first, second);
      case "getattr" ->
          second instanceof Text(_, String name)
              ? Optional.of(interpreter.lookups().attribute(place, first, name))
              : Optional.empty();
      case "hasattr" ->
          second instanceof Text(_, String name) && first instanceof Opaque
              ? Optional.of(
                  comparisons.compare(
                      place,
                      interpreter.lookups().attribute(place, first, name),
                      "is not",
                      new Value.Nothing(place)))
              : Optional.empty();
      case "bisect.bisect", "bisect.bisect_right", "bisect", "bisect_right" ->
          second == null || !given.isOnly(2) ? Optional.empty() : bisect(place, first, second, "<");
      case "bisect.bisect_left", "bisect_left" ->
          second == null || !given.isOnly(2)
              ? Optional.empty()
              : bisect(place, first, second, "<=");
      default -> Digests.call(path, given);
    };
  }

  private static Optional<Value> length(ImportPlace place, Value of) {
    return switch (of) {
      case Sequence(_, Expression.Kind kind, List<Value> elements)
          when kind != Expression.Kind.SET ->
          Optional.of(new Whole(place, elements.size()));
      case Mapping mapping -> Optional.of(new Whole(place, mapping.size()));
      case Text(_, String text) ->
          Optional.of(new Whole(place, text.codePointCount(0, text.length())));
      default -> Optional.of(new Unknown(place, "a length that is not known"));
    };
  }

  private static Value number(ImportPlace place, Value of) {
    return switch (of) {
      case Whole whole -> whole;
      case Shifted shifted -> shifted;
      case Value.Setting setting -> setting;
      case Truth(_, boolean holds) -> new Whole(place, holds ? 1 : 0);
      case Value.Digest digest -> digest;
      case Opaque input -> typed(place, input, "int");
      case Text(_, String text) when text.matches("[+-]?[0-9]{1,18}") ->
          new Whole(place, Long.parseLong(text));
      case Value.Failure failure -> failure;
      default -> new Unknown(place, "a conversion to int that is not known");
    };
  }

  private static Value text(ImportPlace place, Value of) {
    return switch (of) {
      case Opaque input when input instanceof Value.Symbol symbol && symbol.type().equals("str") ->
          input;
      case Opaque input -> new Value.Written(place, input);
      default -> Texts.formatted(of, "");
    };
  }

  /// The input, now known to be of a type.
  private static Value typed(ImportPlace place, Opaque input, String type) {
    return new Value.Symbol(place, input.path(), input.name(), type);
  }

  private Optional<Value> sequence(String path, ImportPlace place, Value of) {
    Optional<List<Value>> elements = Lookups.elements(of, interpreter.budget());
    if (elements.isEmpty()) {
      return Optional.of(new Unknown(place, "a list of something that is not known"));
    }
    List<Value> values = elements.get();
    if (path.equals("sorted")) {
      values = sorted(values);
    }
    return Optional.of(
        values == null
            ? new Unknown(place, "an order that is not known")
            : interpreter.displays().sequence(place, kind(path), values));
  }

  private static Expression.Kind kind(String path) {
    return switch (path) {
      case "tuple" -> Expression.Kind.TUPLE;
      case "set", "frozenset" -> Expression.Kind.SET;
      default -> Expression.Kind.LIST;
    };
  }

  private static @Nullable List<Value> sorted(List<Value> values) {
    List<Value> sorted = new ArrayList<>(values);
    if (values.stream().allMatch(Text.class::isInstance)) {
      sorted.sort(Comparator.comparing(value -> ((Text) value).text(), Builtins::byCodePoints));
    } else if (values.stream().allMatch(Whole.class::isInstance)) {
      sorted.sort(Comparator.comparingLong(value -> ((Whole) value).number()));
    } else {
      return null;
    }
    return sorted;
  }

  private static int byCodePoints(String left, String right) {
    return java.util.Arrays.compare(left.codePoints().toArray(), right.codePoints().toArray());
  }

  private Optional<Value> dictionary(Calls.Given given) {
    ImportPlace place = given.place();
    Mapping before = Mapping.empty(place);
    if (given.argument(0) instanceof Mapping mapping) {
      before = mapping;
    } else if (!given.arguments().isEmpty()) {
      return Optional.of(new Unknown(place, "a dictionary that is not known"));
    }
    List<Entry> entries = new ArrayList<>();
    given.keywords().forEach((name, value) -> entries.add(new Entry(new Text(place, name), value)));
    return Optional.of(interpreter.displays().mapping(place, before, entries));
  }

  private static Optional<Value> range(Calls.Given given) {
    return given.argument(0) instanceof Whole(ImportPlace place, long first)
        ? given.isOnly(1)
            ? Optional.of(new Value.Span(place, 0, first))
            : given.isOnly(2) && given.argument(1) instanceof Whole(_, long end)
                ? Optional.of(new Value.Span(place, first, end))
                : Optional.empty()
        : Optional.empty();
  }

  private Optional<Value> enumerate(Calls.Given given) {
    ImportPlace place = given.place();
    Value start = given.keywords().getOrDefault("start", given.argument(1));
    long number = start instanceof Whole(_, long from) ? from : 0;
    Value of = given.argument(0);
    Optional<List<Value>> elements =
        of == null || (start != null && !(start instanceof Whole))
            ? Optional.empty()
            : Lookups.elements(of, interpreter.budget());
    if (elements.isEmpty()) {
      return Optional.empty();
    }
    List<Value> pairs = new ArrayList<>();
    for (Value element : elements.get()) {
      pairs.add(
          new Sequence(
              place,
              Expression.Kind.TUPLE,
              List.of(new Whole(place, number + pairs.size()), element)));
    }
    return Optional.of(interpreter.displays().sequence(place, Expression.Kind.LIST, pairs));
  }

  /// As Python does, the first of two equal ones.
  private Optional<Value> smaller(ImportPlace place, Value first, Value second, boolean smallest) {
    Value other =
        smallest
            ? comparisons.compare(place, second, "<", first)
            : comparisons.compare(place, first, "<", second);
    return Optional.of(other instanceof Truth(_, boolean holds) ? holds ? second : first : other);
  }

  /// Whether something is of a class of the application; of one of Python's it is what it must be.
  private Optional<Value> isInstance(ImportPlace place, String path, Value value, Value type) {
    if (type instanceof Value.Symbol(_, String name, _, _)
        && name.matches("int|str|UUID|uuid.UUID")) {
      return Optional.of(new Unknown(place, "a test of a type"));
    }
    boolean several = type instanceof Sequence;
    if (value instanceof Opaque input
        && (several || type instanceof Value.Type || type instanceof Value.Symbol)) {
      Value subject = path.equals("isinstance") ? typed(place, input, "") : input;
      return Optional.of(comparisons.compare(place, subject, several ? "in" : "==", type));
    }
    return Optional.empty();
  }

  /// How many elements are less than an input (`<=`: `bisect_left`, one case for each).
  private Optional<Value> bisect(ImportPlace place, Value list, Value input, String operator) {
    Optional<List<Value>> bounds = Lookups.elements(list, interpreter.budget());
    if (bounds.isEmpty() || !bounds.get().stream().allMatch(Whole.class::isInstance)) {
      return Optional.of(new Unknown(place, "a search in something that is not known"));
    }
    int position = 0;
    for (Value bound : bounds.get()) {
      Value before = comparisons.compare(place, input, operator, bound);
      if (!(before instanceof Truth(_, boolean holds))) {
        return Optional.of(before);
      }
      if (holds) {
        break;
      }
      position++;
    }
    return Optional.of(new Whole(place, position));
  }
}
