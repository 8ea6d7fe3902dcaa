package io.shardlens.topology.imports.python.evaluation;

import io.shardlens.topology.imports.ImportPlace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a function answers, case by case; the cases exclude each other and together are all.
///
/// @param inputs what it asks about, by path
/// @param complete false where there are more cases, or more work, than can be followed
public record Followed(
    Value.Function function, List<Case> cases, Map<String, Value.Opaque> inputs, boolean complete) {

  public Followed {
    cases = List.copyOf(cases);
    inputs = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
  }

  /// @param known what is known of the inputs in this case, by path
  public record Case(Map<String, Domain> known, Result result) {
    public Case {
      known = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(known));
    }

    /// What is known of an input.
    public Domain of(String path) {
      return known.getOrDefault(path, Domain.ANYTHING);
    }
  }

  /// How a case ends.
  public sealed interface Result {}

  /// The function returns or yields a value.
  public record Gives(Value value) implements Result {}

  /// The function raises an exception.
  public record Refuses(ImportPlace place) implements Result {}

  /// The function could not be followed to its end.
  public record Unclear(ImportPlace place, String why) implements Result {}
}
