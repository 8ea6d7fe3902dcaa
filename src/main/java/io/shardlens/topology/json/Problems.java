package io.shardlens.topology.json;

import io.shardlens.topology.TopologyProblem;
import io.shardlens.topology.TopologyProblem.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/// Collects what is wrong with one file, up to a number that a person can still read.
final class Problems {
  static final int LIMIT = 200;

  /// Warnings must not crowd out errors.
  static final int WARNING_LIMIT = 50;

  private final List<TopologyProblem> errors = new ArrayList<>();
  private final List<TopologyProblem> warnings = new ArrayList<>();
  private int unlistedErrors;
  private int unlistedWarnings;

  void add(Located.Place place, String message) {
    add(place, () -> message);
  }

  /// @param message asked for only while problems are still listed: one that looks for similar
  ///   words costs time
  void add(Located.Place place, Supplier<String> message) {
    if (errors.size() < LIMIT) {
      errors.add(problem(Severity.ERROR, place, message.get()));
    } else {
      unlistedErrors++;
    }
  }

  /// A problem of the file as a whole.
  void add(String message) {
    add(new Located.Place("", 0, 0), message);
  }

  void warn(Located.Place place, String message) {
    if (warnings.size() < WARNING_LIMIT) {
      warnings.add(problem(Severity.WARNING, place, message));
    } else {
      unlistedWarnings++;
    }
  }

  private static TopologyProblem problem(Severity severity, Located.Place place, String message) {
    return new TopologyProblem(severity, place.pointer(), place.line(), place.column(), message);
  }

  /// How many errors there are; what is made of a part of the file in which there were none is
  /// whole.
  int errors() {
    return errors.size() + unlistedErrors;
  }

  boolean hasErrors() {
    return errors() > 0;
  }

  /// Errors and warnings, in the order of the file.
  List<TopologyProblem> inOrder() {
    List<TopologyProblem> ordered = new ArrayList<>(errors);
    ordered.addAll(warnings);
    ordered.sort(
        Comparator.comparingInt(TopologyProblem::line).thenComparingInt(TopologyProblem::column));
    if (unlistedErrors > 0) {
      ordered.add(new TopologyProblem("", 0, 0, unlistedErrors + " more problems are not listed"));
    }
    if (unlistedWarnings > 0) {
      ordered.add(
          new TopologyProblem(
              Severity.WARNING, "", 0, 0, unlistedWarnings + " more warnings are not listed"));
    }
    return ordered;
  }
}
