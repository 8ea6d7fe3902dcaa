package io.shardlens.topology.json;

import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableName;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the strategy `directory`.
record DirectoryReader(ShardReferences shards) {

  private static final int DEFAULT_CACHE_SECONDS = 60;

  Optional<RoutingRule> read(MemberReader rule, RuleKey key) {
    Problems problems = shards.problems();
    int before = problems.errors();
    NameRules rules = new NameRules(problems);
    ShardId catalog = shards.read(rule, "shard");
    TableName table = rules.tableName(rule.text("table"));
    List<String> keyColumns = rules.columns("key", rule.elements("key"));
    String column = rules.identifier("column", rule.text("column"));
    Map<String, ShardId> names = names(rule);
    Integer seconds =
        rule.has("cacheSeconds")
            ? rule.whole("cacheSeconds")
            : Integer.valueOf(DEFAULT_CACHE_SECONDS);
    Optional<ShardId> unknown = Optional.ofNullable(shards.read(rule, "unknown"));
    if (!key.types().isEmpty() && rule.size("key") > 0 && rule.size("key") != key.types().size()) {
      problems.add(
          rule.place("key"),
          "\"key\" names one column of the table for each key column: there are %d, the list has %d"
              .formatted(key.types().size(), rule.size("key")));
    }
    return problems.errors() > before
            || catalog == null
            || table == null
            || column == null
            || seconds == null
        ? Optional.empty()
        : Optional.of(
            new RoutingRule.Directory(
                catalog, table, keyColumns, column, names, Duration.ofSeconds(seconds), unknown));
  }

  /// Without names the table holds the ids of the shards.
  private Map<String, ShardId> names(MemberReader rule) {
    Map<String, ShardId> names = new LinkedHashMap<>();
    Located value = rule.value("names");
    if (value == null) {
      shards.declared().forEach(id -> names.put(id, new ShardId(id)));
      return names;
    }
    Problems problems = shards.problems();
    if (!(value
        instanceof Located.Members(Located.Place place, Map<String, Located.Member> members))) {
      problems.add(value.place(), "\"names\" is an object, not " + value.kind());
      return names;
    }
    if (members.isEmpty()) {
      problems.add(place, "\"names\" must not be empty");
    }
    members.forEach((name, member) -> {
      ShardId shard = shards.read(member.value());
      if (new NameRules(problems).name("name", new Located.Text(member.name(), name)) != null
          && shard != null) {
        names.put(name, shard);
      }
    });
    return names;
  }
}
