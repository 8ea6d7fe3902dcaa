package io.shardlens.routing;

import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.expression.ExpressionBounds;
import io.shardlens.topology.expression.ExpressionKey;
import io.shardlens.topology.expression.ExpressionParser;
import io.shardlens.topology.expression.KeyBounds;
import io.shardlens.topology.expression.ParseResult;
import io.shardlens.topology.expression.ParsedExpression;
import io.shardlens.topology.expression.PossibleResults;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An expression over the key gives the position or the id of its shard.
///
/// Every key has an answer: an expression is a bounded tree without loops, and a key for which it
/// has no result, as after a division by zero, has no shard for that reason.
final class ComputedStrategy implements RuleStrategy {

  /// Intervals of integers up to this many values are answered value by value.
  private static final int COUNTABLE_VALUES = 1_024;

  private final ParsedExpression expression;
  private final List<KeyType> types;
  private final List<ShardId> owners;
  private final Map<String, ShardId> byId = new HashMap<>();

  /// @throws IllegalArgumentException when the text is no expression over such a key
  ComputedStrategy(RoutingRule.Computed rule, List<KeyType> types) {
    this.expression =
        switch (ExpressionParser.parse(rule.expression(), ExpressionKey.ofTypes(types))) {
          case ParseResult.Parsed(ParsedExpression parsed) -> parsed;
          case ParseResult.Refused(var problems) ->
              throw new IllegalArgumentException(problems.getFirst().toString());
        };
    this.types = List.copyOf(types);
    this.owners = rule.owners();
    owners.forEach(owner -> byId.put(owner.value(), owner));
  }

  @Override
  public Landing land(List<? extends @Nullable KeyValue> key, List<Derivation.Step> steps) {
    try {
      return new Landing.On(shard(key, steps));
    } catch (ExpressionFailure failure) {
      steps.add(new Derivation.Step("Expression", "none", failure.reason()));
      return new Landing.Nowhere(failure.reason());
    }
  }

  /// The shard of a key; as [#land], but says nothing and is faster.
  Optional<ShardId> owner(List<KeyValue> key) {
    try {
      return Optional.of(shard(key, null));
    } catch (ExpressionFailure _) {
      return Optional.empty();
    }
  }

  /// Whether the results are the names of shards, and not positions.
  boolean givesNames() {
    return expression.namesShards();
  }

  private ShardId shard(
      List<? extends @Nullable KeyValue> key, @Nullable List<Derivation.Step> steps)
      throws ExpressionFailure {
    List<KeyValue> values = new ArrayList<>(key.size());
    for (KeyValue value : key) {
      if (value == null) {
        throw new ExpressionFailure("the expression has no value for NULL");
      }
      values.add(value);
    }
    ExpressionRun run = new ExpressionRun(expression, values, steps);
    return switch (run.result()) {
      case null -> throw new ExpressionFailure("no branch of CASE holds, and it has no ELSE");
      case ExpressionValue.Int(long position) -> at(position, run);
      case ExpressionValue.Text(String id) -> named(id, run);
      case ExpressionValue.Truth _, ExpressionValue.Other _, ExpressionValue.Bytes _ ->
          throw new IllegalStateException("No parsed expression has such a result");
    };
  }

  private ShardId at(long position, ExpressionRun run) throws ExpressionFailure {
    if (position < 0 || position >= owners.size()) {
      throw new ExpressionFailure(
          "the expression gives "
              + position
              + ", and the list of shards has the positions 0 to "
              + (owners.size() - 1));
    }
    ShardId shard = owners.get((int) position);
    run.step(() ->
        new Derivation.Step(
            "Position " + position, shard.value(), "in the list of " + owners.size() + " shards"));
    return shard;
  }

  private ShardId named(String id, ExpressionRun run) throws ExpressionFailure {
    ShardId shard = byId.get(id);
    if (shard == null) {
      throw new ExpressionFailure(
          "the expression gives "
              + new ExpressionValue.Text(id).shown()
              + ", which is none of the routing's "
              + owners.size()
              + " shards");
    }
    run.step(
        () -> new Derivation.Step("Named shard", shard.value(), "the expression gives its name"));
    return shard;
  }

  @Override
  public Set<ShardId> shardsIn(List<ColumnKeys> box) {
    if (box.stream().anyMatch(ColumnKeys.OnlyNull.class::isInstance)) {
      return Set.of();
    }
    List<ColumnKeys> counted = new ArrayList<>();
    for (int i = 0; i < box.size(); i++) {
      counted.add(counted(types.get(i), box.get(i)));
    }
    return KeyProduct.of(counted).map(this::ofKeys).orElseGet(() -> ofBounds(box));
  }

  private Set<ShardId> ofKeys(List<? extends List<? extends @Nullable KeyValue>> keys) {
    Set<ShardId> shards = new LinkedHashSet<>();
    for (List<? extends @Nullable KeyValue> key : keys) {
      if (land(key, new ArrayList<>()) instanceof Landing.On on) {
        shards.add(on.shard());
      }
    }
    return shards;
  }

  /// A short interval of integers as its values; anything else as it is.
  private static ColumnKeys counted(KeyType type, ColumnKeys column) {
    if (!type.isInteger() || !(column instanceof ColumnKeys.Between)) {
      return column;
    }
    KeyBounds bounds = bounds(type, column);
    // The difference is taken as unsigned, because it may not fit in a signed long.
    if (Long.compareUnsigned(bounds.highest() - bounds.lowest(), COUNTABLE_VALUES) >= 0) {
      return column;
    }
    Set<KeyValue> values = new LinkedHashSet<>();
    for (long offset = 0; offset <= bounds.highest() - bounds.lowest(); offset++) {
      values.add(new KeyValue.Int(bounds.lowest() + offset));
    }
    return new ColumnKeys.OneOf(values);
  }

  private Set<ShardId> ofBounds(List<ColumnKeys> box) {
    List<KeyBounds> bounds = new ArrayList<>();
    for (int i = 0; i < box.size(); i++) {
      bounds.add(bounds(types.get(i), box.get(i)));
    }
    PossibleResults results = ExpressionBounds.results(expression, bounds);
    Set<ShardId> shards = new LinkedHashSet<>();
    for (int position = 0; position < owners.size(); position++) {
      if (results.allows(position, owners.get(position).value())) {
        shards.add(owners.get(position));
      }
    }
    return shards;
  }

  /// What is known of an integer; of other keys, nothing.
  private static KeyBounds bounds(KeyType type, ColumnKeys column) {
    if (!type.isInteger()) {
      return KeyBounds.ALL;
    }
    return switch (column) {
      case ColumnKeys.OneOf(Set<KeyValue> values) -> {
        long[] numbers = values.stream().mapToLong(ComputedStrategy::number).sorted().toArray();
        yield new KeyBounds(numbers[0], numbers[numbers.length - 1]);
      }
      case ColumnKeys.Between(KeyValue lowest, KeyValue highest) ->
          new KeyBounds(
              lowest == null ? type.minimum() : number(lowest),
              highest == null ? type.maximum() : number(highest));
      case ColumnKeys.Any _, ColumnKeys.OnlyNull _ -> new KeyBounds(type.minimum(), type.maximum());
    };
  }

  private static long number(KeyValue value) {
    return ((KeyValue.Int) value).value();
  }
}
