package io.shardlens.topology.imports.yaml;

import io.shardlens.topology.imports.ImportPlace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A value of a YAML file that knows its place. Aliases make two places of the file one node, so
/// that whoever walks the nodes visits named members, and never all there is.
sealed interface YamlNode {

  /// Where the value begins.
  ImportPlace place();

  /// `!SHARDING`, or empty; a tag never decides what kind of node this is.
  String tag();

  /// What the value is, with its article, for messages.
  default String kind() {
    return switch (this) {
      case Members _ -> "a mapping";
      case Elements _ -> "a list";
      case Scalar scalar -> scalar.isNothing() ? "nothing" : "a text";
    };
  }

  /// A mapping, in the order of the file.
  record Members(ImportPlace place, String tag, Map<String, Member> members) implements YamlNode {

    static Members empty(ImportPlace place) {
      return new Members(place, "", new LinkedHashMap<>());
    }

    @Nullable YamlNode get(String name) {
      Member member = members.get(name);
      return member == null ? null : member.value();
    }
  }

  /// @param name the place of the member's name
  record Member(ImportPlace name, YamlNode value) {}

  record Elements(ImportPlace place, String tag, List<YamlNode> elements) implements YamlNode {

    static Elements empty(ImportPlace place, String tag) {
      return new Elements(place, tag, new ArrayList<>());
    }
  }

  /// @param text as it stands, without quotes; numbers stay texts
  /// @param plain not in quotes
  record Scalar(ImportPlace place, String tag, String text, boolean plain) implements YamlNode {

    boolean isNothing() {
      return plain && (text.isEmpty() || text.equals("~") || text.equals("null"));
    }
  }
}
