package io.shardlens.topology.imports.python;

import io.shardlens.topology.ShardId;
import io.shardlens.topology.imports.python.evaluation.Domain;
import io.shardlens.topology.imports.python.evaluation.Domain.Remainder;
import io.shardlens.topology.imports.python.evaluation.Intervals;
import io.shardlens.topology.imports.python.evaluation.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes of the cases of one key the shape of the routing. The cases exclude each other; a shape
/// comes out only if they leave no key without an answer.
final class ShapeReader {
  private static final int MOST_SINGLE_KEYS = 1_000;
  private static final int LONGEST_PERIOD = 4_096;

  /// What is known of the key in a case, and the shard; empty where the application refuses it.
  record Answered(Domain key, Optional<ShardId> shard) {}

  /// A shape, or why there is none.
  sealed interface Result {}

  record Shaped(SelectorShape shape) implements Result {}

  /// The cases contradict each other: such a combination does not occur.
  record Impossible() implements Result {}

  record Unclear(String why) implements Result {}

  private ShapeReader() {}

  static Result read(List<Answered> cases, Value.Opaque key) {
    boolean divided = cases.stream().anyMatch(each -> each.key().remainder() != null);
    boolean texts = cases.stream().anyMatch(each -> asksForText(each.key()));
    boolean numbers = divided || cases.stream().anyMatch(each -> asksForNumber(each.key()));
    if (texts && numbers) {
      return new Unclear("it compares the key with numbers and with texts");
    }
    if (key instanceof Value.Digest && !divided) {
      return new Unclear("it takes no remainder of the hash");
    }
    return texts ? texts(cases) : divided ? modulo(cases, key) : numbers(cases);
  }

  /// Whether the key is compared with a text; with the empty one only where it must be given.
  static boolean asksForText(Domain key) {
    return key.texts().members().stream().anyMatch(text -> !text.isEmpty());
  }

  /// Whether the key is compared with a number; with 0 only where it must be given.
  static boolean asksForNumber(Domain key) {
    Intervals zero = Intervals.between(0, 0);
    return key.remainder() != null
        || (key.restrictsNumbers()
            && !key.numbers().equals(zero)
            && !key.numbers().equals(zero.not())
            && !key.numbers().isEmpty());
  }

  private static Result texts(List<Answered> cases) {
    Map<String, ShardId> values = new LinkedHashMap<>();
    Optional<ShardId> otherwise = Optional.empty();
    boolean covered = false;
    for (Answered each : cases) {
      Domain.Texts texts = each.key().texts();
      if (texts.listed()) {
        for (String text : texts.members().stream().sorted().toList()) {
          if (each.shard().isPresent() && values.put(text, each.shard().get()) != null) {
            return new Impossible();
          }
        }
      } else if (covered) {
        return new Impossible();
      } else {
        covered = true;
        otherwise = each.shard();
      }
    }
    boolean constant = values.isEmpty() && otherwise.isPresent();
    if (!covered || (values.isEmpty() && !constant)) {
      return new Impossible();
    }
    Optional<ShardId> rest = otherwise;
    return new Shaped(
        constant
            ? new SelectorShape.Constant(rest.orElseThrow())
            : new SelectorShape.Texts(values, rest));
  }

  private static Result numbers(List<Answered> cases) {
    List<SelectorShape.Piece> pieces = new ArrayList<>();
    for (Answered each : cases) {
      for (Intervals.Span span : each.key().numbers().spans()) {
        pieces.add(new SelectorShape.Piece(span.first(), span.last(), each.shard()));
      }
    }
    pieces.sort(Comparator.comparingLong(SelectorShape.Piece::first));
    List<SelectorShape.Piece> merged = merged(pieces);
    if (merged.isEmpty()) {
      return new Impossible();
    }
    if (merged.stream().allMatch(piece -> piece.shard().isEmpty())) {
      return new Impossible();
    }
    if (merged.size() == 1) {
      return new Shaped(new SelectorShape.Constant(merged.getFirst().shard().orElseThrow()));
    }
    SelectorShape single = single(merged);
    return new Shaped(single == null ? new SelectorShape.Ranges(merged) : single);
  }

  /// Neighbours of one shard put together; empty where a number has no answer, or two.
  private static List<SelectorShape.Piece> merged(List<SelectorShape.Piece> ascending) {
    List<SelectorShape.Piece> merged = new ArrayList<>();
    long next = Long.MIN_VALUE;
    boolean ended = false;
    for (SelectorShape.Piece piece : ascending) {
      if (ended || piece.first() != next) {
        return List.of();
      }
      SelectorShape.Piece last = merged.isEmpty() ? null : merged.getLast();
      if (last != null && last.shard().equals(piece.shard())) {
        merged.set(
            merged.size() - 1, new SelectorShape.Piece(last.first(), piece.last(), piece.shard()));
      } else {
        merged.add(piece);
      }
      ended = piece.last() == Long.MAX_VALUE;
      next = piece.last() + 1;
    }
    return ended ? merged : List.of();
  }

