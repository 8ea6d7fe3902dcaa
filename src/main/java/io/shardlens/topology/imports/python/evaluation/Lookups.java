package io.shardlens.topology.imports.python.evaluation;

import io.shardlens.topology.imports.ImportPlace;
import io.shardlens.topology.imports.python.evaluation.Value.Entry;
import io.shardlens.topology.imports.python.evaluation.Value.Failure;
import io.shardlens.topology.imports.python.evaluation.Value.Mapping;
import io.shardlens.topology.imports.python.evaluation.Value.Opaque;
import io.shardlens.topology.imports.python.evaluation.Value.Sequence;
import io.shardlens.topology.imports.python.evaluation.Value.Shifted;
import io.shardlens.topology.imports.python.evaluation.Value.Symbol;
import io.shardlens.topology.imports.python.evaluation.Value.Text;
import io.shardlens.topology.imports.python.evaluation.Value.Unknown;
import io.shardlens.topology.imports.python.evaluation.Value.Whole;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Names, attributes and subscripts.
final class Lookups {
  private static final int LONGEST_PATH = 300;
  private static final int LONGEST_LOOP = 5_000;

  /// An `id` of these is the `id` of whatever is routed.
  private static final Set<String> ANYTHING =
      Set.of("instance", "obj", "object", "self", "row", "data", "payload", "record", "item");

  /// Attributes and methods that give something else than what they are of.
  static final Set<String> PARTS =
      Set.of(
          "year",
          "month",
          "day",
          "hour",
          "int",
          "hex",
          "bytes",
          "node",
          "time_low",
          "bit_length",
          "bit_count",
          "lower",
          "upper",
          "casefold",
          "strip",
          "lstrip",
          "rstrip",
          "split",
          "replace",
          "startswith",
          "endswith",
          "isdigit",
          "timestamp",
          "date",
          "weekday",
          "isoformat",
          "to_bytes");

  private final Program program;
  private final Budget budget;
  private final @Nullable Cases cases;

  Lookups(Program program, Budget budget, @Nullable Cases cases) {
    this.program = program;
    this.budget = budget;
    this.cases = cases;
  }

  Value name(ImportPlace place, String name, Scope scope) {
    Value value = scope.find(name);
    if (value == null) {
      return new Symbol(place, name, name, "");
    }
    ImportPlace doubt = scope.doubtOf(name);
    return doubt == null
        ? value
        : new Unknown(place, "a name that the statement on line " + doubt.line() + " may change");
  }

  Value attribute(ImportPlace place, Value target, String name) {
    return switch (target) {
      case Value.Module(_, Scope scope) -> {
        Value value = scope.get(name);
        yield value == null ? new Symbol(place, name, name, "") : value;
      }
      case Symbol(_, String path, _, _) when path.equals("django.conf.settings") ->
          program
              .anywhere(name)
              .orElseGet(() -> new Value.Symbol(place, path + "." + name, name, ""));
      case Opaque opaque -> opaqueAttribute(place, opaque, name);
      case Value.Instance instance -> instanceAttribute(place, instance, name);
      case Value.Type type -> {
        Value member = type.member(name);
        yield member instanceof Value.Function function && function.binding() == Value.Binding.TYPE
            ? function.bound(type, type)
            : member == null ? new Symbol(place, type.name() + "." + name, name, "") : member;
      }
      case Failure failure -> failure;
      case Value.Undecided undecided -> undecided;
      default -> new Unknown(place, "an attribute that is not known");
    };
  }

  private static Value opaqueAttribute(ImportPlace place, Opaque target, String attribute) {
    String path =
        target.path() + "." + attribute + (PARTS.contains(attribute) ? Opaque.DERIVED : "");
    boolean key = attribute.equals("id") || attribute.equals("pk");
    String owner = target.name().toLowerCase(Locale.ROOT);
    String name = !key ? attribute : ANYTHING.contains(owner) ? "id" : owner + "_id";
    return path.length() <= LONGEST_PATH
        ? new Symbol(place, path, name, "")
        : new Unknown(place, "an attribute that lies too deep");
  }

  private static Value instanceAttribute(ImportPlace place, Value.Instance instance, String name) {
    Value own = instance.scope().get(name);
    Value member = own == null ? instance.type().member(name) : own;
    if (member instanceof Value.Function function) {
      return function.bound(instance, instance.type());
    }
    if (member == null) {
      return new Symbol(place, instance.type().name() + "." + name, name, "");
    }
    boolean settings =
        instance.type().bases().stream().anyMatch(base -> base.endsWith("BaseSettings"));
    return settings && own == null
        ? new Value.Setting(place, name.toUpperCase(Locale.ROOT), member)
        : member;
  }

