package io.shardlens.topology.imports.python;

import io.shardlens.topology.imports.python.Selection.Models;
import io.shardlens.topology.imports.python.evaluation.Domain;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How selectors ask for the model.
final class ModelNames {
  private static final Pattern ASKED =
      Pattern.compile(
          "(?:^|.*\\.)(model_name|db_table|app_label|object_name|label|label_lower|__name__"
              + "|__tablename__)");

  private ModelNames() {}

  /// Whether an input is a name of a model.
  static boolean isAsked(String path) {
    return ASKED.matcher(path).matches();
  }

  /// The models of a situation; empty for all that no other situation names.
  static Optional<Models> of(Map<String, Domain> situation) {
    return situation.entrySet().stream()
        .filter(input -> input.getValue().texts().listed())
        .flatMap(input -> {
          Matcher asked = ASKED.matcher(input.getKey());
          return asked.matches()
              ? java.util.stream.Stream.of(
                  new Models(
                      asked.group(1),
                      input.getValue().texts().members().stream().sorted().toList()))
              : java.util.stream.Stream.empty();
        })
        .findFirst();
  }
}
