package io.shardlens.topology.imports.python;

import io.shardlens.topology.imports.Findings;
import io.shardlens.topology.imports.FoundShard;
import io.shardlens.topology.imports.ImportPlace;
import io.shardlens.topology.imports.python.evaluation.Value;
import io.shardlens.topology.json.Shown;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes of a URL or of single settings what is known of a database. A password is never looked at.
final class DatabaseReader {
  private static final Set<String> OF_THE_URL =
      Set.of("host", "port", "user", "password", "sslmode", "ssl");

  private final Findings findings;
  private final GivenText given;

  DatabaseReader(Findings findings) {
    this.findings = findings;
    this.given = new GivenText(findings);
  }

  /// The single settings of a database.
  ///
  /// @param password anything but `null` where there is one
  /// @param ssl `sslmode`, or asyncpg's `ssl`
  record Settings(
      @Nullable Value host,
      @Nullable Value port,
      @Nullable Value database,
      @Nullable Value user,
      @Nullable Value password,
      @Nullable Value ssl) {}

  /// Reads a URL; empty, with a note, for one of another system.
  Optional<FoundShard> ofUrl(DatabaseUrl url, String id, @Nullable Value sslArgument) {
    ImportPlace place = url.place();
    if (!url.isPostgres()) {
      findings.notUnderstood(
          place,
          "%s was left out: it is no PostgreSQL but %s"
              .formatted(Shown.quoted(id), Shown.quoted(url.scheme())));
      return Optional.empty();
    }
    if (url.severalHosts()) {
      findings.assumed(
          place, Shown.quoted(id) + ": the URL names several hosts, of which the first is taken");
    }
    dropOthers(url, id);
    Value ssl = url.query().getOrDefault("sslmode", url.query().get("ssl"));
    Value user = url.user() == null ? url.query().get("user") : url.user();
    boolean password = url.hadPassword() || url.query().containsKey("password");
    return Optional.of(
        of(
            place,
            id,
            new Settings(
                url.host(),
                url.port(),
                url.database(),
                user,
                password ? new Value.Nothing(place) : null,
                ssl == null ? sslArgument : ssl)));
  }

  private void dropOthers(DatabaseUrl url, String id) {
    for (String parameter : url.query().keySet()) {
      if (!OF_THE_URL.contains(parameter)) {
        String name =
            parameter.matches("[A-Za-z_]{1,40}") ? Shown.quoted(parameter) : "a parameter";
        findings.dropped(url.place(), Shown.quoted(id) + ": " + name + " of the URL was left out");
      }
    }
  }

  FoundShard of(ImportPlace place, String id, Settings settings) {
    if (settings.password() != null) {
      findings.dropped(place, Shown.quoted(id) + ": the password was left out");
    }
    return new FoundShard(
        place,
        id,
        host(place, id, settings.host()),
        port(place, id, settings.port()),
        given.read(settings.database(), id, "database"),
        given.read(settings.user(), id, "user"),
        ssl(place, id, settings.ssl()));
  }

  /// No host, or a directory, is a socket of this computer.
  private Optional<String> host(ImportPlace place, String id, @Nullable Value value) {
    boolean missing =
        value == null
            || value instanceof Value.Nothing
            || (value instanceof Value.Text(_, String text)
                && (text.isEmpty() || text.startsWith("/")));
    if (!missing) {
      return given.read(value, id, "host");
    }
    if (findings.answer(id + ".host").isPresent()) {
      return Optional.empty();
    }
    findings.assumed(
        place,
        Shown.quoted(id)
            + ": the host is 127.0.0.1, as the application connects by a socket of its own"
            + " computer");
    return Optional.of("127.0.0.1");
  }

  private OptionalInt port(ImportPlace place, String id, @Nullable Value value) {
    if (value == null || (value instanceof Value.Text(_, String text) && text.isEmpty())) {
      return OptionalInt.empty();
    }
    Optional<String> text = given.read(value, id, "port");
    if (text.isEmpty() && !(value instanceof Value.Nothing)) {
      text =
          findings.ask(
              id + ".port",
              place,
              "On which port is " + Shown.quoted(id) + "? A number, 1 to 65535",
              java.util.List.of());
    }
    if (text.isPresent() && !text.get().matches("[0-9]{1,5}")) {
      findings.refuseAnswer(id + ".port", place, "a number, 1 to 65535");
      return OptionalInt.empty();
    }
    return text.isPresent() ? OptionalInt.of(Integer.parseInt(text.get())) : OptionalInt.empty();
  }

  /// libpq's word, of asyncpg's too; what would also go without encryption says nothing.
  private Optional<String> ssl(ImportPlace place, String id, @Nullable Value value) {
    String word =
        switch (value) {
          case Value.Text(_, String text) -> text;
          case Value.Truth(_, boolean holds) -> holds ? "require" : "disable";
          case null -> "";
          default -> GivenText.text(value, new java.util.ArrayList<>()).orElse("");
        };
    Map<String, String> other = Map.of("true", "require", "false", "disable");
    String known = other.getOrDefault(word.toLowerCase(java.util.Locale.ROOT), word);
    return switch (known.toLowerCase(java.util.Locale.ROOT)) {
      case "disable", "require", "verify-ca", "verify-full" -> Optional.of(known);
      case "", "prefer", "allow" -> Optional.empty();
      default -> {
        findings.notUnderstood(place, Shown.quoted(id) + ": the sslmode is none that is known");
        yield Optional.empty();
      }
    };
  }
}
