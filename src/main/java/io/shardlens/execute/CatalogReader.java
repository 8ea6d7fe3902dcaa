package io.shardlens.execute;

import static io.shardlens.execute.SmallAnswers.text;

import io.shardlens.plan.Catalog;
import io.shardlens.plan.TableFacts;
import io.shardlens.plan.TableFacts.ColumnFacts;
import io.shardlens.rows.PgType;
import io.shardlens.topology.Shard;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.TableName;
import io.shardlens.topology.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads what the shards' catalogs say of the topology's tables, and where they disagree. Keeps the
/// answers for [#FRESH], because every query needs them; of a shard that does not answer, what it
/// said last. Thread-safe.
final class CatalogReader {

  /// How long an answer is used. A schema that changes within it is noticed when the answer of a
  /// shard does not fit the description that the server gave.
  static final Duration FRESH = Duration.ofSeconds(30);

  private static final Duration TIMEOUT = Duration.ofSeconds(8);

  /// How long a shard that did not answer is left alone.
  static final Duration SILENCE = Duration.ofSeconds(10);

  // Types and collations are spelled with their schema because the search path holds pg_catalog
  // only.
  private static final String QUALIFY = "SELECT set_config('search_path', 'pg_catalog', true)";

  private static final String COLUMNS =
      """
      SELECT n.nspname, c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
             CASE WHEN a.attcollation <> 0 AND a.attcollation <> t.typcollation
                  THEN quote_ident(cn.nspname) || '.' || quote_ident(co.collname) ELSE '' END,
             CASE WHEN co.collprovider = 'd'
                  THEN to_jsonb(d)->>'datlocprovider' = 'b'
                       OR (coalesce(to_jsonb(d)->>'datlocprovider', 'c') = 'c'
                           AND d.datcollate IN ('C', 'POSIX'))
                  ELSE co.collprovider = 'b'
                       OR (co.collprovider = 'c' AND co.collcollate IN ('C', 'POSIX')) END,
             coalesce(co.collisdeterministic, true),
             a.attnotnull
        FROM pg_class c
        JOIN pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        JOIN pg_type t ON t.oid = a.atttypid
        LEFT JOIN pg_collation co ON co.oid = a.attcollation
        LEFT JOIN pg_namespace cn ON cn.oid = co.collnamespace
        CROSS JOIN pg_database d
       WHERE d.datname = current_database()
         AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
         AND (n.nspname::text, c.relname::text) IN (SELECT * FROM unnest($1::text[], $2::text[]))
       ORDER BY 1, 2, a.attnum\
      """;

  private static final String PARTS =
      """
      WITH RECURSIVE part(root_schema, root_name, oid) AS (
        SELECT n.nspname, c.relname, c.oid
          FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE (n.nspname::text, c.relname::text) IN (SELECT * FROM unnest($1::text[], $2::text[]))
        UNION ALL
        SELECT part.root_schema, part.root_name, i.inhrelid
          FROM part JOIN pg_inherits i ON i.inhparent = part.oid)
      SELECT part.root_schema, part.root_name, n.nspname, c.relname
        FROM part JOIN pg_class c ON c.oid = part.oid JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE (n.nspname, c.relname) <> (part.root_schema, part.root_name)\
      """;

  /// What names the database: the same for two sessions only when they are in one database of one
  /// running server, and unlike the system identifier for anybody to read; and how it orders text.
  private static final String DATABASE =
      """
      SELECT pg_postmaster_start_time()::text || '/' || d.oid::text,
             concat_ws('/', d.datcollate, d.datctype, to_jsonb(d)->>'datlocprovider',
                       to_jsonb(d)->>'daticulocale', to_jsonb(d)->>'datlocale',
                       to_jsonb(d)->>'datcollversion')
        FROM pg_database d WHERE d.datname = current_database()\
      """;

  /// What one shard says.
  private record ShardCatalog(
      String identity, String textOrder, Map<TableName, TableFacts> tables) {}

  private final Topology topology;
  private final Scatter scatter;
  private final Map<ShardId, ShardCatalog> known = new LinkedHashMap<>();
  private final Map<ShardId, Long> askAgainAt = new HashMap<>();
  private @Nullable Catalog combined;

  CatalogReader(Topology topology, Scatter scatter) {
    this.topology = topology;
    this.scatter = scatter;
  }

  /// What is known of all tables; from the shards that answer, or from memory while it is fresh.
  /// The same object as long as nothing was asked anew.
  ///
  /// @throws ShardlensException when two shards are the same database, whose rows would count twice
  synchronized Catalog read(Deadline deadline) throws ShardlensException {
    Optional<Catalog> fresh = fresh();
    if (fresh.isPresent()) {
      return fresh.get();
    }
    // A shard that keeps silent must not take the time in which the others answer the query.
    scatter
        .run(due(), deadline.part(0.5, TIMEOUT), (_, session) -> shard(session))
        .forEach(this::note);
    checkDistinct();
    Catalog made = combine();
    combined = made;
    return made;
  }

  /// As the other one, for who has no deadline.
  Catalog read() throws ShardlensException {
    return read(Deadline.in(TIMEOUT.multipliedBy(2)));
  }

  /// What is known, where nobody has to be asked for it.
  synchronized Optional<Catalog> fresh() {
    return due().isEmpty() ? Optional.ofNullable(combined) : Optional.empty();
  }

  private List<ShardId> due() {
    long now = System.nanoTime();
    return topology.shards().stream()
        .map(Shard::id)
        .filter(shard -> known.isEmpty() || isDue(shard, now))
        .toList();
  }

