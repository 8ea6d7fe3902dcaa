package io.shardlens.topology.json;

import io.shardlens.topology.KeyType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Reads `"keyTypes"`.
record KeyTypesReader(Problems problems) {

  /// PostgreSQL's other names of the key types.
  private static final Map<String, String> ALIASES =
      Map.of(
          "int2", "smallint",
          "int", "integer",
          "int4", "integer",
          "int8", "bigint",
          "bpchar", "char",
          "character", "char",
          "character varying", "varchar",
          "timestamp without time zone", "timestamp",
          "timestamp with time zone", "timestamptz");

  /// Empty where a type is missing or unknown; then that has been reported.
  List<KeyType> read(MemberReader routing) {
    List<Located> elements = routing.elements("keyTypes");
    List<KeyType> types = new ArrayList<>();
    for (Located element : elements) {
      type(element).ifPresent(types::add);
    }
    return types.size() == elements.size() ? types : List.of();
  }

  private Optional<KeyType> type(Located element) {
    if (!(element instanceof Located.Text(Located.Place place, String word))) {
      problems.add(element.place(), "A key type is a text, not " + element.kind());
      return Optional.empty();
    }
    Optional<KeyType> type = KeyType.ofWord(word);
    if (type.isEmpty()) {
      String alias = ALIASES.get(word.toLowerCase(Locale.ROOT));
      problems.add(
          place,
          () ->
              alias == null
                  ? Words.unknown("keyTypes", word, TopologySchema.ofVersion1().words("keyType"))
                  : "The type " + Shown.quoted(word) + " is written \"" + alias + "\" here");
    }
    return type;
  }
}
