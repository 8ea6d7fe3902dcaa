package io.shardlens.map;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.fixtures.RandomSeed;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.ShardId;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TilesSceneTest {

  @Test
  void everyValueIsUnderATileThatSaysItsOwner() {
    long seed = RandomSeed.ofThisRun();
    Random random = new Random(seed);
    for (int i = 0; i < RandomSeed.cases(150, 5_000); i++) {
      int shards = 1 + random.nextInt(random.nextInt(5) == 0 ? 1_024 : 8);
      int count = random.nextInt(random.nextInt(4) == 0 ? 30_000 : 300);
      ShardNames names = Painted.names(shards);
      ListedValues values = values(random, names, count);
      TilesScene.Picture picture =
          new TilesScene.Picture(
              values,
              names,
              random.nextBoolean() || values.size() == 0
                  ? OptionalInt.empty()
                  : OptionalInt.of(random.nextInt(values.size())),
              random.nextBoolean() ? Optional.empty() : Optional.of(names.id(0)),
              random.nextBoolean() ? Optional.empty() : Optional.of(values.search("1")));
      double width = random.nextInt(3) == 0 ? random.nextInt(60) : random.nextInt(2_000);
      MapScene scene = TilesScene.scene(picture, width, TextMeasure.MONOSPACED);
      String run = "seed " + seed + ", case " + i;
      Painted.check(scene);
      assertThat(scene.height()).as(run).isLessThan(1_000);
      check(scene, picture, run);
    }
  }

  private static void check(MapScene scene, TilesScene.Picture picture, String run) {
    BitSet shown = new BitSet();
    for (Target target : scene.targets()) {
      if (target.subject() instanceof Subject.Buckets(int first, int end)) {
        shown.set(first, end);
        assertThat(scene.hit(target.area().middleX(), target.area().middleY()))
            .as(run)
            .contains(target);
        if (end == first + 1) {
          assertThat(target.words())
              .as(run)
              .contains(picture.names().inWords(picture.values().owner(first)));
        }
      }
    }
    assertThat(shown.cardinality())
        .as(run)
        .isIn(
            scene.width() < 60
                ? List.of(0, picture.values().size())
                : List.of(picture.values().size()));
  }

  @Test
  void aSearchCountsAndFindsInAnyCase() {
    ShardNames names = Painted.names(2);
    ListedValues values =
        ListedValues.of(
            new RoutingRule.ListOfValues(
                Map.of(
                    new KeyValue.Text("France"),
                    names.id(0),
                    new KeyValue.Text("Spain"),
                    names.id(1)),
                Optional.of(names.id(1))),
            names,
            text -> text);
    assertThat(values.search("fran").cardinality()).isEqualTo(1);
    assertThat(values.search("A").cardinality()).isEqualTo(2);
    assertThat(values.search("other").cardinality()).as("the rest is no value").isZero();
    assertThat(values.find(new KeyValue.Text("Peru"))).hasValue(2);
    assertThat(values.counted(1)).isEqualTo("1 value and others");
    MapScene scene =
        TilesScene.scene(
            new TilesScene.Picture(
                values,
                names,
                OptionalInt.of(0),
                Optional.empty(),
                Optional.of(values.search("s"))),
            600,
            TextMeasure.MONOSPACED);
    assertThat(Painted.texts(scene)).contains("France", "Spain", "all other values", "1 of 2");
  }

  private static ListedValues values(Random random, ShardNames names, int count) {
    Map<KeyValue, ShardId> owners = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      String text =
          switch (random.nextInt(40)) {
            case 0 -> "x".repeat(random.nextInt(10_000)) + i;
            case 1 -> "قيمة" + i;
            default -> Integer.toString(i, 36);
          };
      owners.put(new KeyValue.Text(text), names.id(random.nextInt(names.size())));
    }
    return ListedValues.of(
        new RoutingRule.ListOfValues(
            owners, random.nextBoolean() ? Optional.of(names.id(0)) : Optional.empty()),
        names,
        text -> text);
  }
}
