package io.shardlens.topology.imports.yaml;

import io.shardlens.topology.imports.Findings;
import io.shardlens.topology.imports.ImportPlace;
import io.shardlens.topology.json.Shown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The named values of one mapping, by what they are expected to be. What is something else is
/// reported as not understood and is then not there.
record Settings(YamlNode.Members members, Findings findings) {

  ImportPlace place() {
    return members.place();
  }

  /// Where a value stands, or the mapping where it has none of the name.
  ImportPlace place(String name) {
    YamlNode node = members.get(name);
    return node == null ? members.place() : node.place();
  }

  boolean has(String name) {
    return members.get(name) != null;
  }

  /// The text of the first of these names that there is.
  Optional<String> text(String... names) {
    for (String name : names) {
      YamlNode node = members.get(name);
      if (node instanceof YamlNode.Scalar scalar) {
        if (!scalar.isNothing()) {
          return Optional.of(scalar.text());
        }
      } else if (node != null) {
        reportKind(name, node, "a text");
      }
    }
    return Optional.empty();
  }

  Optional<Settings> inner(String name) {
    return Optional.ofNullable(members.get(name)).flatMap(node -> of(name, node));
  }

  /// The mappings that a mapping holds, by name.
  Map<String, Settings> each(String name) {
    Map<String, Settings> each = new LinkedHashMap<>();
    inner(name)
        .ifPresent(inner ->
            inner
                .members
                .members()
                .forEach((key, member) ->
                    of(key, member.value()).ifPresent(found -> each.put(key, found))));
    return each;
  }

  /// The elements of a list.
  List<YamlNode> elements(String name) {
    YamlNode node = members.get(name);
    if (node instanceof YamlNode.Elements list) {
      return list.elements();
    }
    if (node != null && !isNothing(node)) {
      reportKind(name, node, "a list");
    }
    return List.of();
  }

  /// The texts of a list, or those that commas separate in one text.
  List<String> texts(String name) {
    YamlNode node = members.get(name);
    List<String> texts = new ArrayList<>();
    if (node instanceof YamlNode.Scalar scalar && !scalar.isNothing()) {
      for (String part : scalar.text().split(",", -1)) {
        texts.add(part.strip());
      }
    } else {
      for (YamlNode element : elements(name)) {
        if (element instanceof YamlNode.Scalar scalar) {
          texts.add(scalar.text());
        }
      }
    }
    texts.removeIf(String::isBlank);
    return texts;
  }

  private Optional<Settings> of(String name, YamlNode node) {
    if (node instanceof YamlNode.Members inner) {
      return Optional.of(new Settings(inner, findings));
    }
    if (!isNothing(node)) {
      reportKind(name, node, "a mapping");
    }
    return Optional.empty();
  }

  private static boolean isNothing(YamlNode node) {
    return node instanceof YamlNode.Scalar scalar && scalar.isNothing();
  }

  private void reportKind(String name, YamlNode node, String expected) {
    findings.notUnderstood(
        node.place(),
        Shown.quoted(name) + " is " + expected + " in ShardingSphere, not " + node.kind());
  }
}
