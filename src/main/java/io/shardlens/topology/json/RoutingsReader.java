package io.shardlens.topology.json;

import io.shardlens.topology.KeyPreparation;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.NullPolicy;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.ShardId;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads `"routings"`: what all routings have, the rule itself being read by [RulesReader].
final class RoutingsReader {
  private final ShardReferences shards;
  private final Problems problems;
  private final Map<String, Integer> declared = new LinkedHashMap<>();
  private final Map<String, Located.Place> places = new HashMap<>();

  RoutingsReader(ShardReferences shards) {
    this.shards = shards;
    this.problems = shards.problems();
  }

  List<RoutingDefinition> read(MemberReader document) {
    List<RoutingDefinition> routings = new ArrayList<>();
    Located value = document.value("routings");
    if (value instanceof Located.Members(Located.Place _, Map<String, Located.Member> members)) {
      members.forEach((name, member) -> routing(name, member).ifPresent(routings::add));
    } else if (value != null) {
      problems.add(value.place(), "\"routings\" is an object, not " + value.kind());
    }
    return routings;
  }

  /// The names of all routings, also of those that are wrong otherwise, and how many key columns
  /// each has; -1 where that cannot be told. To be asked for after [#read].
  Map<String, Integer> declared() {
    return declared;
  }

  /// Where the name of each routing stands. To be asked for after [#read].
  Map<String, Located.Place> places() {
    return places;
  }

  private Optional<RoutingDefinition> routing(String name, Located.Member member) {
    declared.put(name, -1);
    places.put(name, member.name());
    Located value = member.value();
    if (new NameRules(problems).name("routing name", new Located.Text(value.place(), name))
        == null) {
      return Optional.empty();
    }
    TopologySchema schema = TopologySchema.ofVersion1();
    return MemberReader.openUnchecked(value, "A routing", schema.object("routing"), problems)
        .flatMap(unchecked -> {
          String strategy = unchecked.requiredWord("strategy");
          return strategy == null
              ? Optional.empty()
              : definition(
                  name,
                  strategy,
                  unchecked.checked(RulesReader.title(strategy), schema.routing(strategy)));
        });
  }

  private Optional<RoutingDefinition> definition(
      String name, String strategy, MemberReader routing) {
    int before = problems.errors();
    List<KeyType> types = new KeyTypesReader(problems).read(routing);
    if (routing.size("keyTypes") > 0) {
      declared.put(name, routing.size("keyTypes"));
    }
    Optional<ZoneId> zone =
        new ZoneReader(problems)
            .read(routing, types.isEmpty() || types.contains(KeyType.TIMESTAMPTZ));
    List<KeyPreparation> preparation = new PreparationReader(problems).read(routing, types);
    NullPolicy nulls = nulls(routing);
    Map<List<KeyValue>, ShardId> overrides =
        overrides(routing, new RuleKey(types, routing.place("keyTypes"), zone));
    // Behind a wrong step nothing is known of the value that the rule sees.
    List<KeyType> seen =
        problems.errors() > before ? List.of() : RoutingDefinition.prepared(types, preparation);
    Optional<RoutingRule> rule =
        new RulesReader(shards)
            .read(strategy, routing, new RuleKey(seen, routing.place("keyTypes"), zone));
    return rule.filter(_ -> problems.errors() == before && !types.isEmpty())
        .map(found -> new RoutingDefinition(name, types, preparation, found, nulls, overrides));
  }

  private NullPolicy nulls(MemberReader routing) {
    Located value = routing.value("nulls");
    if (value instanceof Located.Members) {
      return routing
          .object("nulls", TopologySchema.ofVersion1().object("nullShard"))
          .map(policy -> shards.read(policy, "shard"))
          .<NullPolicy>map(NullPolicy.To::new)
          .orElse(new NullPolicy.AsRule());
    }
    if (value == null) {
      return new NullPolicy.AsRule();
    }
    List<String> words = TopologySchema.ofVersion1().words("nullPolicy");
    if (value instanceof Located.Text(Located.Place _, String word) && words.contains(word)) {
      return word.equals("refuse") ? new NullPolicy.Refuse() : new NullPolicy.Anywhere();
    }
    problems.add(
        value.place(),
        "\"nulls\" is \"refuse\", \"anywhere\" or an object such as {\"shard\": \"a\"}");
    return new NullPolicy.AsRule();
  }

  private Map<List<KeyValue>, ShardId> overrides(MemberReader routing, RuleKey key) {
    Map<List<KeyValue>, ShardId> overrides = new LinkedHashMap<>();
    Map<List<KeyValue>, Located.Place> first = new HashMap<>();
    KeyReader keys = new KeyReader(key, problems);
    for (MemberReader override :
        routing.objects(
            "overrides", "An override", TopologySchema.ofVersion1().object("override"))) {
      ShardId shard = shards.read(override, "shard");
      for (Located element : override.elements("in")) {
        List<KeyValue> values = keys.whole(element);
        if (values == null) {
          continue;
        }
        Located.Place before = first.putIfAbsent(values, element.place());
        if (before != null) {
          problems.add(
              element.place(),
              "The key "
                  + Shown.quoted(String.join(", ", values.stream().map(KeyValue::text).toList()))
                  + " is overridden twice, first on line "
                  + before.line()
                  + ": a key has one shard");
        } else if (shard != null) {
          overrides.put(values, shard);
        }
      }
    }
    return overrides;
  }
}
