package io.shardlens.topology.json;

import io.shardlens.topology.KeyValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads values of a key that stand in several lists of one rule, of which each may stand there
/// once.
final class ListedKeys {
  private final Problems problems;
  private final Map<KeyValue, Located.Place> places = new HashMap<>();

  ListedKeys(Problems problems) {
    this.problems = problems;
  }

  /// The values of the list `in`, without those that are wrong or have stood before.
  List<KeyValue> read(MemberReader listed, KeyValueReader reader) {
    List<KeyValue> values = new ArrayList<>();
    for (Located element : listed.elements("in")) {
      KeyValue value = reader.read(element);
      if (value != null && isFirst(value, element.place())) {
        values.add(value);
      }
    }
    return values;
  }

  /// Whether a value stands in no list before; one that does has been reported.
  boolean isFirst(KeyValue value, Located.Place place) {
    Located.Place first = places.putIfAbsent(value, place);
    if (first != null) {
      problems.add(
          place,
          "The value "
              + Shown.quoted(value.text())
              + " is listed twice, first on line "
              + first.line()
              + ": a value has one shard");
    }
    return first == null;
  }
}
