package io.shardlens.execute;

import static io.shardlens.execute.SmallAnswers.text;

import io.shardlens.execute.ShardProof.Method;
import io.shardlens.execute.ShardProof.Misplaced;
import io.shardlens.routing.Derivation;
import io.shardlens.sql.Identifier;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.RoutingRule.Tenant;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Checks that each tenant of a shard has its table there, that no tenant's table was left behind
/// on another shard, and, where the tables have the key column, that each holds only its own
/// tenant.
record TenantCheck(MisplacedKeys keys, RoutingDefinition routing, RoutingRule.Tenants rule) {

  private static final int MAX_EXAMPLES = 5;

  /// Tables whose rows are compared by one statement.
  private static final int BATCH = 100;

  private static final String WITH_KEY =
      """
      SELECT n.nspname
        FROM pg_catalog.pg_class c
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
       WHERE c.relname = $1 AND a.attname = $2 AND n.nspname::text = ANY ($3::text[])\
      """;

  ShardProof check(ShardId shard, ShardSession session) throws ShardFailure {
    TableName table = keys.table().name();
    Set<String> there = new HashSet<>(TenantTables.schemas(session, table));
    List<String> tenants =
        there.stream().filter(schema -> rule.hasSchema(shard, schema)).sorted().toList();
    List<Misplaced> found = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    lost(shard, there, found);
    leftBehind(shard, there, found);
    if (routing.preparation().isEmpty() && routing.overrides().isEmpty()) {
      foreignRows(shard, session, tenants, found, notes);
    } else {
      notes.add(
          "The rows of the schemas were not compared, because keys are prepared or overridden");
    }
    return new ShardProof(
        shard,
        Method.EVERY_SCHEMA,
        tenants.size(),
        false,
        found.size(),
        false,
        found.subList(0, Math.min(MAX_EXAMPLES, found.size())),
        "the schema of every tenant",
        notes,
        0);
  }

  /// Tenants of this shard that have no table here.
  private void lost(ShardId shard, Set<String> there, List<Misplaced> found) {
    rule.tenants()
        .forEach((value, tenant) -> {
          String schema = tenant.schemaOf(value.text());
          if (tenant.shard().equals(shard) && !there.contains(schema)) {
            found.add(
                misplaced(
                    value,
                    tenant,
                    " belongs to "
                        + label(shard)
                        + ", which has no table "
                        + new TableName(schema, keys.table().name().name())));
          }
        });
    rule.otherwise()
        .filter(tenant -> tenant.shard().equals(shard) && tenant.isShared())
        .filter(tenant -> !there.contains(tenant.schema()))
        .ifPresent(tenant ->
            found.add(
                new Misplaced(
                    List.of("*"),
                    Optional.of(shard),
                    keys.table().name().shortName()
                        + ": all other tenants belong to "
                        + label(shard)
                        + ", which has no table "
                        + new TableName(tenant.schema(), keys.table().name().name()),
                    new Derivation(List.of()))));
  }

  /// Tables of tenants that live elsewhere, in schemas that no tenant of this shard has.
  private void leftBehind(ShardId shard, Set<String> there, List<Misplaced> found) {
    rule.tenants()
        .forEach((value, tenant) -> {
          String schema = tenant.schemaOf(value.text());
          if (!tenant.shard().equals(shard)
              && there.contains(schema)
              && !rule.hasSchema(shard, schema)) {
            found.add(
                misplaced(
                    value,
                    tenant,
                    " lies on "
                        + label(shard)
                        + " (schema "
                        + schema
                        + ") and belongs to "
                        + label(tenant.shard())));
          }
        });
  }

  private Misplaced misplaced(KeyValue value, Tenant tenant, String what) {
    return new Misplaced(
        List.of(value.text()),
        Optional.of(tenant.shard()),
        keys.table().name().shortName() + " " + value.text() + what,
        new Derivation(
            List.of(
                new Derivation.Step("Tenant", value.text(), "listed, on shard " + tenant.shard()),
                new Derivation.Step("Schema", tenant.schemaOf(value.text()), "search_path"))));
  }

  private void foreignRows(
      ShardId shard,
      ShardSession session,
      List<String> schemas,
      List<Misplaced> found,
      List<String> notes)
      throws ShardFailure {
    List<String> keyed = new ArrayList<>();
    for (@Nullable String[] row :
        SmallAnswers.rows(
            session,
            WITH_KEY,
            List.of(
                new Parameter.Text(keys.table().name().name()),
                new Parameter.Text(keys.table().key().getFirst()),
                new Parameter.TextArray(new ArrayList<>(schemas))))) {
      keyed.add(text(row[0]));
    }
    for (String schema : schemas) {
      if (!keyed.contains(schema) && !rule.isOfOneTenant(shard, schema)) {
        notes.add(
            "The schema "
                + schema
                + " belongs to several tenants, but its table has no column "
                + keys.table().key().getFirst()
                + " that tells them apart");
      }
    }
    for (int i = 0; i < keyed.size(); i += BATCH) {
      List<String> batch = keyed.subList(i, Math.min(keyed.size(), i + BATCH));
      for (@Nullable String[] row : foreignRows(shard, session, batch)) {
        List<@Nullable String[]> key = new ArrayList<>();
        key.add(new @Nullable String[] {row[1]});
        found.addAll(keys.find(shard, Optional.of(text(row[0])), key).misplaced());
      }
    }
  }

  /// Up to six keys of each schema that are not its tenants'.
  private List<@Nullable String[]> foreignRows(
      ShardId shard, ShardSession session, List<String> schemas) throws ShardFailure {
    SqlParameters parameters = new SqlParameters();
    KeyColumn column = new KeyColumn(keys.table().key().getFirst(), type());
    List<String> parts = new ArrayList<>();
    for (String schema : schemas) {
      parts.add(
          "(SELECT "
              + parameters.text(schema)
              + ", "
              + column.sql()
              + "::text FROM "
              + Identifier.quote(new TableName(schema, keys.table().name().name()))
              + " WHERE "
              + condition(shard, schema, column, parameters)
              + " LIMIT "
              + (MAX_EXAMPLES + 1)
              + ")");
    }
    return SmallAnswers.rows(session, String.join(" UNION ALL ", parts), parameters.values());
  }

  private String condition(
      ShardId shard, String schema, KeyColumn column, SqlParameters parameters) {
    List<KeyValue> own = new ArrayList<>();
    List<KeyValue> others = new ArrayList<>();
    rule.tenants()
        .forEach((value, tenant) -> {
          boolean here =
              tenant.shard().equals(shard) && tenant.schemaOf(value.text()).equals(schema);
          (here ? own : others).add(value);
        });
    Optional<Tenant> otherwise = rule.otherwise().filter(tenant -> tenant.shard().equals(shard));
    boolean shared =
        otherwise.filter(tenant -> tenant.isShared() && tenant.schema().equals(schema)).isPresent();
    if (shared) {
      return column.sql() + " IS NULL OR " + column.isOneOf(others, parameters);
    }
    List<@Nullable String> texts = new ArrayList<>(own.stream().map(KeyValue::text).toList());
    otherwise.flatMap(tenant -> tenant.tenantOf(schema)).ifPresent(texts::add);
    return column.sql()
        + " IS NULL OR "
        + column.sql()
        + "::text COLLATE \"C\" <> ALL ("
        + parameters.array("text", texts)
        + ")";
  }

  private KeyType type() {
    return routing.keyTypes().getFirst();
  }

  private String label(ShardId shard) {
    return keys.topology().shard(shard).label();
  }
}
