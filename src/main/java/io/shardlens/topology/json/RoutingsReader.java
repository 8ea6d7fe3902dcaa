package io.shardlens.topology.json;

import io.shardlens.topology.KeyRange;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.ShardId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads `"routings"`.
final class RoutingsReader {
  private static final List<String> STRATEGIES = List.of("range", "hash", "list");

  /// PostgreSQL's other names of the key types.
  private static final Map<String, String> ALIASES =
      Map.of(
          "int2", "smallint",
          "int", "integer",
          "int4", "integer",
          "int8", "bigint",
          "bpchar", "char",
          "character", "char",
          "character varying", "varchar");

  /// `PARTITION_MAX_KEYS` of PostgreSQL.
  private static final int MAXIMUM_KEY_COLUMNS = 32;

  /// More remainders do not fit in a file.
  private static final int MAXIMUM_MODULUS = 999_999;

  private final ShardReferences shards;
  private final Problems problems;
  private final Map<String, Integer> declared = new LinkedHashMap<>();

  RoutingsReader(ShardReferences shards, Problems problems) {
    this.shards = shards;
    this.problems = problems;
  }

  List<RoutingDefinition> read(MemberReader document) {
    List<RoutingDefinition> routings = new ArrayList<>();
    Located value = document.optional("routings");
    if (value == null) {
      return routings;
    }
    MemberReader.open(value, "\"routings\"", problems)
        .ifPresent(members -> {
          for (String name : members.names()) {
            routing(members, name).ifPresent(routings::add);
          }
        });
    return routings;
  }

  /// The names of all routings, also of those that are wrong otherwise, and how many key columns
  /// each has; -1 where that cannot be told. To be asked for after [#read].
  Map<String, Integer> declared() {
    return declared;
  }

  private Optional<RoutingDefinition> routing(MemberReader members, String name) {
    declared.put(name, -1);
    Located value = members.required(name);
    if (value == null
        || new NameRules(problems).name("routing name", new Located.Text(value.place(), name))
            == null) {
      return Optional.empty();
    }
    return MemberReader.open(value, "A routing", problems)
        .flatMap(routing -> strategy(name, routing));
  }

  private Optional<RoutingDefinition> strategy(String name, MemberReader routing) {
    Located.Text strategy = routing.requiredText("strategy");
    if (strategy == null) {
      return Optional.empty();
    }
    return switch (strategy.value()) {
      case "range" -> range(name, routing);
      case "hash" -> hash(name, routing);
      case "list" -> list(name, routing);
      default -> {
        problems.add(
            strategy.place(), () -> Words.unknown("strategy", strategy.value(), STRATEGIES));
        yield Optional.empty();
      }
    };
  }

  private Optional<RoutingDefinition> range(String name, MemberReader routing) {
    routing.refuseOthersThan("strategy", "keyTypes", "ranges");
    KeyType type = onlyKeyType(name, routing);
    List<KeyRange> ranges =
        new RangesReader(type, shards, problems).read(routing.requiredElements("ranges"));
    return type == null
        ? Optional.empty()
        : Optional.of(new RoutingDefinition(name, List.of(type), new RoutingRule.Range(ranges)));
  }

