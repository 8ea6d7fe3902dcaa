package io.shardlens.topology.json;

import java.util.List;
import java.util.Map;

/// A JSON value that knows its place in the file.
sealed interface Located {

  Place place();

  /// What the value is, with its article, for messages.
  default String kind() {
    return switch (this) {
      case Members _ -> "an object";
      case Elements _ -> "a list";
      case Text _ -> "a text";
      case Numeral _ -> "a number";
      case Truth _ -> "true or false";
      case Nothing _ -> "null";
    };
  }

  /// Where a value or a name begins.
  ///
  /// @param pointer RFC 6901
  /// @param line from 1
  /// @param column from 1, in UTF-16 characters, as editors count
  record Place(String pointer, int line, int column) {}

  /// @param members in the order of the file
  record Members(Place place, Map<String, Member> members) implements Located {}

  /// @param name the place of the member's name
  record Member(Place name, Located value) {}

  record Elements(Place place, List<Located> elements) implements Located {}

  record Text(Place place, String value) implements Located {}

  /// @param literal as it stands in the file
  /// @param whole without fraction and exponent
  record Numeral(Place place, String literal, boolean whole) implements Located {}

  record Truth(Place place, boolean value) implements Located {}

  record Nothing(Place place) implements Located {}
}
