package io.shardlens.record;

import io.shardlens.record.Change.Bind;
import io.shardlens.rows.PgType;
import io.shardlens.sql.Identifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writes the statement of a change, and the one that undoes it.
final class ChangeWriter {

  /// Types that have no `=`, or one that compares sizes.
  private static final Set<String> WITHOUT_EQUALITY =
      Set.of(
          "json", "json[]", "xml", "xml[]", "point", "point[]", "line", "lseg", "box", "path",
          "polygon", "circle");

  private ChangeWriter() {}

  /// @throws IllegalArgumentException when there is no value, or a field that cannot be edited
  static Change change(ShardRecord record, Map<String, @Nullable String> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("There is nothing to change");
    }
    if (!record.isEditable()) {
      throw new IllegalArgumentException(
          "Without a primary key and a row version no single row can be named");
    }
    List<Bind> binds = new ArrayList<>();
    List<String> assignments = new ArrayList<>();
    values.forEach((name, value) -> {
      FieldDefinition field = field(record, name);
      if (!field.whyNotEditable().isEmpty()) {
        throw new IllegalArgumentException(name + ": " + field.whyNotEditable());
      }
      binds.add(new Bind(field.type(), value));
      assignments.add(Identifier.display(name) + " = $" + binds.size());
    });
    List<String> conditions = new ArrayList<>();
    for (FieldDefinition field : identity(record)) {
      binds.add(new Bind(field.type(), record.value(field.name())));
      conditions.add(Identifier.display(field.name()) + " = $" + binds.size());
    }
    binds.add(new Bind(new PgType("xid"), record.version()));
    conditions.add("xmin = $" + binds.size());
    String sql =
        "UPDATE "
            + Identifier.display(record.table())
            + "\n   SET "
            + String.join(",\n       ", assignments)
            + "\n WHERE "
            + String.join("\n   AND ", conditions);
    return new Change(record, values, sql, binds, inverse(record, values));
  }

  /// The fields that name the row: its primary key, and the shard key, so that the statement finds
  /// nothing where the row does not belong.
  static List<FieldDefinition> identity(ShardRecord record) {
    return record.fields().stream().filter(field -> field.identity() || field.shardKey()).toList();
  }

  private static String inverse(ShardRecord record, Map<String, @Nullable String> values) {
    List<String> assignments = new ArrayList<>();
    Map<String, @Nullable String> conditions = new LinkedHashMap<>();
    identity(record).forEach(field -> conditions.put(field.name(), record.value(field.name())));
    values.forEach((name, value) -> {
      assignments.add(Identifier.display(name) + " = " + literal(record, name, record.value(name)));
      conditions.put(name, value);
    });
    List<String> parts = new ArrayList<>();
    conditions.forEach((name, value) -> parts.add(condition(record, name, value)));
    return "UPDATE "
        + Identifier.display(record.table())
        + " SET "
        + String.join(", ", assignments)
        + "\n WHERE "
        + String.join(" AND ", parts);
  }

  private static String condition(ShardRecord record, String name, @Nullable String value) {
    String column = Identifier.display(name);
    if (value == null) {
      return column + " IS NULL";
    }
    boolean comparable = !WITHOUT_EQUALITY.contains(field(record, name).type().baseName());
    return (comparable ? column : column + "::text") + " = " + literal(record, name, value);
  }

  /// Only exact numbers stand bare: a bare `-0` is the integer 0, and a bare 0.1 no `real`.
  private static String literal(ShardRecord record, String name, @Nullable String value) {
    if (value == null) {
      return "NULL";
    }
    boolean bare =
        switch (field(record, name).type().baseName()) {
          case "smallint", "integer", "bigint", "numeric" -> value.matches("-?[0-9]+(\\.[0-9]+)?");
          default -> false;
        };
    return bare ? value : Identifier.literal(value);
  }

  private static FieldDefinition field(ShardRecord record, String name) {
    return record.fields().stream()
        .filter(field -> field.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("The record has no field " + name));
  }
}
