package io.shardlens.topology.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.fixtures.RandomSeed;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import org.junit.jupiter.api.Test;

/// Interval arithmetic against the results of every pair of integers of both intervals.
final class IntegerIntervalTest {
  private static final long SEED = RandomSeed.ofThisRun();

  /// @param oracle the operation of two integers
  private record Operation(
      String name,
      BiFunction<IntegerInterval, IntegerInterval, List<IntegerInterval>> intervals,
      BinaryOperator<BigInteger> oracle) {}

  private static final List<Operation> OPERATIONS =
      List.of(
          new Operation("+", (a, b) -> a.plus(b).stream().toList(), BigInteger::add),
          new Operation("-", (a, b) -> a.minus(b).stream().toList(), BigInteger::subtract),
          new Operation("*", (a, b) -> a.times(b).stream().toList(), BigInteger::multiply),
          new Operation("/", IntegerInterval::dividedBy, BigInteger::divide),
          new Operation("%", IntegerInterval::remainderBy, BigInteger::remainder),
          new Operation(
              "floor_div", IntegerInterval::floorDividedBy, IntegerIntervalTest::floorDivided),
          new Operation(
              "floor_mod",
              IntegerInterval::floorRemainderBy,
              (a, b) -> a.subtract(b.multiply(floorDivided(a, b)))));

  @Test
  void coversTheResultOfEveryPair() {
    Random random = new Random(SEED);
    for (int round = RandomSeed.cases(3_000, 300_000); round > 0; round--) {
      IntegerInterval left = interval(random);
      IntegerInterval right = interval(random);
      OPERATIONS.forEach(operation -> check(operation, left, right));
    }
  }

  @Test
  void knowsTheExactRemaindersOfOneQuotient() {
    assertThat(new IntegerInterval(8, 11).remainderBy(new IntegerInterval(4, 4)))
        .containsExactly(new IntegerInterval(0, 3));
    assertThat(new IntegerInterval(9, 10).floorRemainderBy(new IntegerInterval(4, 4)))
        .containsExactly(new IntegerInterval(1, 2));
    assertThat(new IntegerInterval(-3, -2).remainderBy(new IntegerInterval(4, 4)))
        .containsExactly(new IntegerInterval(-3, -2));
    assertThat(IntegerInterval.ALL.floorRemainderBy(new IntegerInterval(4, 4)))
        .containsExactly(new IntegerInterval(0, 3));
  }

  private static void check(Operation operation, IntegerInterval left, IntegerInterval right) {
    List<IntegerInterval> covered = operation.intervals().apply(left, right);
    for (long a : members(left)) {
      for (long b : members(right)) {
        if (b == 0 && !List.of("+", "-", "*").contains(operation.name())) {
          continue;
        }
        BigInteger result = operation.oracle().apply(BigInteger.valueOf(a), BigInteger.valueOf(b));
        boolean isCovered =
            result.bitLength() >= Long.SIZE
                || covered.stream().anyMatch(part -> part.contains(result.longValueExact()));
        assertThat(isCovered)
            .as(
                "seed %d: %d %s %d of %s, %s in %s",
                SEED, a, operation.name(), b, left, right, covered)
            .isTrue();
      }
    }
  }

  private static List<Long> members(IntegerInterval interval) {
    List<Long> members = new ArrayList<>();
    for (long offset = 0; offset <= interval.highest() - interval.lowest(); offset++) {
      members.add(interval.lowest() + offset);
    }
    return members;
  }

  private static IntegerInterval interval(Random random) {
    long lowest =
        switch (random.nextInt(5)) {
          case 0 -> Long.MIN_VALUE + random.nextInt(4);
          case 1 -> Long.MAX_VALUE - 12 + random.nextInt(4);
          case 2 -> random.nextLong(Long.MIN_VALUE, Long.MAX_VALUE - 20);
          default -> random.nextInt(25) - 14;
        };
    return new IntegerInterval(lowest, lowest + random.nextInt(9));
  }

  private static BigInteger floorDivided(BigInteger left, BigInteger right) {
    BigInteger[] parts = left.divideAndRemainder(right);
    return parts[1].signum() != 0 && parts[1].signum() != right.signum()
        ? parts[0].subtract(BigInteger.ONE)
        : parts[0];
  }
}
