package io.shardlens.topology.imports.python.evaluation;

import io.shardlens.topology.imports.ImportPlace;
import io.shardlens.topology.imports.python.evaluation.Domain.Presence;
import io.shardlens.topology.imports.python.evaluation.Value.Failure;
import io.shardlens.topology.imports.python.evaluation.Value.Fraction;
import io.shardlens.topology.imports.python.evaluation.Value.Nothing;
import io.shardlens.topology.imports.python.evaluation.Value.Opaque;
import io.shardlens.topology.imports.python.evaluation.Value.Shifted;
import io.shardlens.topology.imports.python.evaluation.Value.Text;
import io.shardlens.topology.imports.python.evaluation.Value.Truth;
import io.shardlens.topology.imports.python.evaluation.Value.Undecided;
import io.shardlens.topology.imports.python.evaluation.Value.Unknown;
import io.shardlens.topology.imports.python.evaluation.Value.Whole;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Python's comparisons. Where an input is compared with something known, both outcomes are cases.
final class Comparisons {
  private final Budget budget;
  private final @Nullable Cases cases;

  Comparisons(Budget budget, @Nullable Cases cases) {
    this.budget = budget;
    this.cases = cases;
  }

  Value not(ImportPlace place, Value truth) {
    return truth instanceof Truth(_, boolean holds) ? new Truth(place, !holds) : truth;
  }

  /// What a value is as a condition: a [Truth], or what stands in the way.
  Value truth(Value value) {
    ImportPlace place = value.place();
    return switch (value) {
      case Truth truth -> truth;
      case Nothing _ -> new Truth(place, false);
      case Whole(_, long number) -> new Truth(place, number != 0);
      case Fraction(_, double number) -> new Truth(place, number != 0);
      case Text(_, String text) -> new Truth(place, !text.isEmpty());
      case Value.Sequence sequence -> new Truth(place, !sequence.elements().isEmpty());
      case Value.Span span -> new Truth(place, span.first() < span.end());
      case Value.Mapping mapping -> new Truth(place, mapping.size() > 0);
      case Value.Function _, Value.Type _, Value.Instance _, Value.Module _ ->
          new Truth(place, true);
      case Opaque input when input.path().endsWith("TYPE_CHECKING") -> new Truth(place, false);
      case Opaque input when cases == null -> new Undecided(place, input.place());
      case Opaque input -> given(input, cases);
      case Shifted shifted -> compare(place, shifted, "!=", new Whole(place, 0));
      case Value.Setting _, Value.Template _ -> new Undecided(place, place);
      case Value.Written _ -> new Unknown(place, "a condition that is not known");
      case Undecided undecided -> undecided;
      case Failure failure -> failure;
      case Unknown unknown -> unknown;
    };
  }

  private static Value given(Opaque input, Cases cases) {
    Domain before = cases.of(input);
    int chosen =
        cases.choose(
            input,
            3,
            i ->
                switch (i) {
                  case 0 -> before.truthy();
                  case 1 -> before.none();
                  default -> before.falsy();
                });
    return new Truth(input.place(), chosen == 0);
  }

  Value compare(ImportPlace place, Value left, String operator, Value right) {
    if (left instanceof Failure || left instanceof Undecided) {
      return left;
    }
    if (right instanceof Failure || right instanceof Undecided) {
      return right;
    }
    return switch (operator) {
      case "in" -> contains(place, left, right);
      case "not in" -> not(place, contains(place, left, right));
      case "!=", "is not" -> not(place, equal(place, left, right));
      case "==", "is" -> equal(place, left, right);
      case "<" -> less(place, left, right);
      case ">=" -> not(place, less(place, left, right));
      case ">" -> less(place, right, left);
      default -> not(place, less(place, right, left));
    };
  }

  private Value equal(ImportPlace place, Value left, Value right) {
    if (isInput(right) && !isInput(left)) {
      return equal(place, right, left);
    }
    if (left instanceof Value.Setting || right instanceof Value.Setting) {
      return new Undecided(place, place);
    }
    if (right instanceof Nothing || left instanceof Nothing) {
      return none(place, right instanceof Nothing ? left : right);
    }
    Value name = className(right);
    if (left instanceof Opaque input && name != null) {
      return contains(place, classOf(input), List.of(name));
    }
    if (isInput(left)) {
      return contains(place, left, List.of(right));
    }
    Object normalLeft = Value.Mapping.normal(left);
    Object normalRight = Value.Mapping.normal(right);
    if (left instanceof Fraction || right instanceof Fraction) {
      return new Unknown(place, "an equality of fractions");
    }
    return normalLeft == null || normalRight == null
        ? new Unknown(place, "a comparison that is not known")
        : new Truth(place, normalLeft.equals(normalRight));
  }

  private static boolean isInput(Value value) {
    return value instanceof Opaque || value instanceof Shifted;
  }

  private Value none(ImportPlace place, Value value) {
    if (value instanceof Opaque input) {
      if (cases == null) {
        return new Undecided(place, place);
      }
      Domain before = cases.of(input);
      int chosen = cases.choose(input, 2, i -> i == 0 ? before.none() : before.some());
      return new Truth(place, chosen == 0);
    }
    return value instanceof Unknown ? value : new Truth(place, value instanceof Nothing);
  }

