package io.shardlens.topology.imports.toml;

import io.shardlens.topology.imports.Findings;
import io.shardlens.topology.imports.ImportPlace;
import io.shardlens.topology.json.Shown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/// The named values of one table, by what they are expected to be. What is something else is
/// reported as not understood and is then not there.
record Entry(String file, ImportPlace place, TomlTable table, Findings findings) {

  static Entry root(String file, TomlTable table, Findings findings) {
    return new Entry(file, new ImportPlace(file, 0, 0), table, findings);
  }

  boolean has(String name) {
    return value(name).isPresent();
  }

  ImportPlace place(String name) {
    TomlPosition position = table.inputPositionOf(List.of(name));
    return position == null ? place : at(position);
  }

  Optional<String> text(String name) {
    return typed(name, String.class, "a text");
  }

  Optional<Long> number(String name) {
    return typed(name, Long.class, "a whole number");
  }

  boolean isTrue(String name) {
    return typed(name, Boolean.class, "true or false").orElse(false);
  }

  /// A number or a text, as a text.
  Optional<String> keyText(String name) {
    return value(name).flatMap(value -> keyText(name, value));
  }

  /// The numbers and texts of a list.
  List<String> keyTexts(String name) {
    List<String> texts = new ArrayList<>();
    typed(name, TomlArray.class, "a list")
        .ifPresent(
            list -> list.toList().forEach(value -> keyText(name, value).ifPresent(texts::add)));
    return texts;
  }

  private Optional<String> keyText(String name, Object value) {
    if (value instanceof String || value instanceof Long) {
      return Optional.of(value.toString());
    }
    report(name, "a number or a text");
    return Optional.empty();
  }

  /// The tables of an array of tables, `[[name]]` or inline.
  List<Entry> each(String name) {
    List<Entry> entries = new ArrayList<>();
    typed(name, TomlArray.class, "a list of tables")
        .ifPresent(list -> {
          for (int i = 0; i < list.size(); i++) {
            if (list.get(i) instanceof TomlTable found) {
              entries.add(new Entry(file, at(list.inputPositionOf(i)), found, findings));
            } else {
              report(name, "a list of tables");
            }
          }
        });
    return entries;
  }

  /// The tables of a table, by name.
  Map<String, Entry> named(String name) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    typed(name, TomlTable.class, "a table")
        .ifPresent(inner -> {
          Entry holder = new Entry(file, place(name), inner, findings);
          for (String key : inner.keySet()) {
            holder
                .typed(key, TomlTable.class, "a table")
                .ifPresent(
                    found -> entries.put(key, new Entry(file, holder.place(key), found, findings)));
          }
        });
    return entries;
  }

  /// The list of a name.
  Optional<TomlArray> list(String name) {
    return typed(name, TomlArray.class, "a list");
  }

  private Optional<Object> value(String name) {
    return Optional.ofNullable(table.get(List.of(name)));
  }

  private <T> Optional<T> typed(String name, Class<T> type, String expected) {
    Optional<Object> value = value(name);
    if (value.isPresent() && !type.isInstance(value.get())) {
      report(name, expected);
    }
    return value.filter(type::isInstance).map(type::cast);
  }

  private void report(String name, String expected) {
    findings.notUnderstood(place(name), Shown.quoted(name) + " is " + expected + " there");
  }

  private ImportPlace at(TomlPosition position) {
    return new ImportPlace(file, position.line(), position.column());
  }
}
