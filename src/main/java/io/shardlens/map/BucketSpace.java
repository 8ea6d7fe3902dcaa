package io.shardlens.map;

import io.shardlens.routing.HashSpace;
import io.shardlens.routing.RingPoints;
import io.shardlens.routing.SampledShares;
import io.shardlens.routing.UniformRanges;
import io.shardlens.routing.hash.HashRing;
import io.shardlens.topology.BucketMap;
import io.shardlens.topology.BucketRule;
import io.shardlens.topology.BucketRule.HashRange;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.ShardId;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/// Buckets, ranges of a hash or points of a ring on one line, whose length is their number: places
/// go from 0 to the number of buckets, also where these are not equally long.
public final class BucketSpace {

  /// What one of them is called, and whether they are counted from 0 or from 1.
  public enum Unit {
    BUCKET("bucket", 0),
    HASH_RANGE("hash range", 1),
    POINT("point", 1),
    SAMPLED_KEY("sampled key", 1),
    SHARD("shard", 1),
    RANGE("range", 1),
    VALUE("value", 1);

    private final String word;
    private final int first;

    Unit(String word, int first) {
      this.word = word;
      this.first = first;
    }
  }

  /// Neighbouring buckets of one owner.
  ///
  /// @param first the first bucket
  /// @param end the first after; of a hole the same
  /// @param owner position of the shard; [ShardNames#NOBODY] for a hole
  /// @param from place
  /// @param to place, above
  record Run(int first, int end, int owner, double from, double to) {}

  private static final int FEW_PARTS = 3;

  private final Unit unit;
  private final int count;
  private final List<Run> runs;
  private final List<BigInteger> bounds;
  private final Optional<HashSpace> numbers;

  /// Where each piece begins and ends, of buckets that are not equally long; a ring has one piece
  /// more than points, because the first point also owns what lies after the last.
  private final double[] starts;

  private final double[] ends;

  private final int[] owners;

  private BucketSpace(
      Unit unit, int count, List<Run> runs, List<Piece> pieces, Optional<HashSpace> numbers) {
    this.unit = unit;
    this.count = count;
    this.runs = merged(runs);
    this.bounds = pieces.stream().map(Piece::number).toList();
    this.numbers = numbers;
    this.starts = pieces.stream().mapToDouble(Piece::from).toArray();
    this.ends = pieces.stream().mapToDouble(Piece::to).toArray();
    this.owners = pieces.stream().mapToInt(Piece::owner).toArray();
  }

  private record Piece(BigInteger number, int owner, double from, double to) {}

  /// All buckets equally wide.
  public static BucketSpace of(RoutingRule.Buckets rule, ShardNames names) {
    return switch (rule.bucket()) {
      case BucketRule.Modulo(BucketMap map, BucketRule.Remainder _) ->
          equal(Unit.BUCKET, map, names);
      case BucketRule.Jump(var owners) -> equal(Unit.BUCKET, BucketMap.of(owners), names);
      case BucketRule.Uniform(var owners) -> equal(Unit.HASH_RANGE, BucketMap.of(owners), names);
      case BucketRule.HashRanges(var ranges) ->
          equal(
              Unit.HASH_RANGE, BucketMap.of(ranges.stream().map(HashRange::shard).toList()), names);
    };
  }

  public static BucketSpace equal(Unit unit, BucketMap map, ShardNames names) {
    List<Run> runs =
        map.ranges().stream()
            .map(range ->
                new Run(
                    range.from(),
                    range.to(),
                    names.position(range.shard()),
                    range.from(),
                    range.to()))
            .toList();
    return new BucketSpace(unit, map.count(), runs, List.of(), Optional.empty());
  }

  /// The shards of a rule that counts nothing, each once and equally wide.
  public static BucketSpace ofShards(RoutingRule rule, ShardNames names) {
    return equal(Unit.SHARD, BucketMap.of(rule.shards()), names);
  }

  /// The ranges of a hash to scale; empty for a rule that has none.
  public static Optional<BucketSpace> inHashSpace(RoutingRule.Buckets rule, ShardNames names) {
    HashSpace space = HashSpace.of(rule.number());
    return switch (rule.bucket()) {
      case BucketRule.Uniform _ -> Optional.of(toScale(space, UniformRanges.of(rule), names));
      case BucketRule.HashRanges(var ranges) -> Optional.of(toScale(space, ranges, names));
      case BucketRule.Modulo _, BucketRule.Jump _ -> Optional.empty();
    };
  }