  private boolean isDue(ShardId shard, long now) {
    Long at = askAgainAt.get(shard);
    return at == null || now - at >= 0;
  }

  private void note(ShardId shard, Scatter.Answer<ShardCatalog> answer) {
    switch (answer) {
      case Scatter.Answer.Answered<ShardCatalog>(ShardCatalog catalog, long _) -> {
        known.put(shard, catalog);
        askAgainAt.put(shard, System.nanoTime() + FRESH.toNanos());
      }
      case Scatter.Answer.Unanswered<ShardCatalog> _ ->
          askAgainAt.put(shard, System.nanoTime() + SILENCE.toNanos());
    }
  }

  private void checkDistinct() throws ShardlensException {
    Map<String, ShardId> databases = new HashMap<>();
    for (var entry : known.entrySet()) {
      ShardId other = databases.putIfAbsent(entry.getValue().identity(), entry.getKey());
      if (other != null) {
        // Whoever corrects a server instead of the file need not wait until it is looked at again.
        forget();
        throw sameDatabase(topology.shard(other), topology.shard(entry.getKey()));
      }
    }
  }

  /// Asks the shards that answered anew at the next occasion.
  synchronized void forget() {
    known.keySet().forEach(askAgainAt::remove);
    combined = null;
  }

  private static ShardlensException sameDatabase(Shard one, Shard other) {
    return new ShardlensException(
        QueryError.Code.ROUTING,
        one.label()
            + " and "
            + other.label()
            + " are the same database ("
            + one.database()
            + " at "
            + one.address()
            + "), so its rows would count twice; correct host, port or database in the topology");
  }

  private ShardCatalog shard(ShardSession session) throws ShardFailure {
    @Nullable String[] database = SmallAnswers.rows(session, DATABASE, List.of()).getFirst();
    return new ShardCatalog(text(database[0]), text(database[1]), tables(session));
  }

  private Map<TableName, TableFacts> tables(ShardSession session) throws ShardFailure {
    List<Parameter> names =
        List.of(
            new Parameter.TextArray(
                new ArrayList<>(
                    topology.tables().stream().map(table -> table.name().schema()).toList())),
            new Parameter.TextArray(
                new ArrayList<>(
                    topology.tables().stream().map(table -> table.name().name()).toList())));
    SmallAnswers.rows(session, QUALIFY, List.of());
    Map<TableName, List<ColumnFacts>> columns = new LinkedHashMap<>();
    for (@Nullable String[] row : SmallAnswers.rows(session, COLUMNS, names)) {
      TableName table = new TableName(text(row[0]), text(row[1]));
      columns.computeIfAbsent(table, name -> new ArrayList<>()).add(column(row));
    }
    Map<TableName, Set<TableName>> parts = new HashMap<>();
    for (@Nullable String[] row : SmallAnswers.rows(session, PARTS, names)) {
      parts
          .computeIfAbsent(new TableName(text(row[0]), text(row[1])), name -> new HashSet<>())
          .add(new TableName(text(row[2]), text(row[3])));
    }
    Map<TableName, TableFacts> tables = new LinkedHashMap<>();
    columns.forEach((name, list) ->
        tables.put(name, new TableFacts(name, list, parts.getOrDefault(name, Set.of()))));
    return tables;
  }

  private static ColumnFacts column(@Nullable String[] row) {
    String sqlType = text(row[3]);
    String shown = sqlType.startsWith("public.") ? sqlType.substring("public.".length()) : sqlType;
    return new ColumnFacts(
        text(row[2]),
        PgType.ofFormatType(shown),
        sqlType,
        text(row[4]),
        "t".equals(row[5]),
        "t".equals(row[6]),
        "t".equals(row[7]));
  }

  /// Of a shard that never said how it orders text, nobody knows that it does as the others do.
  private boolean sameTextOrder() {
    return known.size() == topology.shards().size()
        && known.values().stream().map(ShardCatalog::textOrder).distinct().count() == 1;
  }

  private Catalog combine() {
    Map<TableName, TableFacts> tables = new HashMap<>();
    Map<TableName, List<String>> differences = new HashMap<>();
    for (TableDefinition table : topology.tables()) {
      List<String> differing = new ArrayList<>();
      TableFacts first = null;
      String firstShard = "";
      for (ShardId shard : holders(table)) {
        ShardCatalog catalog = known.get(shard);
        if (catalog == null) {
          continue;
        }
        String label = topology.shard(shard).label();
        TableFacts facts = catalog.tables().get(table.name());
        if (facts == null) {
          differing.add(label + " has no table " + table.name());
        } else if (first == null) {
          first = facts;
          firstShard = label;
        } else {
          differing.addAll(SchemaDifference.between(firstShard, first, label, facts));
        }
      }
      if (first != null) {
        tables.put(table.name(), first);
      }
      // The tables of tenants lie in their own schemas, and need not be here at all.
      if (!differing.isEmpty() && first != null && !isOfTenants(table)) {
        differences.put(table.name(), List.copyOf(differing));
      }
    }
    return new Catalog(tables, differences, sameTextOrder());
  }

  private boolean isOfTenants(TableDefinition table) {
    return table instanceof TableDefinition.Sharded sharded
        && topology.routing(sharded.routing()).rule().namesSchemas();
  }

  private List<ShardId> holders(TableDefinition table) {
    return switch (table) {
      case TableDefinition.Sharded sharded -> topology.routing(sharded.routing()).shards();
      case TableDefinition.Reference ignored -> topology.shards().stream().map(Shard::id).toList();
      case TableDefinition.Unsharded unsharded -> List.of(unsharded.shard());
    };
  }
}