  /// A list where single numbers have a shard and all others one, or none; else `null`.
  private static @Nullable SelectorShape single(List<SelectorShape.Piece> pieces) {
    Map<Long, ShardId> values = new LinkedHashMap<>();
    Optional<ShardId> otherwise = pieces.getFirst().shard();
    for (SelectorShape.Piece piece : pieces) {
      boolean few = piece.last() - piece.first() >= 0 && piece.last() - piece.first() < 16;
      if (few && piece.shard().isPresent() && !piece.shard().equals(otherwise)) {
        for (long i = 0; i <= piece.last() - piece.first(); i++) {
          values.put(piece.first() + i, piece.shard().get());
        }
      } else if (!piece.shard().equals(otherwise)) {
        return null;
      }
    }
    // A few numbers among ranges that are refused are ranges all the same.
    boolean list = !values.isEmpty() && (otherwise.isEmpty() || pieces.size() > 2);
    return list ? new SelectorShape.Numbers(values, otherwise) : null;
  }

  private static Result modulo(List<Answered> cases, Value.Opaque key) {
    long period = 1;
    for (Answered each : cases) {
      Remainder remainder = each.key().remainder();
      period = remainder == null ? period : leastCommonMultiple(period, remainder.modulus());
      if (period > LONGEST_PERIOD) {
        return new Unclear("it takes remainders by different numbers");
      }
    }
    Map<Long, ShardId> owners = new HashMap<>();
    Map<Long, ShardId> single = new LinkedHashMap<>();
    for (Answered each : cases) {
      Remainder remainder = each.key().remainder();
      boolean partly = each.key().numbers().spans().size() > 1 || isPart(each.key().numbers());
      if (remainder == null) {
        Result refused = single(each, single);
        if (refused != null) {
          return refused;
        }
      } else if (each.shard().isEmpty()) {
        return new Unclear("it has no shard for some remainders");
      } else if (partly && each.key().numbers().not().spans().size() > MOST_SINGLE_KEYS) {
        return new Unclear("it treats ranges of keys apart from the remainders");
      } else {
        for (long i = remainder.value(); i < period; i += remainder.modulus()) {
          ShardId before = owners.put(i, each.shard().get());
          if (before != null && !before.equals(each.shard().get())) {
            return new Unclear("it treats ranges of keys apart from the remainders");
          }
        }
      }
    }
    return owners.size() == period ? shaped(owners, period, key, single) : new Impossible();
  }

  private static boolean isPart(Intervals numbers) {
    return !numbers.equals(Intervals.ALL);
  }

  private static Result shaped(
      Map<Long, ShardId> owners, long period, Value.Opaque key, Map<Long, ShardId> single) {
    List<ShardId> inOrder = new ArrayList<>();
    for (long i = 0; i < period; i++) {
      ShardId owner = owners.get(i);
      if (owner != null) {
        inOrder.add(owner);
      }
    }
    Optional<Value.Digest> digest =
        key instanceof Value.Digest hashed ? Optional.of(hashed) : Optional.empty();
    List<ShardId> shortest = shortest(inOrder);
    return new Shaped(
        shortest.size() == 1 && single.isEmpty()
            ? new SelectorShape.Constant(shortest.getFirst())
            : new SelectorShape.Modulo(shortest, digest, single));
  }

  /// The shortest list that gives the same over and over: of `a b a b` it is `a b`.
  private static List<ShardId> shortest(List<ShardId> owners) {
    for (int length = 1; length < owners.size(); length++) {
      int period = length;
      if (owners.size() % length == 0
          && java.util.stream.IntStream.range(length, owners.size())
              .allMatch(i -> owners.get(i).equals(owners.get(i % period)))) {
        return owners.subList(0, length);
      }
    }
    return owners;
  }

  /// Keys that are asked for before the remainder is taken: single ones have their shard; a range
  /// of them only if the application refuses it.
  private static @Nullable Result single(Answered each, Map<Long, ShardId> single) {
    if (each.shard().isEmpty()) {
      return null;
    }
    long count = 0;
    for (Intervals.Span span : each.key().numbers().spans()) {
      long width = span.last() - span.first();
      count = width < 0 || width > MOST_SINGLE_KEYS ? Long.MAX_VALUE : count + width + 1;
      if (count > MOST_SINGLE_KEYS) {
        return new Unclear("it treats ranges of keys apart from the remainders");
      }
      for (long i = 0; i <= width; i++) {
        single.put(span.first() + i, each.shard().get());
      }
    }
    return null;
  }

  private static long leastCommonMultiple(long a, long b) {
    long x = a;
    long y = b;
    while (y != 0) {
      long rest = x % y;
      x = y;
      y = rest;
    }
    return a / x * b;
  }
}