  /// @param ranges ascending without overlap; what lies between them is a hole
  public static BucketSpace toScale(HashSpace space, List<HashRange> ranges, ShardNames names) {
    BigInteger size = space.to().subtract(space.from());
    int count = Math.max(1, ranges.size());
    List<Run> runs = new ArrayList<>();
    List<Piece> pieces = new ArrayList<>();
    double next = 0;
    for (int i = 0; i < ranges.size(); i++) {
      HashRange range = ranges.get(i);
      double from = part(range.from().subtract(space.from()), size) * count;
      double to = part(range.to().subtract(space.from()), size) * count;
      if (from > next) {
        runs.add(new Run(i, i, ShardNames.NOBODY, next, from));
      }
      if (to > from) {
        runs.add(new Run(i, i + 1, names.position(range.shard()), from, to));
      }
      pieces.add(new Piece(range.from(), names.position(range.shard()), from, to));
      next = to;
    }
    if (next < count) {
      runs.add(new Run(ranges.size(), ranges.size(), ShardNames.NOBODY, next, count));
    }
    return new BucketSpace(Unit.HASH_RANGE, count, runs, pieces, Optional.of(space));
  }

  /// Made-up keys in the order of their shards, each a bucket: their shares are all that is known
  /// of a rule whose shards own no ranges. Keys without a shard are a hole at the end.
  public static BucketSpace ofSample(SampledShares shares, ShardNames names) {
    List<Run> runs = new ArrayList<>();
    int next = 0;
    List<Map.Entry<ShardId, Integer>> owners =
        shares.owners().entrySet().stream()
            .filter(entry -> entry.getValue() > 0)
            .sorted(Comparator.comparingInt(entry -> names.position(entry.getKey())))
            .toList();
    for (Map.Entry<ShardId, Integer> owner : owners) {
      int end = next + owner.getValue();
      runs.add(new Run(next, end, names.position(owner.getKey()), next, end));
      next = end;
    }
    if (next < shares.sample()) {
      runs.add(new Run(next, shares.sample(), ShardNames.NOBODY, next, shares.sample()));
    }
    return new BucketSpace(Unit.SAMPLED_KEY, shares.sample(), runs, List.of(), Optional.empty());
  }

  /// The part of the line that each shard owns, by position.
  public List<Double> parts(int shards) {
    double[] parts = new double[shards];
    for (Run run : runs) {
      if (run.owner() != ShardNames.NOBODY) {
        parts[run.owner()] += (run.to() - run.from()) / count;
      }
    }
    return Arrays.stream(parts).boxed().toList();
  }

  /// The arcs that end at the points of a ring; the last piece of the line belongs to the first
  /// point again.
  ///
  /// @param types of the key as the rule sees it
  public static BucketSpace ofRing(RoutingRule.Ring rule, List<KeyType> types, ShardNames names) {
    HashRing ring = RingPoints.of(rule, types);
    int bits = Math.min(64, 8 * rule.key().part().bytes());
    BigInteger size = BigInteger.ONE.shiftLeft(bits);
    int count = ring.size();
    List<Run> runs = new ArrayList<>();
    List<Piece> pieces = new ArrayList<>();
    BigInteger previous = BigInteger.ZERO;
    double from = 0;
    for (int i = 0; i <= count; i++) {
      BigInteger number = i == count ? size : end(ring.point(i), size, rule);
      double to = i == count ? count : part(number, size) * count;
      int owner = names.position(rule.members().get(ring.ownerOfPoint(i % count)).shard());
      pieces.add(new Piece(previous, owner, from, to));
      if (to > from) {
        runs.add(new Run(i % count, i % count + 1, owner, from, to));
      }
      previous = number;
      from = to;
    }
    return new BucketSpace(
        Unit.POINT, count, runs, pieces, Optional.of(new HashSpace(BigInteger.ZERO, size)));
  }

  /// The first hash that belongs to the next point.
  private static BigInteger end(long point, BigInteger size, RoutingRule.Ring rule) {
    BigInteger number = new BigInteger(Long.toUnsignedString(point)).mod(size);
    return rule.strictlyAfter() ? number : number.add(BigInteger.ONE);
  }

  private static double part(BigInteger number, BigInteger size) {
    return new BigDecimal(number).divide(new BigDecimal(size), MathContext.DECIMAL64).doubleValue();
  }

