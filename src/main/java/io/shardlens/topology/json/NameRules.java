package io.shardlens.topology.json;

import io.shardlens.topology.TableName;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the names of a topology may be. Each method returns the text, or `null` when it has
/// reported what is wrong with it; `null` goes through.
final class NameRules {
  /// `NAMEDATALEN - 1` of PostgreSQL: longer names are cut by the server.
  private static final int MAXIMUM_IDENTIFIER_BYTES = 63;

  private static final int MAXIMUM_NAME_LENGTH = 200;
  private static final String DEFAULT_SCHEMA = "public";

  private final Problems problems;

  NameRules(Problems problems) {
    this.problems = problems;
  }

  /// A text for people: a topology's name, a label.
  @Nullable String name(String member, Located.@Nullable Text text) {
    if (text == null) {
      return null;
    }
    String value = text.value();
    if (value.isBlank()) {
      return refuse(text, "\"" + member + "\" must not be empty");
    }
    if (Shown.isUrlOrCredentials(value)) {
      return refuse(
          text,
          "\""
              + member
              + "\" looks like a connection URL or a password; a topology file holds neither: give"
              + " host, port, database, user and sslMode");
    }
    if (value.codePoints().anyMatch(Shown::isUnfitForDisplay)) {
      return refuse(
          text,
          "\"" + member + "\" holds a control character or one that turns the writing direction");
    }
    return value.length() <= MAXIMUM_NAME_LENGTH
        ? value
        : refuse(text, "\"" + member + "\" is longer than " + MAXIMUM_NAME_LENGTH + " characters");
  }

  /// A shard's id, which also stands in lists on the command line.
  @Nullable String shardId(Located.@Nullable Text text) {
    String value = name("id", text);
    return text != null
            && value != null
            && (value.indexOf(',') >= 0 || !value.equals(value.strip()))
        ? refuse(text, "\"id\" holds no comma and no blanks at its ends")
        : value;
  }

  /// A name in PostgreSQL's catalog, as stored: no quotes around it.
  @Nullable String identifier(String member, Located.@Nullable Text text) {
    String value = name(member, text);
    return text == null || value == null ? null : identifier(member, text, value);
  }

  /// A part of a text that is a name in PostgreSQL's catalog.
  @Nullable String identifier(String member, Located.Text text, String part) {
    return part.getBytes(StandardCharsets.UTF_8).length <= MAXIMUM_IDENTIFIER_BYTES
        ? part
        : refuse(
            text,
            "\""
                + member
                + "\" is longer than "
                + MAXIMUM_IDENTIFIER_BYTES
                + " bytes, the longest name that PostgreSQL keeps");
  }

  /// The names of columns, each once, without those that are wrong.
  List<String> columns(String member, List<Located> columns) {
    Set<String> names = new LinkedHashSet<>();
    for (Located column : columns) {
      if (!(column instanceof Located.Text text)) {
        problems.add(column.place(), "A key column is a text, not " + column.kind());
        continue;
      }
      String name = identifier(member, text);
      if (name != null && !names.add(name)) {
        problems.add(column.place(), "The key names column " + Shown.quoted(name) + " twice");
      }
    }
    return List.copyOf(names);
  }

  /// A table with its schema, which is `public` where the file names none.
  @Nullable TableName tableName(Located.@Nullable Text text) {
    String written = name("name", text);
    if (text == null || written == null) {
      return null;
    }
    int dot = written.indexOf('.');
    String schema = dot < 0 ? DEFAULT_SCHEMA : written.substring(0, dot);
    String table = written.substring(dot + 1);
    if (schema.isBlank() || table.isBlank() || table.indexOf('.') >= 0) {
      problems.add(
          text.place(), "A table's name is \"schema.table\", or \"table\" for one in public");
      return null;
    }
    return identifier("name", text, schema) == null || identifier("name", text, table) == null
        ? null
        : new TableName(schema, table);
  }

  private @Nullable String refuse(Located.Text text, String message) {
    problems.add(text.place(), message);
    return null;
  }
}
