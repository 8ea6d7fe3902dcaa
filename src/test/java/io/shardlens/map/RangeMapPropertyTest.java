package io.shardlens.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.fixtures.RandomSeed;
import io.shardlens.topology.KeyFormatException;
import io.shardlens.topology.KeyRange;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.ShardId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RangeMapPropertyTest {
  private static final List<KeyType> TYPES =
      List.of(
          KeyType.BIGINT,
          KeyType.INTEGER,
          KeyType.SMALLINT,
          KeyType.TEXT,
          KeyType.UUID,
          KeyType.DATE,
          KeyType.TIMESTAMP,
          KeyType.TIMESTAMPTZ);

  /// As the window does: on one line, and not of any length.
  private static String text(KeyValue key) {
    String line =
        key.text()
            .codePoints()
            .mapToObj(point ->
                Character.isISOControl(point)
                    ? "\\u%04x".formatted(point)
                    : Character.toString(point))
            .collect(Collectors.joining());
    return SceneWords.shortened(line, 1_000);
  }

  @Test
  void whatIsDrawnIsHitAtItsMiddleAndStaysInTheScene() {
    long seed = RandomSeed.ofThisRun();
    Random random = new Random(seed);
    for (int i = 0; i < RandomSeed.cases(1_500, 60_000); i++) {
      KeyType type = TYPES.get(random.nextInt(TYPES.size()));
      int bounds = random.nextInt(random.nextInt(10) == 0 ? 2_000 : 12);
      RangeMap map =
          map(random, type, 1 + random.nextInt(random.nextInt(6) == 0 ? 1_024 : 6), bounds);
      double width = random.nextInt(4) == 0 ? random.nextInt(320) : 200 + random.nextInt(2_000);
      check(map, view(random, map.axis()), width, "seed " + seed + ", case " + i + ", " + type);
    }
  }

  private static void check(RangeMap map, Viewport view, double width, String run) {
    MapScene scene = map.scene(view, width, TextMeasure.MONOSPACED);
    try {
      Painted.check(scene);
    } catch (AssertionError e) {
      throw new AssertionError(
          run + ", " + map.axis().scale() + ", " + view + ": " + e.getMessage(), e);
    }
    assertThat(scene.shapes().size()).as(run).isLessThan((int) (width * 30) + 400);
    for (Target target : scene.targets()) {
      Target.Area area = target.area();
      assertThat(((Target.Rectangle) area).width()).as("%s: %s", run, target).isPositive();
      if (((Target.Rectangle) area).width() >= 2
          && target.subject() instanceof Subject.Pieces pieces
          && pieces.isOne()) {
        assertThat(scene.hit(area.middleX(), area.middleY()))
            .as("%s: %s in %s", run, target, view)
            .contains(target);
        int owner = map.axis().space().piece(pieces).owner();
        assertThat(target.words())
            .as(run)
            .startsWith(owner == KeySpace.NOBODY ? "gap" : map.names().get(owner).substring(0, 7));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(KeyScale.class)
  void shapesFollowThePixelsHoweverManyRangesThereAre(KeyScale scale) {
    for (int count : new int[] {10, 1_000, 100_000}) {
      List<KeyRange> ranges = new ArrayList<>();
      for (int i = 0; i <= count; i++) {
        ranges.add(
            new KeyRange(
                i == 0 ? null : new KeyValue.Int(i * 1_000L),
                i == count ? null : new KeyValue.Int((i + 1) * 1_000L),
                new ShardId("s" + i % 16)));
      }
      RangeMap map = map(ranges, KeyType.BIGINT, scale, 16, Optional.empty());
      for (Viewport view : List.of(map.axis().home(), map.axis().limits())) {
        MapScene scene = map.scene(view, 1_200, TextMeasure.MONOSPACED);
        Painted.check(scene);
        assertThat(scene.shapes().size()).isLessThan(1_200 * 12);
        assertThat(scene.targets().size()).isLessThan(1_400);
      }
    }
  }

  @Test
  void theEndsOfBigintAreDrawnOnEveryScale() {
    KeyValue first = new KeyValue.Int(Long.MIN_VALUE);
    KeyValue last = new KeyValue.Int(Long.MAX_VALUE);
    List<KeyRange> ranges =
        List.of(
            new KeyRange(first, new KeyValue.Int(Long.MIN_VALUE + 1), new ShardId("s0")),
            new KeyRange(new KeyValue.Int(Long.MIN_VALUE + 1), last, new ShardId("s1")),
            new KeyRange(last, null, new ShardId("s0")));
    for (KeyScale scale : KeyScale.values()) {
      for (KeyValue asked : List.of(first, last, new KeyValue.Int(0))) {
        RangeMap map = map(ranges, KeyType.BIGINT, scale, 2, Optional.of(asked));
        check(map, map.axis().home(), 900, "home of " + scale);
        check(map, map.axis().limits(), 900, "all of " + scale);
        double end = map.axis().place(asked);
        Viewport near =
            map.axis().home().zoomed(end, 1e30, map.axis().limits(), map.axis().shortest(end));
        check(map, near, 900, "near " + asked + " of " + scale);
      }
    }
  }

  @Test
  void noRangeAtAllIsOneGap() {
    for (KeyType type : TYPES) {
      for (KeyScale scale : KeyAxis.scales(type)) {
        RangeMap map = map(List.of(), type, scale, 1, Optional.empty());
        check(map, map.axis().home(), 800, type + " " + scale);
      }
    }
  }

  private static RangeMap map(Random random, KeyType type, int shards, int bounds) {
    TreeSet<KeyValue> keys = new TreeSet<>();
    for (int i = 0; i < bounds; i++) {
      keys.add(key(random, type));
    }
    List<KeyValue> sorted = List.copyOf(keys);
    List<KeyRange> ranges = new ArrayList<>();
    for (int i = 0; i <= sorted.size(); i++) {
      if (random.nextInt(8) == 0) {
        continue;
      }
      KeyValue from = i == 0 ? null : sorted.get(i - 1);
      // Some reach over the next.
      int end = random.nextInt(30) == 0 ? Math.min(sorted.size(), i + 2) : i;
      KeyValue to = end == sorted.size() ? null : sorted.get(end);
      ranges.add(new KeyRange(from, to, new ShardId("s" + random.nextInt(shards))));
    }
    List<KeyScale> scales = KeyAxis.scales(type);
    return map(
        ranges,
        type,
        scales.get(random.nextInt(scales.size())),
        shards,
        random.nextBoolean() ? Optional.empty() : Optional.of(key(random, type)));
  }

  private static RangeMap map(
      List<KeyRange> ranges, KeyType type, KeyScale scale, int shards, Optional<KeyValue> asked) {
    Map<ShardId, Integer> positions =
        IntStream.range(0, shards)
            .boxed()
            .collect(Collectors.toMap(i -> new ShardId("s" + i), i -> i));
    KeyAxis axis = KeyAxis.of(KeySpace.of(ranges, positions), type, scale, null);
    List<RangeMap.Share> shares =
        IntStream.range(0, shards)
            .mapToObj(i -> new RangeMap.Share(i, 1.0 / shards, i % 3 == 0 ? -1 : 1.0 / shards))
            .toList();
    return new RangeMap(
        axis,
        axis.overview(),
        IntStream.range(0, shards)
            .mapToObj(i -> (i % 7 == 3 ? "n".repeat(10_000) : "Shard ") + i)
            .toList(),
        RangeMapPropertyTest::text,
        Optional.empty(),
        Optional.empty(),
        shares,
        asked.map(key -> new RangeMap.Marker(key, text(key), "lands on Shard 1")),
        Optional.empty(),
        OptionalInt.of(0),
        "by_user".repeat(asked.isPresent() ? 1 : 2_000),
        false);
  }

  private static Viewport view(Random random, KeyAxis axis) {
    Viewport limits = axis.limits();
    return switch (random.nextInt(4)) {
      case 0 -> limits;
      case 1 -> axis.home();
      default -> {
        double around = axis.home().at(random.nextDouble(), 1);
        yield axis.home()
            .zoomed(
                around, Math.pow(10, random.nextDouble() * 12 - 3), limits, axis.shortest(around));
      }
    };
  }

  private static KeyValue key(Random random, KeyType type) {
    return switch (type) {
      case TEXT, VARCHAR, CHAR ->
          new KeyValue.Text(
              switch (random.nextInt(5)) {
                case 0 -> "k".repeat(random.nextInt(10_000));
                case 1 -> "مفتاح" + random.nextInt(1_000);
                case 2 -> "a\n\u0007" + random.nextInt(1_000);
                default -> Integer.toString(random.nextInt(1_000_000), 36);
              });
      case UUID -> new KeyValue.Uuid(new UUID(random.nextLong(), random.nextLong()));
      case DATE, TIMESTAMP, TIMESTAMPTZ -> time(random, type);
      case SMALLINT, INTEGER, BIGINT -> {
        long any =
            switch (random.nextInt(6)) {
              case 0 -> type.minimum() + random.nextInt(2);
              case 1 -> type.maximum() - random.nextInt(2);
              default -> random.nextLong() >> random.nextInt(64);
            };
        yield new KeyValue.Int(Math.clamp(any, type.minimum(), type.maximum()));
      }
    };
  }

  private static KeyValue time(Random random, KeyType type) {
    String infinite =
        switch (random.nextInt(8)) {
          case 0 -> "infinity";
          case 1 -> "-infinity";
          default -> null;
        };
    if (infinite != null) {
      return parsed(type, infinite);
    }
    long number =
        type == KeyType.DATE
            ? random.nextInt(20_000) - 5_000
            : (random.nextLong() >> 12) % 2_000_000_000_000_000L;
    return type.ofOrdinal(number);
  }

  private static KeyValue parsed(KeyType type, String text) {
    try {
      return KeyValue.parse(type, text);
    } catch (KeyFormatException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
