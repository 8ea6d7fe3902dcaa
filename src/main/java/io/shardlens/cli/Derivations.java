package io.shardlens.cli;

import io.shardlens.routing.Derivation;
import io.shardlens.rows.SafeText;
import io.shardlens.topology.json.JsonText;
import java.io.PrintWriter;
import java.util.List;

/// Writes derivations for people and for scripts.
final class Derivations {

  private Derivations() {}

  /// A line for each step, in columns.
  static void print(PrintWriter out, Derivation derivation) {
    List<Derivation.Step> steps = derivation.steps();
    int names = steps.stream().mapToInt(step -> step.name().length()).max().orElse(0);
    int results = steps.stream().mapToInt(step -> step.result().length()).max().orElse(0);
    for (Derivation.Step step : steps) {
      out.println(
          "  "
              + TextTable.padded(step.name(), names, false)
              + "  "
              + TextTable.padded(SafeText.escape(step.result()), results, false)
              + "  "
              + SafeText.escape(step.how()));
    }
  }

  /// The member `derivation` of the object that is being written.
  static void write(JsonText json, Derivation derivation) {
    json.name("derivation").startArray();
    for (Derivation.Step step : derivation.steps()) {
      json.startObject()
          .name("step")
          .text(step.name())
          .name("result")
          .text(step.result())
          .name("how")
          .text(step.how())
          .endObject();
    }
    json.endArray();
  }
}
