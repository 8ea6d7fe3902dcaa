package io.shardlens.topology.imports.python;

import io.shardlens.topology.KeyType;
import io.shardlens.topology.TableName;
import io.shardlens.topology.imports.python.ModelTable.ModelColumn;
import io.shardlens.topology.imports.python.evaluation.Program;
import io.shardlens.topology.imports.python.evaluation.Scope;
import io.shardlens.topology.imports.python.evaluation.Value;
import io.shardlens.topology.imports.python.syntax.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Finds the tables that models describe: SQLAlchemy's declarative classes and `Table`s, Django's
/// models.
final class ModelReader {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_$]{0,62}");

  private static final Map<String, KeyType> TYPES =
      Map.ofEntries(
          Map.entry("SmallInteger", KeyType.SMALLINT),
          Map.entry("SMALLINT", KeyType.SMALLINT),
          Map.entry("Integer", KeyType.INTEGER),
          Map.entry("INTEGER", KeyType.INTEGER),
          Map.entry("BigInteger", KeyType.BIGINT),
          Map.entry("BIGINT", KeyType.BIGINT),
          Map.entry("String", KeyType.VARCHAR),
          Map.entry("VARCHAR", KeyType.VARCHAR),
          Map.entry("Text", KeyType.TEXT),
          Map.entry("TEXT", KeyType.TEXT),
          Map.entry("UUID", KeyType.UUID),
          Map.entry("Uuid", KeyType.UUID),
          Map.entry("int", KeyType.INTEGER),
          Map.entry("str", KeyType.VARCHAR),
          Map.entry("AutoField", KeyType.INTEGER),
          Map.entry("SmallAutoField", KeyType.SMALLINT),
          Map.entry("BigAutoField", KeyType.BIGINT),
          Map.entry("IntegerField", KeyType.INTEGER),
          Map.entry("PositiveIntegerField", KeyType.INTEGER),
          Map.entry("SmallIntegerField", KeyType.SMALLINT),
          Map.entry("PositiveSmallIntegerField", KeyType.SMALLINT),
          Map.entry("BigIntegerField", KeyType.BIGINT),
          Map.entry("PositiveBigIntegerField", KeyType.BIGINT),
          Map.entry("CharField", KeyType.VARCHAR),
          Map.entry("EmailField", KeyType.VARCHAR),
          Map.entry("SlugField", KeyType.VARCHAR),
          Map.entry("TextField", KeyType.TEXT),
          Map.entry("UUIDField", KeyType.UUID));

  private final Program program;
  private final List<ModelTable> tables = new ArrayList<>();

  private ModelReader(Program program) {
    this.program = program;
  }

  static List<ModelTable> tables(Program program) {
    ModelReader reader = new ModelReader(program);
    for (SourceFile file : program.files()) {
      Scope scope = program.scope(file);
      for (String name : scope.names()) {
        Value value = scope.get(name);
        if (value instanceof Value.Type type && type.place().source().equals(file.name())) {
          reader.model(type, file);
        } else if (value instanceof Value.Call call && call.function().equals("Table")) {
          reader.table(call);
        }
      }
    }
    return reader.tables;
  }

  private void model(Value.Type type, SourceFile file) {
    if (type.member("__tablename__") instanceof Value.Text(_, String name)) {
      Optional<TableName> table =
          NAME.matcher(name).matches() ? Optional.of(named(schema(type), name)) : Optional.empty();
      tables.add(new ModelTable(type.place(), type.name(), table, sqlAlchemy(type)));
    } else if (type.bases().stream()
        .anyMatch(base -> base.matches("(.*\\.)?(Model|Abstract\\w*User)"))) {
      django(type, file);
    }
  }

  private static TableName named(String schema, String name) {
    return new TableName(schema, name);
  }

  private static String schema(Value.Type type) {
    return type.member("__table_args__") instanceof Value.Mapping arguments
            && arguments.get("schema") instanceof Value.Text(_, String schema)
            && NAME.matcher(schema).matches()
        ? schema
        : "public";
  }

  private List<ModelColumn> sqlAlchemy(Value.Type type) {
    List<ModelColumn> columns = new ArrayList<>();
    for (String name : type.scope().names()) {
      String annotation = type.scope().annotationOf(name);
      if (type.scope().get(name) instanceof Value.Call call
          && call.function().matches("Column|mapped_column|Field")) {
        columns.add(column(name, call, annotation));
      } else if (!annotation.isEmpty() && !name.startsWith("__")) {
        columns.add(
            new ModelColumn(
                name, Optional.ofNullable(TYPES.get(annotation)), false, Optional.empty()));
      }
    }
    return columns;
  }

  /// `Column("id", Integer, ForeignKey("users.id"), primary_key=True)`.
  private static ModelColumn column(String attribute, Value.Call call, String annotation) {
    String name =
        !call.arguments().isEmpty()
                && call.arguments().getFirst() instanceof Value.Text(_, String first)
                && NAME.matcher(first).matches()
            ? first
            : attribute;
    Optional<KeyType> type = Optional.ofNullable(TYPES.get(annotation));
    Optional<String> references =
        call.keywords().get("foreign_key") instanceof Value.Text(_, String target)
            ? Optional.of(beforeLastDot(target))
            : Optional.empty();
    for (Value argument : call.arguments()) {
      switch (argument) {
        case Value.Call inner when inner.function().equals("ForeignKey") ->
            references =
                inner.arguments().stream()
                    .filter(Value.Text.class::isInstance)
                    .map(text -> beforeLastDot(((Value.Text) text).text()))
                    .findFirst();
        case Value.Call inner when TYPES.containsKey(inner.function()) ->
            type = Optional.ofNullable(TYPES.get(inner.function()));
        case Value.Symbol symbol when TYPES.containsKey(symbol.name()) ->
            type = Optional.ofNullable(TYPES.get(symbol.name()));
        default -> {
          // Says nothing of the key.
        }
      }
    }
    boolean primary =
        call.keywords().get("primary_key") instanceof Value.Truth(_, boolean holds) && holds;
    return new ModelColumn(name, type, primary, references);
  }

  private static String beforeLastDot(String text) {
    int dot = text.lastIndexOf('.');
    return dot < 0 ? text : text.substring(0, dot);
  }

  private void table(Value.Call call) {
    if (call.arguments().isEmpty()
        || !(call.arguments().getFirst() instanceof Value.Text(_, String name))
        || !NAME.matcher(name).matches()) {
      return;
    }
    List<ModelColumn> columns = new ArrayList<>();
    for (Value argument : call.arguments()) {
      if (argument instanceof Value.Call column && column.function().equals("Column")) {
        columns.add(column("", column, ""));
      }
    }
    tables.add(new ModelTable(call.place(), name, Optional.of(named("public", name)), columns));
  }

  private void django(Value.Type type, SourceFile file) {
    Value meta = type.scope().get("Meta");
    Optional<String> table = Optional.empty();
    if (meta instanceof Value.Type options) {
      if (options.member("abstract") instanceof Value.Truth(_, boolean holds) && holds) {
        return;
      }
      table = text(options.member("db_table"));
    }
    String model = type.name().toLowerCase(java.util.Locale.ROOT);
    Optional<TableName> name =
        table
            .or(() -> application(file, meta).map(label -> label + "_" + model))
            .filter(text -> NAME.matcher(text).matches())
            .map(text -> named("public", text));
    tables.add(new ModelTable(type.place(), type.name(), name, fields(type)));
  }

  private static Optional<String> application(
      SourceFile file, @org.jspecify.annotations.Nullable Value meta) {
    Optional<String> label =
        meta instanceof Value.Type options ? text(options.member("app_label")) : Optional.empty();
    return label.or(() -> application(file));
  }

  /// The directory of `models.py`, which is the application's label unless it says otherwise.
  private static Optional<String> application(SourceFile file) {
    String[] parts = file.name().replace('\\', '/').split("/", -1);
    int directory = parts.length - (file.name().matches(".*[/\\\\]models[/\\\\][^/\\\\]*") ? 3 : 2);
    return directory >= 0 && parts[directory].matches("[a-z_][a-z0-9_]*")
        ? Optional.of(parts[directory])
        : Optional.empty();
  }

  private static Optional<String> text(@org.jspecify.annotations.Nullable Value value) {
    return value instanceof Value.Text(_, String text) ? Optional.of(text) : Optional.empty();
  }

  private List<ModelColumn> fields(Value.Type type) {
    List<ModelColumn> columns = new ArrayList<>();
    for (String name : type.scope().names()) {
      if (type.scope().get(name) instanceof Value.Call call
          && call.function().matches("\\w*Field|ForeignKey")) {
        columns.add(field(name, call));
      }
    }
    if (columns.stream().noneMatch(ModelColumn::primary)) {
      KeyType id =
          program.anywhere("DEFAULT_AUTO_FIELD").orElse(null)
                      instanceof Value.Text(_, String preset)
                  && preset.endsWith(".AutoField")
              ? KeyType.INTEGER
              : KeyType.BIGINT;
      columns.addFirst(new ModelColumn("id", Optional.of(id), true, Optional.empty()));
    }
    return columns;
  }

  private static ModelColumn field(String attribute, Value.Call call) {
    boolean reference = call.function().matches("ForeignKey|OneToOneField");
    String name =
        text(call.keywords().get("db_column"))
            .filter(column -> NAME.matcher(column).matches())
            .orElse(reference ? attribute + "_id" : attribute);
    boolean primary =
        call.keywords().get("primary_key") instanceof Value.Truth(_, boolean holds) && holds;
    boolean constrained =
        !(call.keywords().get("db_constraint") instanceof Value.Truth(_, boolean holds) && !holds);
    Optional<String> target =
        reference && constrained ? Optional.of(model(call)) : Optional.empty();
    return new ModelColumn(name, Optional.ofNullable(TYPES.get(call.function())), primary, target);
  }

  /// The model that a foreign key names: the class, `"User"`, `"users.User"`.
  private static String model(Value.Call call) {
    Value target =
        call.keywords()
            .getOrDefault("to", call.arguments().isEmpty() ? call : call.arguments().getFirst());
    return switch (target) {
      case Value.Type type -> type.name();
      case Value.Symbol symbol when symbol.name().equals("AUTH_USER_MODEL") -> "User";
      case Value.Symbol symbol -> symbol.name();
      case Value.Text(_, String text) -> text.substring(text.lastIndexOf('.') + 1);
      default -> "";
    };
  }
}
