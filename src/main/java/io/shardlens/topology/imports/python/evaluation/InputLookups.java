package io.shardlens.topology.imports.python.evaluation;

import io.shardlens.topology.imports.ImportPlace;
import io.shardlens.topology.imports.python.evaluation.Value.Entry;
import io.shardlens.topology.imports.python.evaluation.Value.Mapping;
import io.shardlens.topology.imports.python.evaluation.Value.Opaque;
import io.shardlens.topology.imports.python.evaluation.Value.Shifted;
import io.shardlens.topology.imports.python.evaluation.Value.Text;
import io.shardlens.topology.imports.python.evaluation.Value.Unknown;
import io.shardlens.topology.imports.python.evaluation.Value.Whole;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Look-ups by an input: each key, each position is a case.
final class InputLookups {
  private InputLookups() {}

  /// One case for each key, and one for all others.
  static Value mapped(
      ImportPlace place, Mapping mapping, Opaque input, Value otherwise, Cases cases) {
    Domain before = cases.of(input);
    if (before.presence() == Domain.Presence.NONE) {
      return otherwise;
    }
    List<Entry> entries = mapping.entries();
    boolean numbers = mapping.hasOnlyNumbers();
    if (!numbers && !mapping.hasOnlyTexts()) {
      return new Unknown(place, "a look-up by keys that are not known");
    }
    int chosen =
        cases.choose(
            input,
            entries.size() + 1,
            i ->
                i < entries.size()
                    ? withKey(before, entries.get(i).key())
                    : numbers
                        ? before.withNumbers(Intervals.of(wholes(entries)).not())
                        : before.withTexts(Domain.Texts.of(Set.copyOf(texts(entries))).not()));
    return chosen < entries.size() ? entries.get(chosen).value() : otherwise;
  }

  private static Domain withKey(Domain before, Value key) {
    return key instanceof Text(_, String text)
        ? before.withTexts(Domain.Texts.of(Set.of(text)))
        : key instanceof Whole(_, long number)
            ? before.withNumbers(Intervals.between(number, number))
            : before.withNumbers(Intervals.NONE);
  }

  private static List<Long> wholes(List<Entry> entries) {
    List<Long> numbers = new ArrayList<>();
    entries.forEach(entry -> {
      if (entry.key() instanceof Whole(_, long number)) {
        numbers.add(number);
      }
    });
    return numbers;
  }

  private static List<String> texts(List<Entry> entries) {
    List<String> texts = new ArrayList<>();
    entries.forEach(entry -> {
      if (entry.key() instanceof Text(_, String text)) {
        texts.add(text);
      }
    });
    return texts;
  }

  /// The same for a number that is made of an input.
  static Value mapped(
      ImportPlace place, Mapping mapping, Shifted key, Value otherwise, @Nullable Cases cases) {
    List<Entry> entries = mapping.entries();
    List<Long> numbers = wholes(entries);
    return mapping.hasOnlyNumbers()
        ? selected(
            place, key, numbers, entries.stream().map(Entry::value).toList(), otherwise, cases)
        : new Unknown(place, "a look-up by keys that are not known");
  }

  /// One case for each number that selects a value, and one for all others.
  static Value selected(
      ImportPlace place,
      Shifted key,
      List<Long> numbers,
      List<Value> values,
      Value otherwise,
      @Nullable Cases cases) {
    Intervals all = NumberRules.of(key, numbers);
    if (cases == null || all == null) {
      return new Unknown(place, "a look-up that is not known");
    }
    Domain before = cases.of(key.of());
    int chosen =
        cases.choose(
            key.of(),
            numbers.size() + 1,
            i -> {
              Intervals one =
                  i < numbers.size() ? NumberRules.of(key, List.of(numbers.get(i))) : all.not();
              return before.withNumbers(one == null ? Intervals.NONE : one);
            });
    return chosen < values.size() ? values.get(chosen) : otherwise;
  }
}