  /// The class that a model is compared with, as text, or `null`.
  private static @Nullable Value className(Value value) {
    return switch (value) {
      case Value.Type type -> new Text(type.place(), type.name());
      case Value.Symbol(ImportPlace place, _, String name, _)
          when !name.isEmpty()
              && Character.isUpperCase(name.charAt(0))
              && !name.equals(name.toUpperCase(java.util.Locale.ROOT)) ->
          new Text(place, name);
      default -> null;
    };
  }

  private static Opaque classOf(Opaque input) {
    return new Value.Symbol(input.place(), input.path() + ".__name__", "__name__", "str");
  }

  private Value contains(ImportPlace place, Value element, Value container) {
    if (container instanceof Value.Span(_, long first, long end) && isInput(element)) {
      Value low = compare(place, element, ">=", new Whole(place, first));
      return low instanceof Truth(_, boolean holds) && holds
          ? compare(place, element, "<", new Whole(place, end))
          : low;
    }
    if (container instanceof Opaque input && element instanceof Text(_, String key)) {
      return not(place, none(place, Lookups.itemOf(place, input, key)));
    }
    Optional<List<Value>> elements = Lookups.elements(container, budget);
    if (elements.isEmpty()) {
      return new Unknown(place, "a membership that is not known");
    }
    if (isInput(element)) {
      List<Value> names = new ArrayList<>();
      elements.get().forEach(value -> names.add(className(value)));
      return element instanceof Opaque input && !names.isEmpty() && !names.contains(null)
          ? contains(place, classOf(input), names)
          : contains(place, element, elements.get());
    }
    boolean known = true;
    for (Value candidate : elements.get()) {
      Value same = equal(place, element, candidate);
      if (same instanceof Truth(_, boolean holds)) {
        if (holds) {
          return same;
        }
      } else {
        known = false;
      }
    }
    return known ? new Truth(place, false) : new Unknown(place, "a membership that is not known");
  }

  /// Whether an input is one of some values that are known.
  private Value contains(ImportPlace place, Value element, List<Value> values) {
    Opaque input = element instanceof Shifted shifted ? shifted.of() : (Opaque) element;
    if (cases == null) {
      return new Undecided(place, place);
    }
    Domain before = cases.of(input);
    if (before.presence() == Presence.NONE) {
      return new Truth(place, false);
    }
    List<Long> numbers = new ArrayList<>();
    Set<String> texts = new HashSet<>();
    for (Value value : values) {
      switch (Value.Mapping.normal(value)) {
        case Long number -> numbers.add(number);
        case String text -> texts.add(text);
        case null, default -> {
          return new Unknown(place, "a comparison that is not known");
        }
      }
    }
    if (!texts.isEmpty() && (!numbers.isEmpty() || element instanceof Shifted)) {
      return new Unknown(place, "a comparison of numbers with texts");
    }
    if (!texts.isEmpty()) {
      Domain.Texts set = Domain.Texts.of(texts);
      return chosen(place, input, before.withTexts(set), before.withTexts(set.not()));
    }
    Intervals set =
        element instanceof Shifted shifted
            ? NumberRules.of(shifted, numbers)
            : Intervals.of(numbers);
    return set == null
        ? new Unknown(place, "a comparison that is not known")
        : chosen(place, input, before.withNumbers(set), before.withNumbers(set.not()));
  }

  private Value chosen(ImportPlace place, Opaque input, Domain yes, Domain no) {
    return cases == null
        ? new Undecided(place, place)
        : new Truth(place, cases.choose(input, 2, i -> i == 0 ? yes : no) == 0);
  }

  private Value less(ImportPlace place, Value left, Value right) {
    if (left instanceof Value.Setting || right instanceof Value.Setting) {
      return new Undecided(place, place);
    }
    if (isInput(left) || isInput(right)) {
      return inputLess(place, left, right);
    }
    if (left instanceof Text(_, String a) && right instanceof Text(_, String b)) {
      return new Truth(
          place, java.util.Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray()) < 0);
    }
    Double a = NumberRules.number(left);
    Double b = NumberRules.number(right);
    if (left instanceof Whole(_, long x) && right instanceof Whole(_, long y)) {
      return new Truth(place, x < y);
    }
    return a == null || b == null
        ? new Unknown(place, "a comparison that is not known")
        : new Truth(place, a < b);
  }

  private Value inputLess(ImportPlace place, Value left, Value right) {
    boolean flipped = !isInput(left);
    Value element = flipped ? right : left;
    Shifted shifted =
        element instanceof Shifted known ? known : new Shifted(place, (Opaque) element, 0, 1);
    // `input < bound`, or `bound < input` as the contrary of `input < bound + 1`.
    Long bound = NumberRules.bound(flipped ? left : right, flipped);
    Intervals below = bound == null ? null : NumberRules.below(shifted, bound);
    if (below == null) {
      return new Unknown(place, "a comparison that is not known");
    }
    if (cases == null) {
      return new Undecided(place, place);
    }
    Domain before = cases.of(shifted.of());
    if (before.presence() == Presence.NONE) {
      return new Failure(place, "TypeError");
    }
    Value less =
        chosen(place, shifted.of(), before.withNumbers(below), before.withNumbers(below.not()));
    return flipped ? not(place, less) : less;
  }
}
