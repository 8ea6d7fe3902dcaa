package io.shardlens.map;

import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.RoutingRule.Tenant;
import io.shardlens.topology.ShardId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// The values that a rule names one by one, in the order of their shards: of a list, of tenants, or
/// what a directory may say. Where all others have a shard, they are one more.
public final class ListedValues {

  /// @param owner position of the shard
  /// @param text escaped for one line
  private record Entry(int owner, Optional<KeyValue> value, String text) {}

  /// The values of one shard.
  ///
  /// @param end the first after
  record Group(int owner, int first, int end) {
    int size() {
      return end - first;
    }
  }

  private final String word;
  private final List<Entry> entries;
  private final List<Group> groups = new ArrayList<>();
  private final Map<KeyValue, Integer> places = new HashMap<>();
  private OptionalInt others = OptionalInt.empty();

  private ListedValues(String word, List<Entry> entries) {
    this.word = word;
    this.entries = entries.stream().sorted(Comparator.comparingInt(Entry::owner)).toList();
    int first = 0;
    for (int i = 0; i < this.entries.size(); i++) {
      int place = i;
      this.entries
          .get(i)
          .value()
          .ifPresentOrElse(value -> places.put(value, place), () -> others = OptionalInt.of(place));
      int owner = this.entries.get(i).owner();
      if (i + 1 == this.entries.size() || this.entries.get(i + 1).owner() != owner) {
        groups.add(new Group(owner, first, i + 1));
        first = i + 1;
      }
    }
  }

  /// @param escape makes a value fit for one line
  public static ListedValues of(
      RoutingRule.ListOfValues rule, ShardNames names, UnaryOperator<String> escape) {
    return new ListedValues(
        "value",
        Stream.concat(
                rule.values().entrySet().stream()
                    .map(entry -> entry(names, entry.getValue(), entry.getKey(), escape)),
                rule.otherwise().stream().map(shard -> others(names, shard, "all other values")))
            .toList());
  }

  public static ListedValues of(
      RoutingRule.Tenants rule, ShardNames names, UnaryOperator<String> escape) {
    return new ListedValues(
        "tenant",
        Stream.concat(
                rule.tenants().entrySet().stream()
                    .map(entry -> entry(names, entry.getValue().shard(), entry.getKey(), escape)),
                rule.otherwise().stream()
                    .map(Tenant::shard)
                    .map(shard -> others(names, shard, "all other tenants")))
            .toList());
  }

  /// What the shard column of a directory says for which shard.
  public static ListedValues of(
      RoutingRule.Directory rule, ShardNames names, UnaryOperator<String> escape) {
    return new ListedValues(
        "name",
        Stream.concat(
                rule.names().entrySet().stream()
                    .map(entry ->
                        entry(names, entry.getValue(), new KeyValue.Text(entry.getKey()), escape)),
                rule.unknown().stream().map(shard -> others(names, shard, "keys not in it")))
            .toList());
  }

  private static Entry entry(
      ShardNames names, ShardId shard, KeyValue value, UnaryOperator<String> escape) {
    return new Entry(names.position(shard), Optional.of(value), escape.apply(value.text()));
  }

  private static Entry others(ShardNames names, ShardId shard, String text) {
    return new Entry(names.position(shard), Optional.empty(), text);
  }

  /// What one of them is called: `value`, `tenant`, `name`.
  public String word() {
    return word;
  }

  public int size() {
    return entries.size();
  }

  /// How many values are named, without the others.
  public int named() {
    return entries.size() - (hasOthers() ? 1 : 0);
  }

  /// What a shard has: `51 values and all others`.
  public String counted(int owner) {
    boolean rest = others.isPresent() && owner(others.getAsInt()) == owner;
    long own =
        groups.stream().filter(group -> group.owner() == owner).mapToLong(Group::size).sum()
            - (rest ? 1 : 0);
    return SceneWords.count(own, word) + (rest ? " and others" : "");
  }

  /// Whether all other values have a shard.
  public boolean hasOthers() {
    return others.isPresent();
  }

  List<Group> groups() {
    return groups;
  }

  String text(int place) {
    return entries.get(place).text();
  }

  int owner(int place) {
    return entries.get(place).owner();
  }

  /// Who owns all of some neighbours; empty where these are several shards.
  public OptionalInt ownerOf(int first, int end) {
    return end > first && owner(first) == owner(end - 1)
        ? OptionalInt.of(owner(first))
        : OptionalInt.empty();
  }

  boolean isOthers(int place) {
    return entries.get(place).value().isEmpty();
  }

  /// The place of a value, or that of all others; empty where it has none.
  public OptionalInt find(KeyValue value) {
    Integer place = places.get(value);
    return place == null ? others : OptionalInt.of(place);
  }

  /// The places of the values that contain a text, in capitals or not.
  public BitSet search(String text) {
    String wanted = text.strip().toLowerCase(Locale.ROOT);
    BitSet found = new BitSet();
    for (int i = 0; i < entries.size(); i++) {
      if (!isOthers(i) && text(i).toLowerCase(Locale.ROOT).contains(wanted)) {
        found.set(i);
      }
    }
    return found;
  }
}
