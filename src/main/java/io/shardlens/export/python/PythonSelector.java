package io.shardlens.export.python;

import io.shardlens.export.common.NotExpressibleException;
import io.shardlens.export.common.NullKeys;
import io.shardlens.export.common.RoutingWords;
import io.shardlens.export.python.PythonModule.Element;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.NullPolicy;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.expression.PythonLiteral;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The function of one table that finds the shard of a key.
///
/// @param suffix the table's name in Python: `users`
/// @param parameters one per key column
/// @param places whether the keys have a schema, too; then there is a second function, for both
record PythonSelector(
    TableDefinition.Sharded table,
    RoutingDefinition routing,
    String suffix,
    List<String> parameters,
    boolean places) {

  /// @param suffix the table's name in Python, which no other has
  static PythonSelector of(
      TableDefinition.Sharded table, RoutingDefinition routing, String suffix) {
    List<String> parameters = new ArrayList<>();
    for (String column : table.key()) {
      String name = PythonText.parameter(column);
      while (parameters.contains(name)) {
        name += "_";
      }
      parameters.add(name);
    }
    return new PythonSelector(table, routing, suffix, parameters, routing.rule().namesSchemas());
  }

  /// `shard_for_users`.
  String function() {
    return "shard_for_" + suffix;
  }

  /// `place_for_users`, which gives shard and schema.
  String placeFunction() {
    return "place_for_" + suffix;
  }

  /// `id: int`, and so on.
  String declaredParameters() {
    List<String> declared = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      String type = PythonKey.annotation(routing.keyTypes().get(i));
      declared.add(parameters.get(i) + ": " + (mayBeNone() ? "Optional[" + type + "]" : type));
    }
    return String.join(", ", declared);
  }

  /// `id`, and so on.
  String arguments() {
    return String.join(", ", parameters);
  }

  private boolean mayBeNone() {
    return routing.nulls() instanceof NullPolicy.To || NullKeys.goThrough(routing);
  }

  /// Writes the function, or both.
  void write(PythonModule module) throws NotExpressibleException {
    prepare(module);
    List<String> body = body(module);
    List<String> words = new ArrayList<>();
    RoutingWords.of(routing).forEach(sentence -> words.addAll(wrapped(sentence)));
    writeFunctions(module, body, words);
  }

  /// Writes functions that ask those of a table that has the same routing.
  void writeAs(PythonModule module, PythonSelector other) {
    prepare(module);
    String asked = places ? other.placeFunction() : other.function();
    writeFunctions(
        module,
        List.of("return " + asked + "(" + arguments() + ")"),
        List.of("It lies with those that " + asked + " finds."));
  }

  private void prepare(PythonModule module) {
    routing.keyTypes().forEach(type -> PythonKey.imports(type, module));
    if (mayBeNone() || places) {
      module.imports("from typing import Optional");
    }
  }

  private void writeFunctions(PythonModule module, List<String> body, List<String> words) {
    List<String> lines = new ArrayList<>();
    String result = places ? "tuple[str, Optional[str]]" : "str";
    lines.add(
        "def "
            + (places ? placeFunction() : function())
            + "("
            + declaredParameters()
            + ") -> "
            + result
            + ":");
    String name = PythonText.inDocstring(table.name().toString());
    String thing = places ? "The shard and the schema" : "The shard";
    List<String> docstring = new ArrayList<>(List.of(thing + " of a row of " + name + "."));
    docstring.add("");
    docstring.addAll(words);
    lines.add("    \"\"\"" + docstring.getFirst());
    docstring.stream().skip(1).forEach(line -> lines.add(line.isEmpty() ? "" : "    " + line));
    lines.add("    \"\"\"");
    body.forEach(line -> lines.add("    " + line));
    module.block(lines);
    if (places) {
      module.block(
          "def " + function() + "(" + declaredParameters() + ") -> str:",
          "    \"\"\"The shard of a row of " + name + ".\"\"\"",
          "    return " + placeFunction() + "(" + arguments() + ")[0]");
    }
  }

  /// A sentence in lines of a docstring.
  private static List<String> wrapped(String sentence) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : PythonText.inDocstring(sentence).split(" ", -1)) {
      if (!line.isEmpty() && line.length() + word.length() > 80) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  private List<String> body(PythonModule module) throws NotExpressibleException {
    String prefix = "_" + suffix.toUpperCase(Locale.ROOT);
    boolean nullable = NullKeys.goThrough(routing);
    PythonRule rule = new PythonRule(module, prefix, List.of(), nullable, places);
    List<String> lines = new ArrayList<>();
    if (!nullable) {
      lines.addAll(ofNull(rule));
    }
    List<PythonKey> key = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      String variable = parameters.size() == 1 ? "key" : "key_" + (i + 1);
      KeyType type = routing.keyTypes().get(i);
      lines.add(
          variable
              + " = "
              + orNone(nullable, parameters.get(i), PythonKey.compared(type, parameters.get(i))));
      key.add(new PythonKey(variable, type));
    }
    lines.addAll(overrides(module, prefix, rule, key));
    if (!routing.preparation().isEmpty()) {
      PythonKey first = key.getFirst();
      String prepared =
          PythonPreparation.applied(routing.preparation(), first.type(), first.value());
      lines.add("prepared = " + orNone(nullable, first.value(), prepared));
      key = List.of(new PythonKey("prepared", routing.ruleTypes().getFirst()));
    }
    lines.addAll(new PythonRule(module, prefix, key, nullable, places).lines(routing.rule()));
    return lines;
  }

  private static String orNone(boolean nullable, String tested, String value) {
    return nullable ? "None if " + tested + " is None else " + value : value;
  }

  private List<String> ofNull(PythonRule rule) {
    String none =
        parameters.stream().map(name -> name + " is None").collect(Collectors.joining(" or "));
    String consequence =
        switch (routing.nulls()) {
          case NullPolicy.To(ShardId shard) -> rule.found(PythonLiteral.quoted(shard.value()));
          case NullPolicy.Anywhere _ -> "raise NoShard(\"NULL may lie on every shard\")";
          case NullPolicy.Refuse _, NullPolicy.AsRule _ -> "raise NoShard(\"no shard owns NULL\")";
        };
    return List.of("if " + none + ":", "    " + consequence);
  }

  private List<String> overrides(
      PythonModule module, String prefix, PythonRule rule, List<PythonKey> key) {
    if (routing.overrides().isEmpty()) {
      return List.of();
    }
    module.imports("from typing import Any");
    List<Element> entries =
        routing.overrides().entrySet().stream()
            .map(entry ->
                PythonRule.entry(
                    entry.getKey().size() == 1
                        ? entry.getKey().getFirst()
                        : new io.shardlens.topology.KeyValue.Tuple(entry.getKey()),
                    PythonLiteral.quoted(entry.getValue().value())))
            .toList();
    String overrides = module.constant(prefix + "_OVERRIDES", "dict[Any, str]", "{}", entries);
    String value =
        key.size() == 1
            ? key.getFirst().value()
            : key.stream().map(PythonKey::value).collect(Collectors.joining(", ", "(", ")"));
    return List.of(
        "if " + value + " in " + overrides + ":",
        "    " + rule.found(overrides + "[" + value + "]"));
  }
}
