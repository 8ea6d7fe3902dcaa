package io.shardlens.ui.map;

import io.shardlens.map.KeyAxis;
import io.shardlens.map.KeySpace;
import io.shardlens.map.RangeMap;
import io.shardlens.map.RuleSpace;
import io.shardlens.map.ShardName;
import io.shardlens.map.ShardNames;
import io.shardlens.routing.Derivation;
import io.shardlens.routing.Route;
import io.shardlens.routing.RoutingStrategy;
import io.shardlens.topology.KeyFormatException;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.Topology;
import io.shardlens.ui.common.KeyQuestion;
import io.shardlens.ui.common.OpenTopology;
import io.shardlens.ui.common.TableSizes;
import io.shardlens.ui.common.ValueText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/// What the map shows: the routing of the table that is asked about, its last key, and how full its
/// shards are. One value at a time, so that no half of the map is ever behind the other.
public final class MapViewModel {
  /// Everything on the map.
  ///
  /// @param key the last key asked of a table of this routing, empty where there is none
  /// @param badKey why what was typed is no key, empty where it is one
  /// @param shard the shard that is looked at, empty where there is none
  public record Picture(
      TableDefinition.Sharded table,
      RoutingDefinition routing,
      TableSizes.Sizes sizes,
      List<ShardShare> shares,
      Optional<AskedKey> key,
      Optional<String> badKey,
      Optional<ShardId> shard) {

    public Picture {
      shares = List.copyOf(shares);
    }

    /// The fullest shard, where it is so much fuller that it is worth a word.
    public Optional<ShardShare> skewed() {
      return shares.stream()
          .max(Comparator.comparingDouble(ShardShare::evenShare))
          .filter(share -> share.evenShare() >= ShardShare.SKEWED);
    }

    /// The share of the shard that is looked at.
    public Optional<ShardShare> chosen() {
      return shares.stream()
          .filter(share -> shard.filter(share.shard().id()::equals).isPresent())
          .findFirst();
    }
  }

  /// A key, and where it lands.
  ///
  /// @param texts one per key column, as typed
  public record AskedKey(List<String> texts, Route route) {
    public AskedKey {
      texts = List.copyOf(texts);
    }

    public Derivation derivation() {
      return route.derivation();
    }

    public Optional<ShardId> shard() {
      return route instanceof Route.Owned owned ? Optional.of(owned.shard()) : Optional.empty();
    }
  }

  /// A key beside a bound, and the range that owns it.
  ///
  /// @param asked whether it is the last key itself
  public record NearKey(String key, String interval, Optional<ShardId> shard, boolean asked) {}

  private final OpenTopology open;
  private final ReadOnlyObjectWrapper<@Nullable Picture> picture = new ReadOnlyObjectWrapper<>();
  private final ObservableValue<TableSizes.Sizes> sizes;
  private final Map<String, KeySpace> spaces = new HashMap<>();
  private final Map<String, RuleSpace> rules = new HashMap<>();
  private final ShardNames names;

  public MapViewModel(OpenTopology open) {
    this.open = open;
    this.names =
        new ShardNames(
            topology().shards().stream()
                .map(shard -> new ShardName(shard.id(), ValueText.escape(shard.label())))
                .toList());
    KeyQuestion question = open.question();
    sizes = question.tableProperty().flatMap(table -> open.sizes().of(table.name()));
    sizes.subscribe(this::refresh);
    question.tableProperty().subscribe(this::refresh);
    question.answerProperty().subscribe(this::refresh);
    question.shardProperty().subscribe(this::refresh);
    refresh();
  }

  /// `null` where the topology has no sharded table.
  public ReadOnlyObjectProperty<@Nullable Picture> pictureProperty() {
    return picture.getReadOnlyProperty();
  }

  /// The routings to choose from, by name.
  public List<String> routings() {
    return List.copyOf(topology().coLocated().keySet());
  }

  /// Shows a routing, by its first table.
  public void choose(String routing) {
    List<TableDefinition.Sharded> tables = topology().coLocated().getOrDefault(routing, List.of());
    Picture shown = picture.get();
    if (!tables.isEmpty() && (shown == null || !shown.routing().name().equals(routing))) {
      open.question().tableProperty().set(tables.getFirst());
    }
  }

  /// Looks at a shard.
  public void choose(ShardId shard) {
    open.question().shardProperty().set(shard);
  }

  /// Looks at the shard at a position; nothing changes where it is empty.
  void choose(OptionalInt position) {
    position.ifPresent(shard -> choose(names.id(shard)));
  }

  /// Counts the rows of the table anew.
  public void recount() {
    Picture shown = picture.get();
    if (shown != null) {
      open.sizes().recount(shown.table().name());
    }
  }

  /// The last key as the rule compares it: prepared, and a tuple where it has several columns;
  /// `null` where there is none, or the rule cannot take it.
  public static @Nullable KeyValue value(Picture picture) {
    return picture.key().isEmpty()
        ? null
        : RoutingStrategy.of(picture.routing()).compared(typedKey(picture)).orElse(null);
  }

  /// The last key as it was typed, of its types.
  ///
  /// @throws java.util.NoSuchElementException where there is none
  static List<KeyValue> typedKey(Picture picture) {
    List<KeyType> types = picture.routing().keyTypes();
    List<KeyValue> key = new ArrayList<>();
    try {
      for (int i = 0; i < types.size(); i++) {
        key.add(KeyValue.parse(types.get(i), picture.key().orElseThrow().texts().get(i)));
      }
    } catch (KeyFormatException e) {
      throw new IllegalStateException("A key that was routed is no key", e);
    }
    return key;
  }

