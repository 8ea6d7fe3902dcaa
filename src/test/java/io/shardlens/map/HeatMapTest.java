package io.shardlens.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.fixtures.RandomSeed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HeatMapTest {
  private static final Instant FROM = Instant.parse("2026-11-21T10:00:00Z");
  private static final String SOURCE = "pg_stat_user_tables, sampled every 10 s";

  private static HeatMap map(int rows, int columns, HeatMap.Rate reads, HeatMap.Rate writes) {
    List<HeatMap.Row> shards = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      shards.add(new HeatMap.Row(i, "Shard " + i, i % 7 == 3 ? "connection refused" : ""));
    }
    return new HeatMap(
        shards, FROM, Duration.ofMinutes(1), columns, reads, writes, HeatMap.Shown.BOTH, SOURCE);
  }

  private static MapScene scene(HeatMap map, double width) {
    return map.scene(width, TextMeasure.MONOSPACED);
  }

  private static Target cell(MapScene scene, int row, int column) {
    return scene.targets().stream()
        .filter(target -> target.subject().equals(new Subject.Cell(row, column)))
        .findFirst()
        .orElseThrow();
  }

  private static List<Shape> at(MapScene scene, Target target) {
    double x = target.area().middleX();
    double y = target.area().middleY();
    return scene.shapes().stream()
        .filter(shape ->
            switch (shape) {
              case Shape.Box box ->
                  new Target.Rectangle(box.x(), box.y(), box.width(), box.height()).contains(x, y);
              case Shape.Hatching box ->
                  new Target.Rectangle(box.x(), box.y(), box.width(), box.height()).contains(x, y);
              default -> false;
            })
        .toList();
  }

  @Test
  void aHintSaysShardTimeReadsAndWrites() {
    MapScene scene = scene(map(4, 60, (row, i) -> 1_204, (row, i) -> 2.5), 900);
    assertThat(cell(scene, 1, 30).words())
        .isEqualTo(
            "Shard 1 · 11-21 10:30 to 10:31 UTC · 1\u202f204 rows read/s · 2.50 rows written/s");
  }

  @Test
  void nothingKnownIsHatchedAndZeroIsNot() {
    MapScene scene =
        scene(
            map(4, 60, (row, i) -> i < 30 ? Double.NaN : 0, (row, i) -> i < 30 ? Double.NaN : 0),
            900);
    assertThat(at(scene, cell(scene, 0, 10))).singleElement().isInstanceOf(Shape.Hatching.class);
    assertThat(cell(scene, 0, 10).words()).endsWith("no data");
    assertThat(at(scene, cell(scene, 0, 40)))
        .singleElement()
        .isInstanceOfSatisfying(
            Shape.Box.class, box -> assertThat(box.paint()).isEqualTo(new Paint.Heat(0)));
    assertThat(cell(scene, 0, 40).words()).contains("0 rows read/s");
  }

  @Test
  void theHottestShardOfMergedRowsIsSeen() {
    MapScene scene = scene(map(1_024, 60, (row, i) -> row == 777 ? 10_000 : 1, (row, i) -> 0), 900);
    Target hot = cell(scene, 777, 30);
    assertThat(hot.words()).startsWith("Shard 777, the hottest of ").contains("10\u202f000");
    assertThat(at(scene, hot))
        .singleElement()
        .isInstanceOfSatisfying(
            Shape.Box.class, box -> assertThat(box.paint()).isEqualTo(new Paint.Heat(1)));
  }

  @Test
  void aShardThatIsDownIsGreyAndKeepsItsPast() {
    MapScene scene = scene(map(4, 60, (row, i) -> 5, (row, i) -> 5), 900);
    assertThat(scene.shapes())
        .anySatisfy(shape ->
            assertThat(shape)
                .isInstanceOfSatisfying(
                    Shape.Label.class,
                    label -> {
                      assertThat(label.text()).isEqualTo("Shard 3 · down");
                      assertThat(label.paint()).isEqualTo(Paint.Role.MUTED);
                    }));
    assertThat(at(scene, cell(scene, 3, 10))).singleElement().isInstanceOf(Shape.Box.class);
  }

  @Test
  void theLegendSaysUnitScaleAndSource() {
    MapScene scene = scene(map(4, 60, (row, i) -> 300, (row, i) -> 5), 1_200);
    assertThat(
            scene.shapes().stream()
                .filter(Shape.Label.class::isInstance)
                .map(shape -> ((Shape.Label) shape).text()))
        .contains("rows read and written per second, log scale", SOURCE, "no data", "0", "500");
  }

  /// Whatever the size and the figures: nothing is painted outside, and every cell is found where
  /// it is, with the colour or the hatching that it says.
  @Test
  void everyCellIsHitAtItsMiddleAndNothingIsOutside() {
    long seed = RandomSeed.ofThisRun();
    for (int round = 0; round < RandomSeed.cases(8, 100); round++) {
      Random random = new Random(seed + round);
      int columns = 1 + random.nextInt(400);
      int rows = 1 + random.nextInt(random.nextBoolean() ? 12 : 300);
      double[][] rates = new double[rows][columns];
      for (double[] row : rates) {
        for (int i = 0; i < columns; i++) {
          row[i] = random.nextInt(3) == 0 ? Double.NaN : Math.exp(random.nextInt(20)) - 1;
        }
      }
      HeatMap map = map(rows, columns, (row, i) -> rates[row][i], (row, i) -> rates[row][i] / 2);
      MapScene scene = scene(map, 60 + random.nextInt(1_500));
      String which = "seed " + (seed + round);
      for (Target target : scene.targets()) {
        assertThat(scene.hit(target.area().middleX(), target.area().middleY()))
            .as(which)
            .contains(target);
        if (target.subject() instanceof Subject.Cell) {
          assertThat(at(scene, target))
              .as(which)
              .singleElement()
              .matches(
                  shape -> shape instanceof Shape.Hatching == target.words().endsWith("no data"));
        }
      }
      for (Shape shape : scene.shapes()) {
        inside(shape, scene, which);
      }
    }
  }

  private static void inside(Shape shape, MapScene scene, String which) {
    switch (shape) {
      case Shape.Box box -> inside(box.x(), box.y(), box.width(), box.height(), scene, which);
      case Shape.Frame box -> inside(box.x(), box.y(), box.width(), box.height(), scene, which);
      case Shape.Hatching box -> inside(box.x(), box.y(), box.width(), box.height(), scene, which);
      case Shape.Line line ->
          inside(line.x1(), line.y1(), line.x2() - line.x1(), line.y2() - line.y1(), scene, which);
      case Shape.Label label -> {
        double width = TextMeasure.MONOSPACED.width(label.text(), label.style());
        double height = label.style().size();
        inside(
            label.anchor().left(label.x(), width),
            label.y() - height / 2,
            width,
            height,
            scene,
            which);
      }
      default -> throw new AssertionError(shape);
    }
  }

  private static void inside(
      double x, double y, double width, double height, MapScene scene, String which) {
    assertThat(x).as(which).isNotNegative();
    assertThat(y).as(which).isNotNegative();
    assertThat(x + width).as(which).isLessThanOrEqualTo(scene.width() + 0.001);
    assertThat(y + height).as(which).isLessThanOrEqualTo(scene.height() + 0.001);
  }

  /// Each figure is looked at once, and what is drawn is bounded by the pixels.
  @Test
  void aThousandShardsOverADayCostTheirPixels() {
    AtomicLong looked = new AtomicLong();
    HeatMap.Rate rate =
        (row, i) -> {
          looked.incrementAndGet();
          return (row * 31 + i * 17) % 1_000;
        };
    MapScene scene = scene(map(1_024, 1_440, rate, rate), 1_400);
    assertThat(looked.get()).isEqualTo(2L * 1_024 * 1_440);
    assertThat(scene.height()).isLessThan(600);
    assertThat(scene.targets()).hasSizeLessThan(450 / 4 * 1_400 / 4);
    assertThat(scene.shapes()).hasSizeLessThan(450 / 4 * 1_400 / 4);
  }

  /// From nothing to the most, each step is seen as further from the ground of the theme.
  @Test
  void moreHeatIsFurtherFromTheGroundInEveryTheme() {
    for (Palette palette : List.of(Palette.LIGHT, Palette.DARK)) {
      double ground = luminance(palette.colour(Paint.Role.SURFACE));
      double before = -1;
      for (int i = 0; i <= 20; i++) {
        double distance = Math.abs(luminance(palette.colour(new Paint.Heat(i / 20.0))) - ground);
        assertThat(distance).as("%s at %d", palette.name(), i).isGreaterThanOrEqualTo(before);
        before = distance;
      }
      assertThat(before).isGreaterThan(0.5);
    }
  }

  private static double luminance(int colour) {
    return (0.2126 * linear(colour >> 16) + 0.7152 * linear(colour >> 8) + 0.0722 * linear(colour));
  }

  private static double linear(int channel) {
    double share = (channel & 0xFF) / 255.0;
    return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }
}
