package io.shardlens.topology.json;

import io.shardlens.topology.json.TopologySchema.MemberSchema;
import io.shardlens.topology.json.TopologySchema.ObjectSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the members of one JSON object, whose schema has been looked at when the object was
/// opened: what is missing or unknown has been reported then. What is of the wrong type is reported
/// when it is read. For a member that is missing or wrong there is `null`, empty or nothing, so
/// that reading goes on and finds the rest.
final class MemberReader {
  private final String what;
  private final Located.Members object;
  private final ObjectSchema schema;
  private final Problems problems;

  private MemberReader(
      String what, Located.Members object, ObjectSchema schema, Problems problems) {
    this.what = what;
    this.object = object;
    this.schema = schema;
    this.problems = problems;
  }

  /// Opens a value that must be an object.
  ///
  /// @param what the thing it describes, with its article: `A shard`
  static Optional<MemberReader> open(
      Located value, String what, ObjectSchema schema, Problems problems) {
    Optional<MemberReader> opened = openUnchecked(value, what, schema, problems);
    opened.ifPresent(members -> new MemberCheck(what, schema, problems).check(members.object));
    return opened;
  }

  /// Opens a value that must be an object, without a look at the names of its members.
  static Optional<MemberReader> openUnchecked(
      Located value, String what, ObjectSchema schema, Problems problems) {
    if (value instanceof Located.Members members) {
      return Optional.of(new MemberReader(what, members, schema, problems));
    }
    problems.add(value.place(), what + " is an object, not " + value.kind());
    return Optional.empty();
  }

  /// The same object, checked against the schema that one of its members has chosen.
  MemberReader checked(String newWhat, ObjectSchema chosen) {
    new MemberCheck(newWhat, chosen, problems).check(object);
    return new MemberReader(newWhat, object, chosen, problems);
  }

  String what() {
    return what;
  }

  Located.Place place() {
    return object.place();
  }

  /// The place of a member's value, or that of the object where there is no such member.
  Located.Place place(String name) {
    Located value = value(name);
    return value == null ? place() : value.place();
  }

  Problems problems() {
    return problems;
  }

  /// The members' names, in the order of the file.
  List<String> names() {
    return new ArrayList<>(object.members().keySet());
  }

  boolean has(String name) {
    return object.members().containsKey(name);
  }

  @Nullable Located value(String name) {
    Located.Member member = object.members().get(name);
    return member == null ? null : member.value();
  }

  Located.@Nullable Text text(String name) {
    Located value = value(name);
    if (value instanceof Located.Text text) {
      return text;
    }
    refuseKind(name, value, "a text");
    return null;
  }

  /// One of the words that the schema lists.
  @Nullable String word(String name) {
    Located.Text text = text(name);
    List<String> words = schema.member(name).words();
    if (text == null || words.contains(text.value())) {
      return text == null ? null : text.value();
    }
    problems.add(text.place(), () -> Words.unknown(name, text.value(), words));
    return null;
  }

  /// A word that must be there, of an object whose members have not been checked.
  @Nullable String requiredWord(String name) {
    if (!has(name)) {
      problems.add(place(), MemberCheck.missing(what, name));
    }
    return word(name);
  }

  /// A whole number within the bounds of the schema.
  @Nullable Integer whole(String name) {
    Located value = value(name);
    if (!(value instanceof Located.Numeral(_, String literal, boolean whole))) {
      refuseKind(name, value, "a number");
      return null;
    }
    MemberSchema member = schema.member(name);
    // Nine digits hold every number that is asked for.
    if (whole && literal.matches("-?[0-9]{1,9}")) {
      int number = Integer.parseInt(literal);
      if (number >= member.minimum() && number <= member.maximum()) {
        return number;
      }
    }
    problems.add(
        value.place(),
        "\"%s\" is a whole number from %d to %d"
            .formatted(name, member.minimum(), member.maximum()));
    return null;
  }

  boolean truth(String name) {
    Located value = value(name);
    if (value instanceof Located.Truth(_, boolean truth)) {
      return truth;
    }
    refuseKind(name, value, "true or false");
    return false;
  }

  /// The elements of a list, whose number lies within the bounds of the schema.
  List<Located> elements(String name) {
    Located value = value(name);
    if (!(value instanceof Located.Elements(Located.Place place, List<Located> elements))) {
      refuseKind(name, value, "a list");
      return List.of();
    }
    MemberSchema member = schema.member(name);
    if (elements.size() < member.minimum()) {
      problems.add(place, "\"" + name + "\" must not be empty");
    } else if (elements.size() > member.maximum()) {
      problems.add(
          elements.get((int) member.maximum()).place(),
          "\"%s\" has %d elements: %d are the most"
              .formatted(name, elements.size(), member.maximum()));
    }
    return elements;
  }

  /// How many elements a list has; 0 where there is none.
  int size(String name) {
    return value(name) instanceof Located.Elements(_, List<Located> elements) ? elements.size() : 0;
  }

  /// The elements of a list that must be objects; those that are none have been reported.
  ///
  /// @param elementWhat what an element describes, with its article
  List<MemberReader> objects(String name, String elementWhat, ObjectSchema elementSchema) {
    List<MemberReader> objects = new ArrayList<>();
    for (Located element : elements(name)) {
      open(element, elementWhat, elementSchema, problems).ifPresent(objects::add);
    }
    return objects;
  }

  /// A member that must be an object.
  Optional<MemberReader> object(String name, ObjectSchema memberSchema) {
    Located value = value(name);
    return value == null
        ? Optional.empty()
        : open(value, "\"" + name + "\"", memberSchema, problems);
  }

  private void refuseKind(String name, @Nullable Located value, String expected) {
    if (value != null) {
      String advice = value instanceof Located.Nothing ? ": leave the member out" : "";
      problems.add(
          value.place(), "\"" + name + "\" is " + expected + ", not " + value.kind() + advice);
    }
  }
}