  private static List<Run> merged(List<Run> runs) {
    List<Run> merged = new ArrayList<>();
    for (Run run : runs) {
      Run last = merged.isEmpty() ? null : merged.getLast();
      if (last != null && last.owner() == run.owner() && last.end() == run.first()) {
        merged.set(
            merged.size() - 1,
            new Run(last.first(), run.end(), run.owner(), last.from(), run.to()));
      } else {
        merged.add(run);
      }
    }
    return List.copyOf(merged);
  }

  /// What one of them is called: `bucket`, `hash range`, `point`.
  public String word() {
    return unit.word;
  }

  Unit unit() {
    return unit;
  }

  /// The number by which people and derivations call a bucket.
  int numberOf(int bucket) {
    return unit.first + bucket;
  }

  public int count() {
    return count;
  }

  /// The middle of a bucket.
  public double middle(int bucket) {
    return (from(bucket) + to(bucket)) / 2;
  }

  /// All places.
  public Viewport limits() {
    return new Viewport(0, count);
  }

  /// Whether pieces have the lengths that they have in a hash space.
  public boolean isToScale() {
    return numbers.isPresent();
  }

  List<Run> runs() {
    return runs;
  }

  /// The place at which a bucket begins.
  public double from(int bucket) {
    return starts.length == 0 ? bucket : starts[bucket];
  }

  /// The place at which a bucket ends.
  public double to(int bucket) {
    return starts.length == 0 ? bucket + 1 : ends[bucket];
  }

  /// The smallest number of a piece of a hash space.
  BigInteger number(int piece) {
    return bounds.get(piece);
  }

  int pieces() {
    return starts.length == 0 ? count : starts.length;
  }

  /// The bucket at a place; in a hole the one before it.
  public int bucketAt(double place) {
    return pieceAt(place) % count;
  }

  int pieceAt(double place) {
    if (starts.length == 0) {
      return (int) Math.clamp(Math.floor(place), 0, count - 1);
    }
    int found = Arrays.binarySearch(starts, place);
    int piece = found >= 0 ? found : -found - 2;
    while (piece + 1 < starts.length && starts[piece + 1] <= place) {
      piece++;
    }
    return Math.clamp(piece, 0, starts.length - 1);
  }

  /// The position of the shard at a place of the line; [ShardNames#NOBODY] in a hole.
  int ownerAt(double place) {
    return runs.isEmpty() ? ShardNames.NOBODY : runs.get(runAt(place)).owner();
  }

  /// The position of the shard of a bucket.
  int ownerOf(int bucket) {
    return starts.length == 0 ? ownerAt(middle(bucket)) : owners[bucket];
  }

  /// Who owns all of some neighbouring buckets; empty where that is nobody, or several.
  public OptionalInt ownerOf(int first, int end) {
    if (end <= first) {
      return OptionalInt.empty();
    }
    int run = runAt(middle(first));
    return run == runAt(middle(end - 1)) && runs.get(run).owner() != ShardNames.NOBODY
        ? OptionalInt.of(runs.get(run).owner())
        : OptionalInt.empty();
  }

  /// Whether no shard owns more than one bucket.
  public boolean hasOneBucketEach() {
    return runs.stream()
            .allMatch(run -> run.end() == run.first() + 1 && run.owner() != ShardNames.NOBODY)
        && runs.stream().mapToInt(Run::owner).distinct().count() == runs.size();
  }

  /// What a shard owns of the line: `buckets 0 to 31`, or how many where it has many parts.
  public String owned(int owner) {
    List<Run> own = runs.stream().filter(run -> run.owner() == owner).toList();
    if (own.isEmpty()) {
      return "no " + unit.word;
    }
    if (own.size() <= FEW_PARTS) {
      return own.stream()
          .map(run -> name(run.first(), run.end()))
          .collect(Collectors.joining(", "));
    }
    return SceneWords.count(
        own.stream().mapToLong(run -> run.end() - run.first()).sum(), unit.word);
  }

  /// The index of the run at a place.
  int runAt(double place) {
    int low = 0;
    int high = runs.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (runs.get(middle).from() <= place) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /// Where a hash lies.
  ///
  /// @throws IllegalStateException for buckets that are no ranges of a hash
  public double placeOf(BigInteger number) {
    HashSpace space =
        numbers.orElseThrow(() -> new IllegalStateException("Buckets have no hashes"));
    BigInteger size = space.to().subtract(space.from());
    return part(number.subtract(space.from()).mod(size), size) * count;
  }

  /// `bucket 3`, `buckets 3 to 7`.
  String name(int first, int end) {
    return end <= first + 1
        ? unit.word + " " + numberOf(first)
        : unit.word + "s " + numberOf(first) + " to " + numberOf(end - 1);
  }
}