  private Optional<RoutingDefinition> hash(String name, MemberReader routing) {
    routing.refuseOthersThan("strategy", "function", "keyTypes", "modulus", "shards");
    Located.Text function = routing.requiredText("function");
    if (function != null && !function.value().equals("postgresql")) {
      problems.add(
          function.place(),
          () -> Words.unknown("function", function.value(), List.of("postgresql")));
    }
    List<KeyType> types = keyTypes(name, routing);
    Integer modulus =
        routing.wholeNumber("modulus", routing.required("modulus"), 1, MAXIMUM_MODULUS);
    List<Located> owners = routing.requiredElements("shards");
    List<ShardId> remainders = new ArrayList<>();
    for (Located owner : owners) {
      ShardId shard = shards.read(owner);
      if (shard != null) {
        remainders.add(shard);
      }
    }
    if (modulus != null && !owners.isEmpty() && owners.size() != modulus) {
      Located list = routing.required("shards");
      problems.add(
          list == null ? routing.place() : list.place(),
          "\"shards\" names the shard of each remainder, 0 to "
              + (modulus - 1)
              + ": the modulus is "
              + modulus
              + ", the list has "
              + owners.size());
    }
    return types.isEmpty() || remainders.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new RoutingDefinition(name, types, RoutingRule.Buckets.postgresql(remainders)));
  }

  private Optional<RoutingDefinition> list(String name, MemberReader routing) {
    routing.refuseOthersThan("strategy", "keyTypes", "values", "default");
    KeyType type = onlyKeyType(name, routing);
    List<Located> elements = routing.requiredElements("values");
    Optional<ShardId> otherwise = Optional.ofNullable(shards.read(routing.optional("default")));
    Map<KeyValue, ShardId> values = new LinkedHashMap<>();
    Map<KeyValue, Located.Place> places = new HashMap<>();
    for (Located element : elements) {
      MemberReader.open(element, "A list of values", problems)
          .ifPresent(members -> listed(members, type, values, places));
    }
    return type == null
        ? Optional.empty()
        : Optional.of(
            new RoutingDefinition(
                name, List.of(type), new RoutingRule.ListOfValues(values, otherwise)));
  }

  private void listed(
      MemberReader members,
      @Nullable KeyType type,
      Map<KeyValue, ShardId> values,
      Map<KeyValue, Located.Place> places) {
    members.refuseOthersThan("shard", "in");
    ShardId shard = shards.read(members.required("shard"));
    for (Located element : members.requiredElements("in")) {
      KeyValue value = new KeyValueReader(type, problems).read(element);
      if (value == null) {
        continue;
      }
      Located.Place first = places.putIfAbsent(value, element.place());
      if (first != null) {
        problems.add(
            element.place(),
            "The value "
                + Shown.quoted(value.text())
                + " is listed twice, first on line "
                + first.line()
                + ": a value has one shard");
      } else if (shard != null) {
        values.put(value, shard);
      }
    }
  }

  private @Nullable KeyType onlyKeyType(String name, MemberReader routing) {
    List<KeyType> types = keyTypes(name, routing);
    Located list = routing.optional("keyTypes");
    if (types.size() > 1 && list != null) {
      problems.add(list.place(), "Range and list routings have one key column: name one type");
    }
    return types.size() == 1 ? types.getFirst() : null;
  }

  /// Empty where a type is missing or unknown; then that has been reported.
  private List<KeyType> keyTypes(String name, MemberReader routing) {
    List<Located> elements = routing.requiredElements("keyTypes");
    if (!elements.isEmpty()) {
      declared.put(name, elements.size());
    }
    if (elements.size() > MAXIMUM_KEY_COLUMNS) {
      problems.add(
          elements.get(MAXIMUM_KEY_COLUMNS).place(),
          "PostgreSQL hashes " + MAXIMUM_KEY_COLUMNS + " key columns at most");
    }
    List<KeyType> types = new ArrayList<>();
    for (Located element : elements) {
      keyType(element).ifPresent(types::add);
    }
    return types.size() == elements.size() ? types : List.of();
  }

  private Optional<KeyType> keyType(Located element) {
    if (!(element instanceof Located.Text(Located.Place place, String word))) {
      problems.add(element.place(), "A key type is a text, not " + element.kind());
      return Optional.empty();
    }
    Optional<KeyType> type = KeyType.ofWord(word);
    if (type.isEmpty()) {
      String alias = ALIASES.get(word.toLowerCase(Locale.ROOT));
      List<String> words = Arrays.stream(KeyType.values()).map(KeyType::word).toList();
      problems.add(
          place,
          () ->
              alias == null
                  ? Words.unknown("keyTypes", word, words)
                  : "The type " + Shown.quoted(word) + " is written \"" + alias + "\" here");
    }
    return type;
  }
}
