package io.shardlens.topology.json;

import io.shardlens.topology.json.TopologySchema.MemberSchema;
import io.shardlens.topology.json.TopologySchema.ObjectSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Looks whether an object has the members that its schema gives it, and reports those that are
/// unknown or missing.
///
/// @param what the thing that the object describes, with its article
record MemberCheck(String what, ObjectSchema schema, Problems problems) {
  private static final String SECRETS_ADVICE =
      "a topology file holds no secrets. Passwords come from ~/.pgpass or the environment:"
          + " take it out";
  private static final String URL_ADVICE =
      "a topology file holds no connection URLs: give host, port, database, user and sslMode";

  /// More names are not listed: the reader of the message knows where to look them up.
  private static final int LISTED = 12;

  void check(Located.Members object) {
    object
        .members()
        .forEach((name, member) -> {
          if (!schema.members().containsKey(name)) {
            problems.add(member.name(), () -> unknown(name));
          } else if (name.equals("description") && !(member.value() instanceof Located.Text)) {
            problems.add(
                member.value().place(), "\"description\" is a text, not " + member.value().kind());
          }
        });
    for (String name : schema.required()) {
      if (!object.members().containsKey(name)) {
        problems.add(object.place(), missing(what, name));
      }
    }
    schema
        .dependent()
        .forEach((name, others) -> {
          if (object.members().containsKey(name)) {
            others.stream()
                .filter(other -> !object.members().containsKey(other))
                .forEach(other ->
                    problems.add(
                        object.place(),
                        "\"%s\" needs the member \"%s\" beside it".formatted(name, other)));
          }
        });
    schema.alternatives().forEach(alternatives -> checkOne(object, alternatives));
  }

  static String missing(String what, String name) {
    return what + " needs the member \"" + name + "\"";
  }

  private void checkOne(Located.Members object, List<String> alternatives) {
    List<String> present = new ArrayList<>(alternatives);
    present.retainAll(object.members().keySet());
    if (present.isEmpty()) {
      problems.add(object.place(), what + " needs " + listed(alternatives, " or "));
    }
    for (String surplus : present.stream().skip(1).toList()) {
      Located.Member member = object.members().get(surplus);
      problems.add(
          member == null ? object.place() : member.name(),
          "%s has %s, not both"
              .formatted(what, listed(List.of(present.getFirst(), surplus), " or ")));
    }
  }

  private static String listed(List<String> names, String word) {
    return names.stream().map(name -> '"' + name + '"').collect(Collectors.joining(word));
  }

  private String unknown(String name) {
    String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    if (plain.matches(".*(password|passwd|passphrase|secret|credential|token).*|pwd|pass")) {
      return Shown.quoted(name) + ": " + SECRETS_ADVICE;
    }
    if (plain.matches(".*(url|uri|dsn)|connectionstring|conninfo")) {
      return Shown.quoted(name) + ": " + URL_ADVICE;
    }
    return what + " has no member " + Shown.quoted(name) + "." + advice(name);
  }

  private String advice(String name) {
    Optional<String> meant = Shown.closest(name, schema.members().keySet());
    if (meant.isPresent()) {
      String description = description(meant.get());
      return " Did you mean "
          + Shown.quoted(meant.get())
          + "?"
          + (description.isEmpty() ? "" : " " + description);
    }
    List<String> strategies = TopologySchema.ofVersion1().strategiesWith(name);
    if (!strategies.isEmpty() && schema.members().containsKey("strategy")) {
      return " It belongs to the strategy " + listed(strategies, ", ") + ".";
    }
    List<String> names =
        schema.members().keySet().stream().filter(known -> !known.equals("description")).toList();
    return names.size() > LISTED ? "" : " Known are " + listed(names, ", ") + ".";
  }

  private String description(String name) {
    MemberSchema member = schema.members().get(name);
    return member == null ? "" : member.description();
  }
}
