package io.shardlens.topology.imports.python;

import io.shardlens.topology.imports.Findings;
import io.shardlens.topology.imports.FoundShard;
import io.shardlens.topology.imports.ImportPlace;
import io.shardlens.topology.imports.python.evaluation.Value;
import io.shardlens.topology.json.Shown;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the entries of `DATABASES`.
final class DjangoDatabases {
  /// Django's own backends, and packages that wrap them.
  private static final Pattern POSTGRESQL =
      Pattern.compile(
          "(?i).*(postgres|postgis|psqlextra|psycopg|django_multitenant|django_tenants).*");

  private static final Set<String> KNOWN =
      Set.of("ENGINE", "NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS", "TEST");

  private final Findings findings;
  private final Databases databases;
  private final DatabaseReader reader;

  DjangoDatabases(Findings findings, Databases databases) {
    this.findings = findings;
    this.databases = databases;
    this.reader = new DatabaseReader(findings);
  }

  void add(Value.Entry entry) {
    if (!(entry.key() instanceof Value.Text(ImportPlace place, String alias))) {
      findings.notUnderstood(
          entry.key().place(), "A database whose name is not known was left out");
      return;
    }
    if (databases.isFull()) {
      return;
    }
    String id = databases.freeId(alias);
    Optional<FoundShard> found =
        switch (entry.value()) {
          case Value.Mapping mapping -> ofMapping(place, id, mapping);
          case Value.Setting setting -> ofUrl(place, id, setting);
          case Value.Text url -> ofUrl(place, id, url);
          case Value.Call call
              when call.function().matches("parse|config|db") && !call.arguments().isEmpty() ->
              ofUrl(place, id, call.arguments().getFirst());
          default -> {
            findings.notUnderstood(
                place, Shown.quoted(id) + " was left out: its settings are not known");
            yield Optional.empty();
          }
        };
    found.ifPresent(shard -> databases.add(shard, alias, "DATABASES " + alias));
  }

  private Optional<FoundShard> ofMapping(ImportPlace place, String id, Value.Mapping settings) {
    if (settings.size() == 0) {
      findings.dropped(place, Shown.quoted(id) + " is empty, and no database");
      return Optional.empty();
    }
    if (settings.get("TEST") instanceof Value.Mapping test && test.get("MIRROR") != null) {
      findings.dropped(
          place, Shown.quoted(id) + " is the replica of another database, and no shard");
      return Optional.empty();
    }
    if (!isPostgres(place, id, settings.get("ENGINE"))) {
      return Optional.empty();
    }
    for (Value.Entry other : settings.entries()) {
      if (other.key() instanceof Value.Text(ImportPlace at, String name) && !KNOWN.contains(name)) {
        findings.dropped(at, Shown.quoted(id) + ": " + Shown.quoted(name) + " was left out");
      }
    }
    return Optional.of(
        reader.of(
            place,
            id,
            new DatabaseReader.Settings(
                settings.get("HOST"),
                settings.get("PORT"),
                settings.get("NAME"),
                settings.get("USER"),
                settings.get("PASSWORD"),
                sslMode(id, settings.get("OPTIONS")))));
  }

  private boolean isPostgres(ImportPlace place, String id, @Nullable Value engine) {
    if (engine == null) {
      findings.notUnderstood(place, Shown.quoted(id) + " was left out: it has no ENGINE");
      return false;
    }
    Optional<String> name = GivenText.text(engine, new ArrayList<>());
    if (name.isPresent() && !POSTGRESQL.matcher(name.get()).matches()) {
      String last = name.get().substring(name.get().lastIndexOf('.') + 1);
      findings.notUnderstood(
          place,
          "%s was left out: it is no PostgreSQL but %s"
              .formatted(Shown.quoted(id), Shown.quoted(last)));
      return false;
    }
    if (name.isEmpty()) {
      findings.assumed(place, Shown.quoted(id) + ": the ENGINE is taken for PostgreSQL's");
    }
    return true;
  }

  private @Nullable Value sslMode(String id, @Nullable Value options) {
    if (!(options instanceof Value.Mapping mapping)) {
      return null;
    }
    for (Value.Entry option : mapping.entries()) {
      if (option.key() instanceof Value.Text(ImportPlace at, String name)
          && !name.equals("sslmode")) {
        findings.dropped(
            at, Shown.quoted(id) + ": the option " + Shown.quoted(name) + " was left out");
      }
    }
    return mapping.get("sslmode");
  }

  /// `env.db("DATABASE_URL")`, `dj_database_url.parse(…)`.
  private Optional<FoundShard> ofUrl(ImportPlace place, String id, Value url) {
    Optional<DatabaseUrl> read = DatabaseUrl.read(url);
    if (read.isPresent()) {
      return reader.ofUrl(read.get(), id, null);
    }
    Value unknown = new Value.Unknown(place, "a URL that only the environment knows");
    return Optional.of(
        reader.of(
            place, id, new DatabaseReader.Settings(unknown, null, unknown, unknown, null, null)));
  }
}
