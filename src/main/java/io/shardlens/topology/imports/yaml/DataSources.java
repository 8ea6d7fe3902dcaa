package io.shardlens.topology.imports.yaml;

import io.shardlens.topology.imports.Findings;
import io.shardlens.topology.imports.FoundShard;
import io.shardlens.topology.imports.ImportPlace;
import io.shardlens.topology.json.Shown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The data sources of the files, by the names that sharding rules use. Where reads and writes are
/// split, that is the name of the group, and the database is the one that is written to.
final class DataSources {

  private static final Set<String> READ =
      Set.of("url", "jdbcurl", "username", "user", "password", "datasourceclassname");

  private final Findings findings;
  private final Map<String, FoundShard> found = new LinkedHashMap<>();

  DataSources(Findings findings) {
    this.findings = findings;
  }

  List<FoundShard> all() {
    return List.copyOf(found.values());
  }

  Set<String> names() {
    return found.keySet();
  }

  /// Reads the `dataSources` of a file.
  void read(Settings file) {
    file.each("dataSources").forEach(this::readOne);
  }

  private void readOne(String name, Settings source) {
    if (name.isBlank()) {
      findings.problem(source.place(), "A data source needs a name");
      return;
    }
    Optional<String> url = source.text("url", "jdbcUrl", "standardJdbcUrl");
    ImportPlace place = source.place();
    JdbcUrl read =
        url.map(text ->
                JdbcUrl.read(text, source.place(source.has("url") ? "url" : "jdbcUrl"), findings))
            .orElseGet(JdbcUrl::nothing);
    FoundShard shard =
        new FoundShard(
            place,
            name,
            read.host(),
            read.port(),
            read.database(),
            source.text("username", "user").or(read::user),
            read.sslMode());
    if (source.has("password")) {
      findings.dropped(
          source.place("password"), "The password of " + Shown.quoted(name) + " was left out");
    }
    dropRest(name, source);
    if (found.putIfAbsent(name, shard) != null) {
      findings.problem(place, "The data source " + Shown.quoted(name) + " is in two of the files");
    }
  }

  private void dropRest(String name, Settings source) {
    long rest =
        source.members().members().keySet().stream()
            .filter(key -> !READ.contains(key.toLowerCase(Locale.ROOT)))
            .count();
    if (rest > 0) {
      findings.dropped(
          source.place(),
          rest
              + (rest == 1 ? " setting" : " settings")
              + " of the driver and the pool of "
              + Shown.quoted(name)
              + (rest == 1 ? " was" : " were")
              + " left out");
    }
  }

  /// Takes the groups of a rule that splits reads from writes.
  void group(Settings rule) {
    rule.each("dataSources").forEach(this::groupOne);
  }

  /// Takes one group: of version 5.2 and later, of 5.1, 5.0, and 4.
  void groupOne(String name, Settings group) {
    Settings named = group.inner("staticStrategy").orElse(group);
    Optional<String> primary =
        named.text("writeDataSourceName", "primaryDataSourceName", "masterDataSourceName");
    FoundShard written = primary.map(found::get).orElse(null);
    if (written == null) {
      findings.notUnderstood(
          group.place(),
          "The group " + Shown.quoted(name) + " names no data source that is written to");
      return;
    }
    List<String> replicas = new ArrayList<>();
    for (String list :
        List.of("readDataSourceNames", "replicaDataSourceNames", "slaveDataSourceNames")) {
      replicas.addAll(named.texts(list));
    }
    replicas.forEach(found::remove);
    found.remove(written.id());
    found.put(
        name,
        new FoundShard(
            written.place(),
            name,
            written.host(),
            written.port(),
            written.database(),
            written.user(),
            written.sslMode()));
    findings.assumed(
        group.place(),
        "The shard "
            + Shown.quoted(name)
            + " is the data source "
            + Shown.quoted(written.id())
            + ", which is written to; "
            + replicas.size()
            + (replicas.size() == 1 ? " replica was" : " replicas were")
            + " left out");
  }
}
