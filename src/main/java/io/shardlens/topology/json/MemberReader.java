package io.shardlens.topology.json;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the members of one JSON object. What is missing, unknown or of the wrong type is reported
/// once, and `null` or empty is returned for it, so that reading goes on and finds the rest.
final class MemberReader {
  private static final String SECRETS_ADVICE =
      "a topology file holds no secrets. Passwords come from ~/.pgpass or the environment:"
          + " take it out";
  private static final String URL_ADVICE =
      "a topology file holds no connection URLs: give host, port, database, user and sslMode";

  private final String what;
  private final Located.Members object;
  private final Problems problems;

  private MemberReader(String what, Located.Members object, Problems problems) {
    this.what = what;
    this.object = object;
    this.problems = problems;
  }

  /// Opens a value that must be an object.
  ///
  /// @param what the thing it describes, with its article: `A shard`
  static Optional<MemberReader> open(Located value, String what, Problems problems) {
    if (value instanceof Located.Members members) {
      return Optional.of(new MemberReader(what, members, problems));
    }
    problems.add(value.place(), what + " is an object, not " + value.kind());
    return Optional.empty();
  }

  Located.Place place() {
    return object.place();
  }

  Problems problems() {
    return problems;
  }

  /// Reports every member that is not among the known ones; `description` is known everywhere.
  void refuseOthersThan(String... names) {
    Set<String> known = new LinkedHashSet<>(List.of(names));
    known.add("description");
    object
        .members()
        .forEach((name, member) -> {
          if (!known.contains(name)) {
            problems.add(member.name(), () -> unknownMember(name, known));
          }
        });
    optionalText("description");
  }

  private String unknownMember(String name, Set<String> known) {
    String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    if (plain.matches(".*(password|passwd|passphrase|secret|credential|token).*|pwd|pass")) {
      return Shown.quoted(name) + ": " + SECRETS_ADVICE;
    }
    if (plain.matches(".*(url|uri|dsn)|connectionstring|conninfo")) {
      return Shown.quoted(name) + ": " + URL_ADVICE;
    }
    return what + " has no member " + Shown.quoted(name) + "." + Shown.suggestion(name, known);
  }

  /// The members' names and values, in the order of the file.
  List<String> names() {
    return new ArrayList<>(object.members().keySet());
  }

  boolean has(String name) {
    return object.members().containsKey(name);
  }

  @Nullable Located optional(String name) {
    Located.Member member = object.members().get(name);
    return member == null ? null : member.value();
  }

  @Nullable Located required(String name) {
    Located value = optional(name);
    if (value == null) {
      problems.add(place(), what + " needs the member \"" + name + "\"");
    }
    return value;
  }

  Located.@Nullable Text requiredText(String name) {
    return textOf(name, required(name));
  }

  Located.@Nullable Text optionalText(String name) {
    return textOf(name, optional(name));
  }

  private Located.@Nullable Text textOf(String name, @Nullable Located value) {
    if (value instanceof Located.Text text) {
      return text;
    }
    refuseKind(name, value, "a text");
    return null;
  }

  /// Empty also when the member is missing or no list; then it has been reported.
  List<Located> requiredList(String name) {
    return listOf(name, required(name));
  }

  List<Located> optionalList(String name) {
    return listOf(name, optional(name));
  }

  private List<Located> listOf(String name, @Nullable Located value) {
    if (value instanceof Located.Elements(Located.Place _, List<Located> elements)) {
      return elements;
    }
    refuseKind(name, value, "a list");
    return List.of();
  }

  /// A list that must hold something.
  List<Located> requiredElements(String name) {
    List<Located> elements = requiredList(name);
    if (elements.isEmpty() && optional(name) instanceof Located.Elements empty) {
      problems.add(empty.place(), "\"" + name + "\" must not be empty");
    }
    return elements;
  }

  /// A whole number between two bounds, both included.
  @Nullable Integer wholeNumber(String name, @Nullable Located value, int lowest, int highest) {
    if (value instanceof Located.Numeral(Located.Place place, String literal, boolean whole)) {
      // Six digits at most hold every number that is asked for.
      int number = whole && literal.matches("[0-9]{1,6}") ? Integer.parseInt(literal) : -1;
      if (number >= lowest && number <= highest) {
        return number;
      }
      problems.add(place, "\"" + name + "\" is a whole number from " + lowest + " to " + highest);
      return null;
    }
    refuseKind(name, value, "a number");
    return null;
  }

  private void refuseKind(String name, @Nullable Located value, String expected) {
    if (value != null) {
      String advice = value instanceof Located.Nothing ? ": leave the member out" : "";
      problems.add(
          value.place(), "\"" + name + "\" is " + expected + ", not " + value.kind() + advice);
    }
  }
}
