package io.shardlens.topology.json;

import io.shardlens.topology.json.Located.Elements;
import io.shardlens.topology.json.Located.Member;
import io.shardlens.topology.json.Located.Members;
import io.shardlens.topology.json.Located.Numeral;
import io.shardlens.topology.json.Located.Text;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The published JSON Schema of topology files, as far as the reader works from it: which members
/// an object has, which of them it needs, which words and numbers they take, and what they are for.
/// What editors check and what the reader checks are one text therefore.
///
/// Immutable and thread-safe.
final class TopologySchema {

  /// Beside this class in the jar, and published under `docs`.
  static final String RESOURCE = "topology.schema.json";

  private static final TopologySchema VERSION_1 = new TopologySchema(resource());

  /// What the schema says of one object.
  ///
  /// @param members in the order of the schema
  /// @param required the members that must be there
  /// @param dependent members that need others beside them
  /// @param alternatives lists of members of which exactly one must be there
  record ObjectSchema(
      Map<String, MemberSchema> members,
      Set<String> required,
      Map<String, Set<String>> dependent,
      List<List<String>> alternatives) {

    /// @throws IllegalStateException for a member that the schema does not have: the reader must
    ///   not know what the schema does not
    MemberSchema member(String name) {
      MemberSchema member = members.get(name);
      if (member == null) {
        throw new IllegalStateException("The schema has no member " + name);
      }
      return member;
    }

    private ObjectSchema and(ObjectSchema other) {
      ObjectSchema both =
          new ObjectSchema(
              new LinkedHashMap<>(members),
              new LinkedHashSet<>(required),
              new LinkedHashMap<>(dependent),
              new ArrayList<>(alternatives));
      other.members.forEach(both.members::putIfAbsent);
      both.required.addAll(other.required);
      both.dependent.putAll(other.dependent);
      both.alternatives.addAll(other.alternatives);
      return both;
    }
  }

  /// What the schema says of one member.
  ///
  /// @param description what it is for
  /// @param words all values that it takes; empty where it takes others than listed texts
  /// @param minimum the smallest number, or of a list the smallest length
  /// @param maximum the largest number, or of a list the largest length
  record MemberSchema(String description, List<String> words, long minimum, long maximum) {}

  private final Members definitions;
  private final Map<String, ObjectSchema> objects = new HashMap<>();
  private final Map<String, ObjectSchema> routings = new HashMap<>();
  private final Map<String, ObjectSchema> rules = new HashMap<>();
  private final Map<String, ObjectSchema> tables = new HashMap<>();
  private final ObjectSchema document;

  private TopologySchema(Members root) {
    this.definitions = members(Objects.requireNonNull(value(root, "$defs")));
    for (String name : definitions.members().keySet()) {
      objects.put(name, object(definition(name)));
    }
    this.document = object(root);
    for (String kind : object("table").member("kind").words()) {
      tables.put(kind, object(kind).and(object("table")));
    }
    for (String strategy : strategies()) {
      rules.put(strategy, object(strategy).and(object("rule")));
      routings.put(strategy, object(strategy).and(object("routing")));
    }
  }

  static TopologySchema ofVersion1() {
    return VERSION_1;
  }

  private static Members resource() {
    try (InputStream content = TopologySchema.class.getResourceAsStream(RESOURCE)) {
      String text = new String(content.readAllBytes(), StandardCharsets.UTF_8);
      return members(LocatedParser.parse(text, new Problems()).orElseThrow());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The whole document.
  ObjectSchema document() {
    return document;
  }

  /// An object of the schema's `$defs`.
  ObjectSchema object(String definition) {
    return Objects.requireNonNull(objects.get(definition), definition);
  }

  /// A table of a kind.
  ObjectSchema table(String kind) {
    return Objects.requireNonNull(tables.get(kind), kind);
  }

  /// A routing of a strategy.
  ObjectSchema routing(String strategy) {
    return Objects.requireNonNull(routings.get(strategy), strategy);
  }

  /// A rule of a strategy within another one.
  ObjectSchema rule(String strategy) {
    return Objects.requireNonNull(rules.get(strategy), strategy);
  }

  List<String> strategies() {
    return object("rule").member("strategy").words();
  }

  /// The strategies of which a routing has this member beside those of every routing.
  List<String> strategiesWith(String member) {
    return object("routing").members().containsKey(member)
        ? List.of()
        : strategies().stream()
            .filter(strategy -> object(strategy).members().containsKey(member))
            .toList();
  }

  /// The words of a definition that is a choice of texts.
  List<String> words(String definition) {
    return memberSchema(definition(definition)).words();
  }

  private Members definition(String name) {
    return members(Objects.requireNonNull(value(definitions, name), name));
  }

  private ObjectSchema object(Members node) {
    ObjectSchema found =
        new ObjectSchema(
            new LinkedHashMap<>(), new LinkedHashSet<>(), new LinkedHashMap<>(), new ArrayList<>());
    collect(node, found);
    return found;
  }

  /// What stands nearer to the object wins over what it refers to.
  private void collect(Members node, ObjectSchema into) {
    if (value(node, "properties") instanceof Members properties) {
      properties
          .members()
          .forEach((name, member) -> {
            // The word that chooses this object is described where the choice is.
            if (value(members(member.value()), "const") == null || name.equals("version")) {
              into.members().putIfAbsent(name, memberSchema(members(member.value())));
            }
          });
    }
    into.required().addAll(texts(value(node, "required")));
    if (value(node, "dependentRequired") instanceof Members dependent) {
      dependent
          .members()
          .forEach((name, needed) ->
              into.dependent()
                  .computeIfAbsent(name, _ -> new LinkedHashSet<>())
                  .addAll(texts(needed.value())));
    }
    List<String> alternatives =
        elements(value(node, "oneOf")).stream()
            .flatMap(choice -> texts(value(members(choice), "required")).stream())
            .toList();
    if (!alternatives.isEmpty()) {
      into.alternatives().add(alternatives);
    }
    target(node).ifPresent(target -> collect(target, into));
    elements(value(node, "allOf")).forEach(part -> collect(members(part), into));
  }

  private MemberSchema memberSchema(Members node) {
    return new MemberSchema(
        keyword(node, "description") instanceof Text(_, String description) ? description : "",
        texts(keyword(node, "enum")),
        number(node, 0, "minimum", "minItems"),
        number(node, Long.MAX_VALUE, "maximum", "maxItems"));
  }

  private long number(Members node, long otherwise, String... keywords) {
    for (String keyword : keywords) {
      if (keyword(node, keyword) instanceof Numeral(_, String literal, _)) {
        return Long.parseLong(literal);
      }
    }
    return otherwise;
  }

  /// A keyword of a schema or of the one that it refers to.
  private @Nullable Located keyword(Members node, String name) {
    Located own = value(node, name);
    return own != null ? own : target(node).map(target -> keyword(target, name)).orElse(null);
  }

  private Optional<Members> target(Members node) {
    return value(node, "$ref") instanceof Text(_, String reference)
        ? Optional.of(definition(reference.substring("#/$defs/".length())))
        : Optional.empty();
  }

  private static @Nullable Located value(Members node, String name) {
    Member member = node.members().get(name);
    return member == null ? null : member.value();
  }

  private static Members members(Located value) {
    return (Members) value;
  }

  private static List<Located> elements(@Nullable Located value) {
    return value instanceof Elements(_, List<Located> elements) ? elements : List.of();
  }

  private static List<String> texts(@Nullable Located value) {
    return elements(value).stream().map(element -> ((Text) element).value()).toList();
  }
}
