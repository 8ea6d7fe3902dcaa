package io.shardlens.ui.map;

import static io.shardlens.ui.fixtures.SampleTopologies.AFRICA;
import static io.shardlens.ui.fixtures.SampleTopologies.AMERICAS;
import static io.shardlens.ui.fixtures.SampleTopologies.ASIA;
import static io.shardlens.ui.fixtures.SampleTopologies.EUROPE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.shardlens.map.RuleSpace;
import io.shardlens.topology.Topology;
import io.shardlens.ui.common.Background;
import io.shardlens.ui.common.OpenTopology;
import io.shardlens.ui.fixtures.FakeWorkspace;
import io.shardlens.ui.fixtures.SampleTopologies;
import io.shardlens.ui.map.MapViewModel.NearKey;
import io.shardlens.ui.map.MapViewModel.Picture;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MapViewModelTest {

  @Test
  void comparesEachShardWithAnEvenShareAndNamesTheFullest() {
    Picture picture = picture(open(SampleTopologies.usersByRange()), "");
    assertThat(picture.shares().getFirst().shareOfRows()).isEqualTo(0.1209, within(1e-4));
    assertThat(picture.skewed().orElseThrow().shard().id()).isEqualTo(AFRICA);
    assertThat(picture.skewed().orElseThrow().evenShare()).isEqualTo(1.6038, within(1e-4));
  }

  @Test
  void sharesAreOfTheShardsThatAnswered() {
    OpenTopology open =
        OpenTopology.of(
            new FakeWorkspace(SampleTopologies.usersByRange()).withDown(AFRICA).workspace(),
            Background.direct());
    Picture picture = picture(open, "");
    assertThat(picture.shares().getLast().size()).isEmpty();
    assertThat(picture.shares().stream().mapToDouble(ShardShare::shareOfRows).sum())
        .isEqualTo(1, within(1e-9));
    assertThat(picture.shares().get(1).evenShare()).isEqualTo(49_512 * 3 / 119_810d, within(1e-9));
  }

  @Test
  void showsTheKeysOnBothSidesOfEachBound() {
    OpenTopology open = open(SampleTopologies.usersByRange());
    MapViewModel viewModel = new MapViewModel(open);
    open.question().textProperty().set("50000");
    Picture picture = Objects.requireNonNull(viewModel.pictureProperty().get());
    assertThat(viewModel.keysAtBounds(picture))
        .containsExactly(
            new NearKey("49999", "(-∞, 50000)", Optional.of(EUROPE), false),
            new NearKey("50000", "[50000, 100000)", Optional.of(ASIA), true),
            new NearKey("50001", "[50000, 100000)", Optional.of(ASIA), false),
            new NearKey("99999", "[50000, 100000)", Optional.of(ASIA), false),
            new NearKey("100000", "[100000, 150000)", Optional.of(AMERICAS), false));
  }

  @Test
  void looksAtTheOwnerOfTheLastKeyUntilAnotherShardIsChosen() {
    OpenTopology open = open(SampleTopologies.usersByRange());
    MapViewModel viewModel = new MapViewModel(open);
    open.question().textProperty().set("160000");
    assertThat(Objects.requireNonNull(viewModel.pictureProperty().get()).shard()).contains(AFRICA);
    viewModel.choose(EUROPE);
    assertThat(Objects.requireNonNull(viewModel.pictureProperty().get()).shard()).contains(EUROPE);
  }

  @Test
  void saysWhyATextIsNoKey() {
    Picture picture = picture(open(SampleTopologies.usersByRange()), "12x");
    assertThat(picture.key()).isEmpty();
    assertThat(picture.badKey().orElseThrow()).contains("12x").contains("bigint");
  }

  @Test
  void computesWhatCanBeDrawnOfARoutingOnce() {
    OpenTopology open = open(SampleTopologies.usersByCountry());
    MapViewModel viewModel = new MapViewModel(open);
    var routing = open.workspace().topology().routings().getFirst();
    RuleSpace space = viewModel.ruleSpace(routing);
    assertThat(space).isSameAs(viewModel.ruleSpace(routing));
    assertThat(space)
        .isInstanceOfSatisfying(
            RuleSpace.Listed.class, listed -> assertThat(listed.values().named()).isEqualTo(19));
  }

  private static OpenTopology open(Topology topology) {
    return OpenTopology.of(new FakeWorkspace(topology).workspace(), Background.direct());
  }

  private static Picture picture(OpenTopology open, String key) {
    MapViewModel viewModel = new MapViewModel(open);
    open.question().textProperty().set(key);
    return Objects.requireNonNull(viewModel.pictureProperty().get());
  }
}
