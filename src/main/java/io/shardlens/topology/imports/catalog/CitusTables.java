package io.shardlens.topology.imports.catalog;

import io.shardlens.topology.BucketRule;
import io.shardlens.topology.HashFunction;
import io.shardlens.topology.KeyFormatException;
import io.shardlens.topology.KeyRange;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.NumberSource;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.TableName;
import io.shardlens.topology.imports.Findings;
import io.shardlens.topology.imports.FoundRoutings;
import io.shardlens.topology.imports.ImportPlace;
import io.shardlens.topology.imports.catalog.PartitionRule.NoRule;
import io.shardlens.topology.json.Shown;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The tables of a Citus catalog, and their routings, which co-located tables share.
final class CitusTables {

  /// PostgreSQL keeps names that begin with `pg_` for itself, so that no query ever finds a table
  /// here.
  static final String PLACEMENTS = "pg_placement";

  private static final BigInteger SMALLEST = BigInteger.valueOf(Integer.MIN_VALUE);
  private static final BigInteger AFTER_LARGEST = BigInteger.valueOf(1L + Integer.MAX_VALUE);

  private final CitusWorkers workers;
  private final ImportPlace place;
  private final Findings findings;
  private final FoundRoutings routings = new FoundRoutings();
  private final Map<TableName, TableDefinition> definitions = new LinkedHashMap<>();

  CitusTables(CitusWorkers workers, ImportPlace place, Findings findings) {
    this.workers = workers;
    this.place = place;
    this.findings = findings;
  }

  /// @param method `h` hash, `r` range, `a` append, `n` none
  /// @param model `t` where every node has the table
  private record Table(
      TableName name, String method, String model, String column, String type, List<Part> parts) {}

  /// A shard of Citus on a node.
  private record Part(String minimum, String maximum, ShardId node) {}

  List<RoutingDefinition> routings() {
    return routings.all();
  }

  List<TableDefinition> definitions() {
    return List.copyOf(definitions.values());
  }

  void addAll(CatalogRows rows) {
    Map<TableName, Map<String, Part>> parts = new LinkedHashMap<>();
    Map<TableName, CatalogRows.Row> firsts = new LinkedHashMap<>();
    for (CatalogRows.Row row : rows.rows()) {
      if (row.text(0).isBlank() || row.text(1).isBlank()) {
        continue;
      }
      TableName name = new TableName(row.text(0), row.text(1));
      firsts.putIfAbsent(name, row);
      Optional<ShardId> node = workers.of(row.text(9), row.text(10), row.text(11));
      // Further placements of a shard are copies of the first.
      node.ifPresent(id ->
          parts
              .computeIfAbsent(name, _ -> new LinkedHashMap<>())
              .putIfAbsent(row.text(6), new Part(row.text(7), row.text(8), id)));
    }
    firsts.forEach((name, row) ->
        add(
            new Table(
                name,
                row.text(2),
                row.text(3),
                row.text(4),
                row.text(5),
                List.copyOf(parts.getOrDefault(name, Map.of()).values()))));
  }

  private void add(Table table) {
    if (table.method.equals("n") && table.model.equals("t")) {
      definitions.put(table.name, new TableDefinition.Reference(table.name));
      findings.understood(place, shown(table) + " is a reference table");
      return;
    }
    definitions.put(table.name, new TableDefinition.Unsharded(table.name, workers.coordinator()));
    if (table.method.equals("n")) {
      findings.understood(
          place, shown(table) + " is one shard, and is asked for on the coordinator");
      return;
    }
    try {
      placements(table);
    } catch (NoRule e) {
      findings.notUnderstood(
          place,
          shown(table)
              + " is asked for on the coordinator; where its keys lie was left out: "
              + e.getMessage());
    }
  }

  private void placements(Table table) throws NoRule {
    Optional<KeyType> type = CatalogTypes.of(table.type);
    if (type.isEmpty() || table.column.isBlank()) {
      throw new NoRule("keys of the type " + Shown.quoted(table.type) + " cannot be expressed");
    }
    RoutingRule rule =
        switch (table.method) {
          case "h" -> hash(table.parts);
          case "r" -> range(type.get(), table.parts);
          default -> throw new NoRule("only hash and range distribution can be expressed");
        };
    List<String> key = List.of(table.column);
    String routing = routings.named(key, List.of(type.get()), rule);
    TableName name = placementName(table.name);
    definitions.put(name, new TableDefinition.Sharded(name, key, routing));
    findings.assumed(
        place,
        shown(table)
            + " is asked for on the coordinator, whose answer is that of all its shards; "
            + Shown.quoted(name.toString())
            + " says on which worker a "
            + Shown.quoted(table.column)
            + " lies, and holds no rows");
  }

  private TableName placementName(TableName name) {
    TableName wanted = new TableName(PLACEMENTS, name.name());
    return definitions.containsKey(wanted)
        ? new TableName(PLACEMENTS, name.schema() + "_" + name.name())
        : wanted;
  }

  /// Both ends of a shard's hash range are its own (`shardinterval_utils.c`).
  private static RoutingRule hash(List<Part> parts) throws NoRule {
    List<BucketRule.HashRange> ranges = new ArrayList<>();
    for (Part part : parts) {
      ranges.add(
          new BucketRule.HashRange(
              number(part.minimum), number(part.maximum).add(BigInteger.ONE), part.node));
    }
    ranges.sort(Comparator.comparing(BucketRule.HashRange::from));
    BigInteger reached = SMALLEST;
    for (BucketRule.HashRange range : ranges) {
      if (!range.from().equals(reached) || range.to().compareTo(range.from()) <= 0) {
        throw new NoRule("its shards do not cover every hash once, at " + reached);
      }
      reached = range.to();
    }
    if (!reached.equals(AFTER_LARGEST)) {
      throw new NoRule("its shards do not cover every hash once, at " + reached);
    }
    return new RoutingRule.Buckets(
        NumberSource.Hash.ofTypedValue(HashFunction.CITUS), new BucketRule.HashRanges(ranges));
  }

  private static BigInteger number(String text) throws NoRule {
    if (!text.matches("-?[0-9]{1,10}")) {
      throw new NoRule("a shard of it has no hash range");
    }
    return new BigInteger(text);
  }

  /// Both ends are the shard's own, so that only a key that has a next one can begin the next
  /// range.
  private static RoutingRule range(KeyType type, List<Part> parts) throws NoRule {
    List<KeyRange> ranges = new ArrayList<>();
    for (Part part : parts) {
      try {
        if (!(KeyValue.parse(type, part.minimum) instanceof KeyValue.Countable from)
            || !(KeyValue.parse(type, part.maximum) instanceof KeyValue.Countable to)
            || from.ordinal() > to.ordinal()) {
          throw new NoRule("ranges of " + type.word() + " with both ends cannot be expressed");
        }
        ranges.add(
            new KeyRange(
                from,
                to.ordinal() == type.maximum() ? null : type.ofOrdinal(to.ordinal() + 1),
                part.node));
      } catch (KeyFormatException e) {
        throw new NoRule("a shard of it has no range that can be read");
      }
    }
    return new RoutingRule.Range(PartitionRanges.disjoint(ranges).whole(type));
  }

  private static String shown(Table table) {
    return Shown.quoted(table.name.toString());
  }
}
