package io.shardlens.execute;

import io.shardlens.routing.KeySet;
import io.shardlens.routing.hash.PostgresHash;
import io.shardlens.sql.Identifier;
import io.shardlens.topology.BucketRule;
import io.shardlens.topology.HashFunction;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.NumberSource;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.RoutingRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Says in SQL which rows of a table have a key of some set. A condition is there only where
/// PostgreSQL decides of every row what the routing decides. Used for one statement.
final class KeyCondition {

  private final RoutingDefinition routing;
  private final List<String> columns;
  private final Set<List<KeyValue>> apart;
  private final List<Parameter> parameters = new ArrayList<>();

  /// @param key the shard key's columns
  /// @param apart overridden keys, which belong to no other set
  KeyCondition(RoutingDefinition routing, List<String> key, Set<List<KeyValue>> apart) {
    this.routing = routing;
    this.columns = key.stream().map(Identifier::quote).toList();
    this.apart = apart;
  }

  /// What the conditions made so far refer to as `$1`, `$2`, …
  List<Parameter> parameters() {
    return List.copyOf(parameters);
  }

  /// Empty where SQL cannot tell.
  Optional<String> of(KeySet keys) {
    Optional<String> condition =
        switch (keys) {
          case KeySet.Overridden(List<KeyValue> key) -> Optional.of(isKey(key));
          case KeySet.Nulls _ -> Optional.of(columns.getFirst() + " IS NULL");
          // The rule sees prepared keys, the table holds those from before.
          case KeySet.Interval interval when routing.preparation().isEmpty() ->
              Optional.of(in(interval));
          case KeySet.Values(List<KeyValue> values) when routing.preparation().isEmpty() ->
              Optional.of(isOneOf(values, "= ANY"));
          case KeySet.AllBut(List<KeyValue> values) when routing.preparation().isEmpty() ->
              Optional.of(isOneOf(values, "<> ALL"));
          case KeySet.Buckets buckets when routing.preparation().isEmpty() ->
              number(buckets.of())
                  .map(number -> number + " = ANY (" + array(texts(buckets)) + "::numeric[])");
          case KeySet.Interval _,
              KeySet.Values _,
              KeySet.AllBut _,
              KeySet.Buckets _,
              KeySet.HashInterval _,
              KeySet.InGroup _,
              KeySet.Results _,
              KeySet.Share _ ->
              Optional.empty();
        };
    return condition.map(made ->
        keys instanceof KeySet.Overridden || keys instanceof KeySet.Nulls
            ? made
            : made + withoutOverridden());
  }

  private String withoutOverridden() {
    return apart.stream()
        .map(key -> " AND (" + isKey(key) + ") IS NOT TRUE")
        .collect(Collectors.joining());
  }

  private String isKey(List<KeyValue> key) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < key.size(); i++) {
      parts.add(column(i) + " = " + constant(i, key.get(i)));
    }
    return String.join(" AND ", parts);
  }

  private String in(KeySet.Interval interval) {
    if (routing.rule() instanceof RoutingRule.Single && columns.size() > 1) {
      // Of several columns, those with NULL have no move of their own.
      return "TRUE";
    }
    if (interval.from() == null && interval.to() == null) {
      return columns.stream()
          .map(name -> name + " IS NOT NULL")
          .collect(Collectors.joining(" AND "));
    }
    List<String> parts = new ArrayList<>();
    if (interval.from() != null) {
      parts.add(key() + " >= " + constants(interval.from()));
    }
    if (interval.to() != null) {
      parts.add(key() + " < " + constants(interval.to()));
    }
    return String.join(" AND ", parts);
  }

  private String isOneOf(List<KeyValue> values, String operator) {
    return column(0)
        + " "
        + operator
        + " ("
        + array(values.stream().map(KeyValue::text).toList())
        + "::"
        + type(0)
        + "[])";
  }

  /// The number of the bucket of each row, among so many.
  private Optional<String> number(int buckets) {
    if (columns.size() != 1
        || !(routing.rule() instanceof RoutingRule.Buckets(NumberSource source, BucketRule rule))
        || !(rule instanceof BucketRule.Modulo modulo)) {
      return Optional.empty();
    }
    KeyType type = routing.keyTypes().getFirst();
    String column = columns.getFirst();
    return switch (source) {
      case NumberSource.Identity _ when type.isInteger() ->
          Optional.of(remainder(column + "::numeric", buckets, modulo.remainder()));
      case NumberSource.BitField(int shift, int width, var _) when type.isInteger() ->
          Optional.of(
              "((%s::bigint >> %d) & %d) %% %d"
                  .formatted(column, shift, (1L << width) - 1, buckets));
      case NumberSource.Hash hash when hash.function() == HashFunction.POSTGRESQL ->
          Optional.of(rowHashRemainder(type, column, buckets));
      case NumberSource.Identity _, NumberSource.BitField _, NumberSource.Hash _ ->
          Optional.empty();
    };
  }

  private static String remainder(String number, int buckets, BucketRule.Remainder rule) {
    return switch (rule) {
      case FLOOR -> "mod(mod(%s, %d) + %d, %d)".formatted(number, buckets, buckets, buckets);
      case ABSOLUTE -> "mod(abs(%s), %d)".formatted(number, buckets);
      case TRUNCATED -> "mod(%s, %d)".formatted(number, buckets);
    };
  }

  /// The row hash of `partbounds.c` of a row with one key column, which is hash + constant modulo
  /// 2^64, or 0 for NULL; by the server's own hash functions, and in numeric, which does not
  /// overflow.
  private static String rowHashRemainder(KeyType type, String column, int buckets) {
    String two64 = "18446744073709551616";
    return "mod(coalesce(mod(%s(%s, %d)::numeric + %d + %s, %s), 0), %d)"
        .formatted(
            PostgresHash.functionName(type),
            column,
            PostgresHash.PARTITION_SEED,
            PostgresHash.COMBINE_CONSTANT,
            two64,
            two64,
            buckets);
  }

  private static List<String> texts(KeySet.Buckets buckets) {
    return buckets.buckets().stream().map(String::valueOf).toList();
  }

  private String key() {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      all.add(column(i));
    }
    return all.size() == 1 ? all.getFirst() : "(" + String.join(", ", all) + ")";
  }

  private String constants(KeyValue bound) {
    if (!(bound instanceof KeyValue.Tuple(List<KeyValue> values))) {
      return constant(0, bound);
    }
    List<String> all = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      all.add(constant(i, values.get(i)));
    }
    return "(" + String.join(", ", all) + ")";
  }

  /// Text is compared by its bytes, as routings compare it, whatever collation the column has.
  private String column(int index) {
    return routing.keyTypes().get(index).isText()
        ? columns.get(index) + "::text COLLATE \"C\""
        : columns.get(index);
  }

  private String constant(int index, KeyValue value) {
    parameters.add(new Parameter.Text(value.text()));
    return "$" + parameters.size() + "::" + type(index);
  }

  private String array(List<@Nullable String> values) {
    parameters.add(new Parameter.TextArray(values));
    return "$" + parameters.size() + "::text[]";
  }

  private String type(int index) {
    KeyType type = routing.keyTypes().get(index);
    return type.isText() ? "text" : type.word();
  }
}
