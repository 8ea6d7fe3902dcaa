package io.shardlens.topology.imports.python.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/// The cases that a function tells apart: it is followed again and again, each time with the next
/// answers to the questions about its inputs (depth-first, replayed from the start).
final class Cases {
  private final List<Fork> forks = new ArrayList<>();
  private final Map<String, Domain> known = new LinkedHashMap<>();
  private final Map<String, Value.Opaque> inputs = new LinkedHashMap<>();
  private int position;

  private static final class Fork {
    final int alternatives;
    int taken;

    Fork(int alternatives) {
      this.alternatives = alternatives;
    }
  }

  /// What is known of an input in this case.
  Domain of(Value.Opaque input) {
    return known.getOrDefault(input.path(), Domain.ANYTHING);
  }

  /// All that is known in this case, by the path of the input.
  Map<String, Domain> known() {
    return new LinkedHashMap<>(known);
  }

  /// The inputs that something was asked of, by their paths.
  Map<String, Value.Opaque> inputs() {
    return inputs;
  }

  /// Goes the next way that is possible, and keeps what is then known of the input.
  ///
  /// @param count how many ways there are
  /// @param alternatives what is known of the input on each; an empty domain is no way
  /// @return which way
  int choose(Value.Opaque input, int count, IntFunction<Domain> alternatives) {
    inputs.putIfAbsent(input.path(), input);
    if (position == forks.size()) {
      forks.add(new Fork(count));
    }
    Fork fork = forks.get(position++);
    while (fork.taken < count) {
      Domain domain = alternatives.apply(fork.taken);
      if (!domain.isEmpty()) {
        known.put(input.path(), domain);
        return fork.taken;
      }
      fork.taken++;
    }
    // No way is open: a later alternative of this fork was tried and there is none.
    known.put(input.path(), Domain.ANYTHING.withNumbers(Intervals.NONE));
    return count - 1;
  }

  /// Whether the case that was followed can be at all.
  boolean isPossible() {
    return known.values().stream().noneMatch(Domain::isEmpty);
  }

  /// Turns to the next case; false when there is none.
  boolean next() {
    while (!forks.isEmpty()) {
      Fork last = forks.getLast();
      last.taken++;
      if (last.taken < last.alternatives) {
        known.clear();
        position = 0;
        return true;
      }
      forks.removeLast();
    }
    return false;
  }
}
