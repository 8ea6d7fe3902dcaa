package io.shardlens.topology.json;

import io.shardlens.topology.TopologyProblem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/// Collects what is wrong with one file, up to a number that a person can still read.
final class Problems {
  static final int LIMIT = 200;

  private final List<TopologyProblem> found = new ArrayList<>();
  private int unlisted;

  void add(Located.Place place, String message) {
    add(place, () -> message);
  }

  /// @param message asked for only while problems are still listed: one that looks for similar
  ///   words costs time
  void add(Located.Place place, Supplier<String> message) {
    if (found.size() < LIMIT) {
      found.add(new TopologyProblem(place.pointer(), place.line(), place.column(), message.get()));
    } else {
      unlisted++;
    }
  }

  /// A problem of the file as a whole.
  void add(String message) {
    add(new Located.Place("", 0, 0), message);
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /// In the order of the file.
  List<TopologyProblem> inOrder() {
    List<TopologyProblem> ordered = new ArrayList<>(found);
    ordered.sort(
        Comparator.comparingInt(TopologyProblem::line).thenComparingInt(TopologyProblem::column));
    if (unlisted > 0) {
      ordered.add(new TopologyProblem("", 0, 0, unlisted + " more problems are not listed"));
    }
    return ordered;
  }
}