  /// The type of the keys on the band; a type without numbers where the key has several columns.
  public static KeyType bandType(Picture picture) {
    List<KeyType> types = picture.routing().ruleTypes();
    return types.size() == 1 ? types.getFirst() : KeyType.TEXT;
  }

  /// The smallest and the largest key in use, where they were counted and the rule sees them as
  /// they are.
  public static KeyAxis.@Nullable Extent used(Picture picture) {
    if (picture.routing().keyTypes().size() != 1 || !picture.routing().preparation().isEmpty()) {
      return null;
    }
    KeyType type = bandType(picture);
    List<KeyValue> keys =
        picture.shares().stream()
            .flatMap(share -> share.size().stream())
            .filter(size -> size.rows() > 0)
            .flatMap(size -> Stream.of(size.firstKey(), size.lastKey()))
            .flatMap(text -> parsed(type, text).stream())
            .sorted()
            .toList();
    return keys.isEmpty() ? null : new KeyAxis.Extent(keys.getFirst(), keys.getLast());
  }

  private static Optional<KeyValue> parsed(KeyType type, String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(KeyValue.parse(type, text));
    } catch (KeyFormatException e) {
      // A time in the style of the server's settings: then nobody knows which keys are in use.
      return Optional.empty();
    }
  }

  /// The keys on both sides of each bound of the range that owns the last key, and that key, in
  /// order; empty for keys without neighbours.
  public List<NearKey> keysAtBounds(Picture picture) {
    if (!(picture.routing().rule() instanceof RoutingRule.Ranged range)
        || !picture.routing().preparation().isEmpty()
        || !(value(picture) instanceof KeyValue.Int asked)) {
      return List.of();
    }
    KeyType type = bandType(picture);
    Map<Long, Boolean> keys = new java.util.TreeMap<>();
    KeySpace space = keySpace(picture.routing().name(), range);
    space
        .find(0, asked)
        .ifPresent(index -> {
          addAround(keys, space.lane(0).get(index).from(), type);
          addAround(keys, space.lane(0).get(index).to(), type);
        });
    if (keys.isEmpty()) {
      return List.of();
    }
    keys.put(asked.value(), true);
    if (keys.containsKey(asked.value() - 1) || keys.containsKey(asked.value() + 1)) {
      addIfOfType(keys, asked.value() + 1, type);
    }
    List<NearKey> near = new ArrayList<>();
    keys.forEach((key, isAsked) -> near.add(nearKey(picture, space, key, isAsked)));
    return near;
  }

  private static void addAround(Map<Long, Boolean> keys, @Nullable KeyValue bound, KeyType type) {
    if (bound instanceof KeyValue.Int(long number)) {
      addIfOfType(keys, number - 1, type);
      addIfOfType(keys, number, type);
    }
  }

  private static void addIfOfType(Map<Long, Boolean> keys, long key, KeyType type) {
    if (key >= type.minimum() && key <= type.maximum()) {
      keys.putIfAbsent(key, false);
    }
  }

  private NearKey nearKey(Picture picture, KeySpace space, long key, boolean asked) {
    KeyValue.Int value = new KeyValue.Int(key);
    Route route = open.workspace().router().routeTyped(picture.table(), List.of(value));
    OptionalInt piece = space.find(0, value);
    String interval = piece.isPresent() ? space.lane(0).get(piece.getAsInt()).interval() : "";
    return new NearKey(
        value.text(),
        interval,
        route instanceof Route.Owned owned ? Optional.of(owned.shard()) : Optional.empty(),
        asked);
  }

  /// The ranges of a routing and the gaps between them, computed once.
  public KeySpace keySpace(String routing, RoutingRule.Ranged range) {
    return spaces.computeIfAbsent(
        routing, name -> KeySpace.of(range.ranges(), topology().positions()));
  }

  /// What can be drawn of a routing without ranges, computed once.
  public RuleSpace ruleSpace(RoutingDefinition routing) {
    return rules.computeIfAbsent(
        routing.name(),
        name -> RuleSpace.of(routing, names, text -> ValueText.ofCell(text).text()));
  }

  /// The shards in the order of the topology.
  public ShardNames shardNames() {
    return names;
  }

  /// The position of a shard in the topology.
  public int position(ShardId shard) {
    return names.position(shard);
  }

  /// What each shard has of the rows and bytes; below 0 where that was not counted.
  List<RangeMap.Share> sharesByPosition(Picture shown) {
    return shown.shares().stream()
        .map(share ->
            new RangeMap.Share(
                position(share.shard().id()),
                share.size().isPresent() ? share.shareOfRows() : -1,
                share.size().isPresent() ? share.shareOfBytes() : -1))
        .toList();
  }

  public Topology topology() {
    return open.workspace().topology();
  }

  private void refresh() {
    TableDefinition.Sharded table = open.question().tableProperty().get();
    if (table == null) {
      picture.set(null);
      return;
    }
    TableSizes.Sizes known = open.sizes().of(table.name()).get();
    picture.set(
        new Picture(
            table,
            topology().routing(table.routing()),
            known,
            ShardShare.of(topology().shards(), known),
            askedKey(table),
            badKey(table),
            Optional.ofNullable(open.question().shardProperty().get())));
  }

  private Optional<String> badKey(TableDefinition.Sharded table) {
    return open.question().answerProperty().get() instanceof KeyQuestion.Answer.BadKey bad
            && bad.table().equals(table)
        ? Optional.of(bad.message())
        : Optional.empty();
  }

  private Optional<AskedKey> askedKey(TableDefinition.Sharded table) {
    return open.question().answerProperty().get() instanceof KeyQuestion.Answer.Routed routed
            && routed.table().equals(table)
        ? Optional.of(new AskedKey(routed.key(), routed.route()))
        : Optional.empty();
  }
}
