package io.shardlens.cli;

import io.shardlens.routing.Derivation;
import io.shardlens.topology.json.JsonText;

/// Writes derivations for scripts.
final class Derivations {

  private Derivations() {}

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
