package io.shardlens.topology.imports.toml;

import io.shardlens.topology.KeyFormatException;
import io.shardlens.topology.KeyRange;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.imports.ImportPlace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The rules of one table's `mapping`: lists, ranges with the start included and the end excluded,
/// and a shard for the rest. PgDog looks at lists first, then at ranges, then at the default.
final class PgDogMapping {

  private static final Comparator<@Nullable KeyValue> UNBOUNDED_FIRST =
      Comparator.nullsFirst(Comparator.naturalOrder());

  private final KeyType type;
  private final PgDogDatabase servers;
  private final Map<KeyValue, ShardId> values = new LinkedHashMap<>();
  private final List<KeyRange> ranges = new ArrayList<>();
  private Optional<ShardId> otherwise = Optional.empty();
  private final List<Refusal> refusals = new ArrayList<>();

  PgDogMapping(KeyType type, PgDogDatabase servers) {
    this.type = type;
    this.servers = servers;
  }

  KeyType type() {
    return type;
  }

  boolean isEmpty() {
    return refusals.isEmpty() && values.isEmpty() && ranges.isEmpty() && otherwise.isEmpty();
  }

  /// Takes a `[[sharded_tables.mapping]]`, whose kind follows from what it has.
  void add(Entry rule) {
    if (rule.has("values")) {
      list(rule);
    } else if (rule.has("start") || rule.has("end")) {
      range(rule);
    } else {
      otherwise = shard(rule);
    }
  }

  /// Takes a `[[sharded_mappings]]`, which names its kind.
  void addOld(Entry rule) {
    switch (rule.text("kind").orElse("list")) {
      case "range" -> range(rule);
      case "default" -> otherwise = shard(rule);
      default -> list(rule);
    }
  }

  private void list(Entry rule) {
    Optional<ShardId> shard = shard(rule);
    for (String text : rule.keyTexts("values")) {
      Optional<KeyValue> value = value(rule, "values", text);
      if (shard.isPresent() && value.isPresent()) {
        ShardId former = values.putIfAbsent(value.get(), shard.get());
        if (former != null && !former.equals(shard.get())) {
          refuse(rule.place("values"), "A value is listed for two shards");
        }
      }
    }
  }

  private void range(Entry rule) {
    Optional<ShardId> shard = shard(rule);
    Optional<KeyValue> from = rule.keyText("start").flatMap(text -> value(rule, "start", text));
    Optional<KeyValue> to = rule.keyText("end").flatMap(text -> value(rule, "end", text));
    if (shard.isEmpty() || !refusals.isEmpty()) {
      return;
    }
    if (from.isPresent() && to.isPresent() && from.get().compareTo(to.get()) >= 0) {
      refuse(rule.place(), "A range from its start to its end holds no key");
      return;
    }
    ranges.add(new KeyRange(from.orElse(null), to.orElse(null), shard.get()));
  }

  private Optional<ShardId> shard(Entry rule) {
    Optional<ShardId> shard = rule.number("shard").flatMap(servers::shard);
    if (shard.isEmpty()) {
      refuse(rule.place(), "A mapping names a shard that [[databases]] does not have");
    }
    return shard;
  }

  private Optional<KeyValue> value(Entry rule, String member, String text) {
    try {
      return Optional.of(KeyValue.parse(type, text));
    } catch (KeyFormatException e) {
      refuse(rule.place(member), "A value of a mapping is no " + type.word());
      return Optional.empty();
    }
  }

  private void refuse(ImportPlace place, String message) {
    refusals.add(new Refusal(place, message));
  }

  private record Refusal(ImportPlace place, String message) {}

  /// The rule of all mappings together.
  Optional<RoutingRule> rule(Entry table) {
    refusals.forEach(refusal -> table.findings().problem(refusal.place, refusal.message));
    if (!refusals.isEmpty()) {
      return Optional.empty();
    }
    if (ranges.isEmpty()) {
      return Optional.of(
          values.isEmpty()
              ? new RoutingRule.Range(List.of(new KeyRange(null, null, otherwise.orElseThrow())))
              : new RoutingRule.ListOfValues(values, otherwise));
    }
    if (!values.isEmpty()) {
      table
          .findings()
          .notUnderstood(
              table.place(),
              "A sharded table was left out: it has both a list and ranges, of which a routing is"
                  + " one");
      return Optional.empty();
    }
    return ranged(table);
  }

  /// The ranges in order, and the default where they leave keys out. Without a default PgDog asks
  /// every shard for such a key.
  private Optional<RoutingRule> ranged(Entry table) {
    ranges.sort(Comparator.comparing(KeyRange::from, UNBOUNDED_FIRST));
    List<KeyRange> all = new ArrayList<>();
    KeyRange last = null;
    for (KeyRange range : ranges) {
      KeyValue from = range.from();
      KeyValue reached = last == null ? null : last.to();
      if (last != null && (from == null || reached == null || from.compareTo(reached) < 0)) {
        table.findings().problem(table.place(), "Two ranges of a mapping hold the same keys");
        return Optional.empty();
      }
      if (from != null && !from.equals(reached)) {
        otherwise.ifPresent(shard -> all.add(new KeyRange(reached, from, shard)));
      }
      all.add(range);
      last = range;
    }
    KeyValue end = Objects.requireNonNull(last).to();
    if (end != null) {
      otherwise.ifPresent(shard -> all.add(new KeyRange(end, null, shard)));
    }
    return Optional.of(new RoutingRule.Range(all));
  }
}
