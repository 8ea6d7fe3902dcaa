package io.shardlens.topology.imports.python;

import io.shardlens.topology.HashFunction;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.TableName;
import io.shardlens.topology.imports.Findings;
import io.shardlens.topology.imports.ImportPlace;
import io.shardlens.topology.imports.python.ModelTable.ModelColumn;
import io.shardlens.topology.imports.python.Selection.Models;
import io.shardlens.topology.imports.python.Selection.Rule;
import io.shardlens.topology.imports.python.evaluation.Value;
import io.shardlens.topology.json.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Which column a selector's key is, and of what type. What is not said is assumed with a note that
/// names the answer by which it can be changed, or asked.
final class TableGuess {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_$]{0,62}");
  private static final List<KeyType> TYPES =
      List.of(KeyType.BIGINT, KeyType.INTEGER, KeyType.TEXT, KeyType.VARCHAR, KeyType.UUID);

  private final Findings findings;
  private final List<ModelTable> models;

  TableGuess(Findings findings, List<ModelTable> models) {
    this.findings = findings;
    this.models = models;
  }

  /// @param model the class, where one is in the sources
  /// @param primary whether the column is the table's primary key, as far as is known
  record Guess(
      TableName table,
      String column,
      Optional<String> model,
      Optional<KeyType> type,
      boolean primary) {}

  /// `user` of `user_id`; the name itself where it does not end so.
  static String stem(String key) {
    return key.endsWith("_id") && key.length() > 3 ? key.substring(0, key.length() - 3) : key;
  }

  /// The tables of a rule; none while a question is open.
  ///
  /// @param prefix of the questions' ids
  List<Guess> tables(ImportPlace place, Rule rule, Value.Opaque key, String prefix) {
    if (findings.answer(prefix + "table").isPresent()) {
      return answered(place, key, prefix);
    }
    List<Guess> guesses = new ArrayList<>();
    Optional<Models> named = rule.models();
    if (named.isPresent() && !named.get().attribute().equals("app_label")) {
      for (String name : named.get().names()) {
        guesses.add(ofModelName(place, named.get().attribute(), name, key, prefix));
      }
      return guesses;
    }
    return ofKey(place, key, prefix).map(List::of).orElse(List.of());
  }

  private List<Guess> answered(ImportPlace place, Value.Opaque key, String prefix) {
    String answer = findings.answer(prefix + "table").orElse("");
    int dot = answer.indexOf('.');
    String schema = dot < 0 ? "public" : answer.substring(0, dot);
    String table = answer.substring(dot + 1);
    if (!NAME.matcher(schema).matches() || !NAME.matcher(table).matches()) {
      findings.refuseAnswer(prefix + "table", place, "a table, such as users or public.users");
      return List.of();
    }
    TableName name = new TableName(schema, table);
    Optional<ModelTable> model =
        models.stream().filter(each -> each.name().equals(Optional.of(name))).findFirst();
    boolean byId = key.name().endsWith("_id") || key.name().equals("id") || key.name().equals("pk");
    String column =
        findings
            .answer(prefix + "key")
            .or(() ->
                model.flatMap(ModelTable::primaryKey).map(ModelColumn::name).filter(_ -> byId))
            .orElse(byId ? "id" : key.name());
    if (!NAME.matcher(column).matches()) {
      findings.refuseAnswer(prefix + "key", place, "a column, such as id");
      return List.of();
    }
    if (findings.answer(prefix + "key").isEmpty()) {
      findings.assumed(
          place,
          "The shard key of %s is the column %s; answer %s for another"
              .formatted(Shown.quoted(table), Shown.quoted(column), prefix + "key"));
    }
    return List.of(
        new Guess(
            name,
            column,
            model.map(ModelTable::model),
            model.flatMap(each -> each.column(column)).flatMap(ModelColumn::type),
            true));
  }

  /// The model of a name by which a selector asks.
  Optional<ModelTable> model(String attribute, String name) {
    String bare = name.substring(name.lastIndexOf('.') + 1);
    return models.stream()
        .filter(each ->
            (attribute.equals("db_table") || attribute.equals("__tablename__"))
                ? each.name().map(TableName::name).equals(Optional.of(name))
                : each.model().equalsIgnoreCase(bare))
        .findFirst();
  }

  private Guess ofModelName(
      ImportPlace place, String attribute, String name, Value.Opaque key, String prefix) {
    Optional<ModelTable> model = model(attribute, name);
    boolean isTable = attribute.equals("db_table") || attribute.equals("__tablename__");
    String bare = name.substring(name.lastIndexOf('.') + 1);
    TableName table =
        model
            .flatMap(ModelTable::name)
            .orElse(
                new TableName(
                    "public",
                    isTable && NAME.matcher(name).matches()
                        ? name
                        : plural(bare.toLowerCase(Locale.ROOT))));
    if (model.flatMap(ModelTable::name).isEmpty() && !isTable) {
      findings.assumed(
          place,
          "The table of the model %s is %s; answer %s for another"
              .formatted(Shown.quoted(name), Shown.quoted(table.name()), prefix + "table"));
    }
    boolean own = stem(key.name()).equalsIgnoreCase(bare) || !key.name().endsWith("_id");
    return column(place, table, model, key, own || isOwnTable(key, table), prefix);
  }

  private static boolean isOwnTable(Value.Opaque key, TableName table) {
    return table.name().equals(plural(stem(key.name()))) || table.name().equals(stem(key.name()));
  }

  /// The table whose key the name tells.
  private Optional<Guess> ofKey(ImportPlace place, Value.Opaque key, String prefix) {
    String stem = stem(key.name());
    boolean hasStem = !stem.equals(key.name());
    List<ModelTable> candidates =
        models.stream()
            .filter(each -> each.name().isPresent())
            .filter(each -> hasStem ? isOf(each, stem) : each.column(key.name()).isPresent())
            .toList();
    if (candidates.size() == 1) {
      ModelTable model = candidates.getFirst();
      return Optional.of(
          column(place, model.name().orElseThrow(), Optional.of(model), key, hasStem, prefix));
    }
    if (!hasStem || !NAME.matcher(plural(stem)).matches()) {
      findings.ask(
          prefix + "table",
          place,
          "Which table is routed by %s? A name, such as users or public.users"
              .formatted(Shown.quoted(key.name())),
          List.of());
      return Optional.empty();
    }
    TableName table = new TableName("public", plural(stem));
    findings.assumed(
        place,
        "The key %s belongs to the table %s; answer %s for another"
            .formatted(Shown.quoted(key.name()), Shown.quoted(table.name()), prefix + "table"));
    return Optional.of(column(place, table, Optional.empty(), key, true, prefix));
  }

  private static boolean isOf(ModelTable model, String stem) {
    String table = model.name().map(TableName::name).orElse("");
    return model.model().equalsIgnoreCase(stem.replace("_", ""))
        || table.equals(stem)
        || table.equals(plural(stem));
  }

  /// @param own whether the key is named after the table, so that it is its primary key
  private Guess column(
      ImportPlace place,
      TableName table,
      Optional<ModelTable> model,
      Value.Opaque key,
      boolean own,
      String prefix) {
    boolean byId = key.name().endsWith("_id") || key.name().equals("id") || key.name().equals("pk");
    Optional<ModelColumn> same = model.flatMap(each -> each.column(key.name()));
    Optional<ModelColumn> primary = model.flatMap(ModelTable::primaryKey);
    Optional<ModelColumn> column = same.or(() -> own && byId ? primary : Optional.empty());
    String name = column.map(ModelColumn::name).orElse(own && byId ? "id" : key.name());
    if (!NAME.matcher(name).matches()) {
      name = "id";
    }
    Optional<String> answer =
        findings.answer(prefix + "key").filter(text -> NAME.matcher(text).matches());
    if (answer.isEmpty() && column.isEmpty()) {
      findings.assumed(
          place,
          "The shard key of %s is the column %s; answer %s for another"
              .formatted(Shown.quoted(table.name()), Shown.quoted(name), prefix + "key"));
    }
    return new Guess(
        table,
        answer.orElse(name),
        model.map(ModelTable::model),
        column.flatMap(ModelColumn::type),
        column.map(ModelColumn::primary).orElse(own && byId));
  }

  /// As English has it, well enough for tables.
  static String plural(String word) {
    if (word.endsWith("s") || word.endsWith("x") || word.endsWith("ch") || word.endsWith("sh")) {
      return word + "es";
    }
    boolean y = word.endsWith("y") && !word.matches(".*[aeiou]y");
    return y ? word.substring(0, word.length() - 1) + "ies" : word + "s";
  }

  /// The type of the key's column; empty where it has to be answered, or cannot be.
  Optional<KeyType> type(
      ImportPlace place, Rule rule, Value.Opaque key, List<Guess> guesses, String prefix) {
    Optional<KeyType> ofModel =
        guesses.stream().flatMap(guess -> guess.type().stream()).findFirst();
    Optional<KeyType> known = ofModel.or(() -> annotated(key));
    Optional<KeyType> answer =
        findings.answer(prefix + "keyType").flatMap(KeyType::ofWord).filter(TYPES::contains);
    KeyType type = answer.or(() -> known).orElse(null);
    if (type == null && isHash(rule.shape())) {
      List<String> words = TYPES.stream().map(KeyType::word).toList();
      findings.ask(
          prefix + "keyType",
          place,
          "Of which type is the column of %s? Its hash depends on it"
              .formatted(Shown.quoted(key.name())),
          words);
      return Optional.empty();
    }
    if (type == null) {
      type = rule.shape() instanceof SelectorShape.Texts ? KeyType.TEXT : KeyType.BIGINT;
      findings.assumed(
          place,
          "The key %s is of the type %s; answer %s for another"
              .formatted(Shown.quoted(key.name()), type.word(), prefix + "keyType"));
    }
    return checked(place, rule, key, type);
  }

  private Optional<KeyType> checked(ImportPlace place, Rule rule, Value.Opaque key, KeyType type) {
    if (isPythonHash(rule.shape()) && !type.isInteger()) {
      findings.problem(
          place,
          "Python's hash() of a text is another one in every process (PYTHONHASHSEED), so that it"
              + " routes nothing. Use hashlib or zlib.crc32 in the application");
      return Optional.empty();
    }
    if (isNumber(rule.shape()) && !type.isInteger()) {
      findings.problem(
          place,
          "The selector takes %s for a number, but its column is %s"
              .formatted(Shown.quoted(key.name()), type.word()));
      return Optional.empty();
    }
    return Optional.of(type);
  }

  private static boolean isHash(SelectorShape shape) {
    return shape instanceof SelectorShape.Modulo modulo && modulo.digest().isPresent();
  }

  private static boolean isPythonHash(SelectorShape shape) {
    return shape instanceof SelectorShape.Modulo modulo
        && modulo.digest().filter(each -> each.function() == HashFunction.PYTHON).isPresent();
  }

  private static boolean isNumber(SelectorShape shape) {
    return switch (shape) {
      case SelectorShape.Ranges _, SelectorShape.Numbers _ -> true;
      case SelectorShape.Modulo modulo -> modulo.digest().isEmpty();
      case SelectorShape.Texts _, SelectorShape.Constant _ -> false;
    };
  }

  private static Optional<KeyType> annotated(Value.Opaque key) {
    Value.Opaque input = key instanceof Value.Digest digest ? digest.of() : key;
    String type = input instanceof Value.Symbol symbol ? symbol.type() : "";
    return switch (type) {
      case "int" -> Optional.of(KeyType.BIGINT);
      case "str" -> Optional.of(KeyType.TEXT);
      case "UUID" -> Optional.of(KeyType.UUID);
      default -> Optional.empty();
    };
  }
}
