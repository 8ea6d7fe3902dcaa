package io.shardlens.topology.imports.yaml;

import io.shardlens.topology.ShardId;
import io.shardlens.topology.imports.yaml.InlineExpression.Operator;
import io.shardlens.topology.imports.yaml.InlineRouting.Dividend;
import io.shardlens.topology.imports.yaml.InlineRouting.Modulo;
import io.shardlens.topology.imports.yaml.InlineRouting.Sign;
import io.shardlens.topology.imports.yaml.InlineRouting.Values;
import io.shardlens.topology.imports.yaml.InlineValue.Whole;
import io.shardlens.topology.imports.yaml.InlineValue.Width;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// Brings an inline expression to a rule.
///
/// Where the key stands only in remainders, `user_id % 4` or `user_id.hashCode() % 4`, the least
/// common multiple of the divisors tells apart all that the expression can: it is computed for
/// every remainder once, negative ones included, and the answers are the rule. Whatever it does
/// with the remainders besides needs no understanding.
final class InlineReduction {

  /// The most remainders that are told apart.
  static final int MAXIMUM_MODULUS = 4096;

  private final InlineTemplate template;
  private final String column;
  private final Targets targets;
  private final List<Division> divisions = new ArrayList<>();

  private InlineReduction(InlineTemplate template, String column, Targets targets) {
    this.template = template;
    this.column = column;
    this.targets = targets;
  }

  /// A remainder of the key that the expression takes.
  private record Division(Dividend dividend, boolean absolute, long divisor) {}

  /// @throws InlineException when no rule was found; its message says why
  static InlineRouting reduce(InlineTemplate template, String column, Targets targets)
      throws InlineException {
    InlineReduction reduction = new InlineReduction(template, column, targets);
    List<InlineExpression> expressions = template.expressions();
    return expressions.size() == 1 && reduction.isTheKey(expressions.getFirst())
        ? reduction.values()
        : reduction.modulo(expressions);
  }

  private boolean isTheKey(InlineExpression expression) {
    return switch (expression) {
      case InlineExpression.Column(String name) -> name.equals(column);
      case InlineExpression.AsText(InlineExpression inner) -> isTheKey(inner);
      default -> false;
    };
  }

  private Values values() throws InlineException {
    Map<String, ShardId> shards = new LinkedHashMap<>();
    targets
        .shards()
        .forEach((name, shard) -> template.filling(name).ifPresent(key -> shards.put(key, shard)));
    if (shards.isEmpty()) {
      throw new InlineException("there is no data source of a name that it could give");
    }
    return new Values(shards);
  }

  private Modulo modulo(List<InlineExpression> expressions) throws InlineException {
    for (InlineExpression expression : expressions) {
      collect(expression);
    }
    if (divisions.isEmpty()) {
      throw new InlineException("the sharding column does not stand in it");
    }
    Division first = divisions.getFirst();
    long modulus = 1;
    for (Division division : divisions) {
      if (division.dividend != first.dividend || division.absolute != first.absolute) {
        throw new InlineException("it takes remainders of different numbers");
      }
      modulus = leastCommonMultiple(modulus, division.divisor);
    }
    List<Optional<ShardId>> shards =
        IntStream.range(0, smallest((int) modulus)).mapToObj(this::shard).toList();
    if (shards.stream().allMatch(Optional::isEmpty)) {
      throw new InlineException("there is no data source of a name that it gives");
    }
    return new Modulo(first.dividend, first.absolute ? Sign.ABSOLUTE : sign(shards), shards);
  }

  /// Finds the remainders of the key, and refuses the key anywhere else.
  private void collect(InlineExpression expression) throws InlineException {
    Optional<Division> division = division(expression);
    if (division.isPresent()) {
      divisions.add(division.get());
    } else if (expression instanceof InlineExpression.Column) {
      throw new InlineException("more of the key matters than a remainder such as key % 4");
    } else {
      for (InlineExpression part : expression.parts()) {
        collect(part);
      }
    }
  }

  private Optional<Division> division(InlineExpression expression) {
    return expression
                instanceof
                InlineExpression.Binary(
                    Operator operator,
                    InlineExpression dividend,
                    InlineExpression.Numeral(long divisor))
            && operator == Operator.REMAINDER
            && divisor > 0
            && divisor <= MAXIMUM_MODULUS
        ? dividend(dividend, divisor)
        : Optional.empty();
  }

  private Optional<Division> dividend(InlineExpression expression, long divisor) {
    return switch (expression) {
      case InlineExpression.Column(String name) when name.equals(column) ->
          Optional.of(new Division(Dividend.KEY, false, divisor));
      case InlineExpression.HashCode(InlineExpression inner) when isColumn(inner) ->
          Optional.of(new Division(Dividend.HASH_CODE, false, divisor));
      case InlineExpression.Absolute(InlineExpression inner) ->
          dividend(inner, divisor).map(found -> new Division(found.dividend, true, divisor));
      default -> Optional.empty();
    };
  }

  /// Not its text, whose hash is another.
  private boolean isColumn(InlineExpression expression) {
    return expression instanceof InlineExpression.Column(String name) && name.equals(column);
  }

  private static long leastCommonMultiple(long left, long right) throws InlineException {
    long divisor = left;
    long rest = right;
    while (rest != 0) {
      long next = divisor % rest;
      divisor = rest;
      rest = next;
    }
    long multiple = left / divisor * right;
    if (multiple > MAXIMUM_MODULUS) {
      throw new InlineException("it tells more than " + MAXIMUM_MODULUS + " remainders apart");
    }
    return multiple;
  }

  /// The smallest divisor whose remainders alone tell the shard.
  private int smallest(int modulus) {
    List<Optional<ShardId>> all =
        IntStream.range(1 - modulus, modulus).mapToObj(this::shard).toList();
    return IntStream.rangeClosed(1, modulus)
        .filter(divisor -> modulus % divisor == 0)
        .filter(divisor ->
            IntStream.range(1 - modulus, modulus)
                .allMatch(each ->
                    all.get(each + modulus - 1).equals(all.get(each % divisor + modulus - 1))))
        .findFirst()
        .orElse(modulus);
  }

  /// The shard of all numbers that leave this remainder; a negative one is that of negative
  /// numbers.
  private Optional<ShardId> shard(int remainder) {
    InlineEvaluator evaluator =
        new InlineEvaluator(expression ->
            division(expression).map(found -> new Whole(remainder % found.divisor, Width.INTEGER)));
    try {
      List<String> names = template.names(evaluator);
      return names.size() == 1 ? targets.named(names.getFirst()) : Optional.empty();
    } catch (InlineException e) {
      // What has no value is the name of no data source.
      return Optional.empty();
    }
  }

  private Sign sign(List<Optional<ShardId>> shards) throws InlineException {
    List<Optional<ShardId>> negative =
        IntStream.range(1, shards.size()).mapToObj(remainder -> shard(-remainder)).toList();
    if (are(negative, remainder -> shards.get(shards.size() - remainder))) {
      return Sign.FLOOR;
    }
    if (are(negative, shards::get)) {
      return Sign.ABSOLUTE;
    }
    if (are(negative, _ -> Optional.empty())) {
      return Sign.HAS_NO_SHARD;
    }
    throw new InlineException("it sends negative keys by a rule of their own");
  }

  private static boolean are(
      List<Optional<ShardId>> negative, IntFunction<Optional<ShardId>> expected) {
    return IntStream.rangeClosed(1, negative.size())
        .allMatch(remainder -> negative.get(remainder - 1).equals(expected.apply(remainder)));
  }
}