  Value item(ImportPlace place, Value target, Value key) {
    if (target instanceof Failure || key instanceof Failure) {
      return target instanceof Failure ? target : key;
    }
    return switch (target) {
      case Mapping mapping -> mapped(place, mapping, key, new Failure(place, "KeyError"));
      case Sequence sequence -> element(place, sequence, key);
      case Opaque opaque when isEnvironment(opaque) && key instanceof Text(_, String name) ->
          new Value.Setting(place, name, null);
      case Opaque opaque when key instanceof Text(_, String text) -> itemOf(place, opaque, text);
      case Opaque opaque when key instanceof Whole(_, long number) ->
          itemOf(place, opaque, Long.toString(number));
      case Value.Undecided undecided -> undecided;
      default -> new Unknown(place, "a subscript that is not known");
    };
  }

  static boolean isEnvironment(Opaque opaque) {
    return opaque.path().equals("os.environ") || opaque.path().equals("environ");
  }

  static Value itemOf(ImportPlace place, Opaque target, String key) {
    String path = target.path() + "[" + key + "]";
    return path.length() <= LONGEST_PATH
        ? new Value.Item(place, target, key, path)
        : new Unknown(place, "a subscript that lies too deep");
  }

  /// The value of a key, or another where there is none.
  Value mapped(ImportPlace place, Mapping mapping, Value key, Value otherwise) {
    if (key instanceof Opaque input && cases != null) {
      return InputLookups.mapped(place, mapping, input, otherwise, cases);
    }
    if (key instanceof Shifted shifted) {
      return InputLookups.mapped(place, mapping, shifted, otherwise, cases);
    }
    Object normal = key instanceof Value.Nothing ? "" : Mapping.normal(key);
    if (normal == null) {
      return key instanceof Value.Undecided
          ? key
          : new Unknown(place, "a look-up that is not known");
    }
    Value value = key instanceof Value.Nothing ? null : mapping.get(normal);
    return value == null ? otherwise : value;
  }

  private Value element(ImportPlace place, Sequence sequence, Value index) {
    List<Value> elements = sequence.elements();
    budget.spend(elements.size() / 10);
    Value outside = new Failure(place, "IndexError");
    if (index instanceof Whole(_, long number)) {
      long at = number < 0 ? number + elements.size() : number;
      return at >= 0 && at < elements.size() ? elements.get((int) at) : outside;
    }
    if (!(index instanceof Opaque) && !(index instanceof Shifted)) {
      return index instanceof Value.Undecided
          ? index
          : new Unknown(place, "a subscript that is not known");
    }
    Shifted shifted =
        index instanceof Shifted known ? known : new Shifted(place, (Opaque) index, 0, 1);
    List<Long> numbers = new ArrayList<>();
    List<Value> values = new ArrayList<>();
    // As Python does, negative numbers count from the end.
    for (int i = -elements.size(); i < elements.size(); i++) {
      numbers.add((long) i);
      values.add(elements.get(Math.floorMod(i, elements.size())));
    }
    return InputLookups.selected(place, shifted, numbers, values, outside, cases);
  }

  /// What a loop over a value goes through; empty where that is not known.
  ///
  /// @param budget charged for the elements
  static Optional<List<Value>> elements(Value value, Budget budget) {
    Optional<List<Value>> elements = elements(value);
    elements.ifPresent(list -> budget.spend(list.size() / 10));
    return elements;
  }

  private static Optional<List<Value>> elements(Value value) {
    return switch (value) {
      case Sequence sequence -> Optional.of(sequence.elements());
      case Mapping mapping -> Optional.of(mapping.entries().stream().map(Entry::key).toList());
      case Value.Span(ImportPlace place, long first, long end)
          when first >= end || (first + LONGEST_LOOP >= end && first < first + LONGEST_LOOP) -> {
        List<Value> numbers = new ArrayList<>();
        for (long number = first; number < end; number++) {
          numbers.add(new Whole(place, number));
        }
        yield Optional.of(numbers);
      }
      default -> Optional.empty();
    };
  }

  /// The value under the name that it was given, so that people recognize what a call returned.
  static Value named(Value value, String name) {
    return value instanceof Value.Call call && cannotBeNamedBetter(call)
        ? new Value.Call(
            call.place(),
            call.callee(),
            call.target(),
            call.arguments(),
            call.keywords(),
            call.path(),
            name)
        : value;
  }

  private static boolean cannotBeNamedBetter(Value.Call call) {
    return call.name().equals(call.function());
  }
}
