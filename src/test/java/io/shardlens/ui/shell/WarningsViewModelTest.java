package io.shardlens.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.topology.TopologyProblem;
import io.shardlens.topology.TopologyProblem.Severity;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.junit.jupiter.api.Test;

class WarningsViewModelTest {
  private final ReadOnlyObjectWrapper<Optional<FileWarnings>> file =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final WarningsViewModel model = new WarningsViewModel(file.getReadOnlyProperty());

  @Test
  void showsNothingWithoutWarnings() {
    read("users.json", 7);
    assertThat(model.shownProperty().get()).isEmpty();
  }

  @Test
  void showsWarningsFoldedUntilTheyAreAskedFor() {
    read("users.json", 7, "shard a", "shard b");
    assertThat(shown()).hasSize(2);
    assertThat(model.unfoldedProperty().get()).isFalse();
  }

  @Test
  void staysAwayOnceDismissedEvenWhereTheLinesMove() {
    read("users.json", 7, "shard a");
    model.dismiss();
    assertThat(model.shownProperty().get()).isEmpty();
    read("users.json", 9, "shard a");
    assertThat(model.shownProperty().get()).isEmpty();
  }

  @Test
  void comesBackWhenTheFileWarnsOfSomethingElse() {
    read("users.json", 7, "shard a");
    model.dismiss();
    read("users.json", 7, "shard a", "shard b");
    assertThat(shown()).hasSize(2);
  }

  @Test
  void comesBackForAnotherFile() {
    read("users.json", 7, "shard a");
    model.dismiss();
    read("orders.json", 7, "shard a");
    assertThat(shown()).hasSize(1);
  }

  @Test
  void staysUnfoldedWhileTheSameIsSaidOnOtherLines() {
    read("users.json", 7, "shard a");
    model.unfoldedProperty().set(true);
    read("users.json", 9, "shard a");
    assertThat(model.unfoldedProperty().get()).isTrue();
    assertThat(shown().getFirst().line()).isEqualTo(9);
  }

  @Test
  void goesWithTheFile() {
    read("users.json", 7, "shard a");
    file.set(Optional.empty());
    assertThat(model.shownProperty().get()).isEmpty();
  }

  private List<TopologyProblem> shown() {
    return model.shownProperty().get().orElseThrow().problems();
  }

  private void read(String name, int line, String... messages) {
    file.set(
        Optional.of(
            new FileWarnings(
                Path.of(name),
                Stream.of(messages)
                    .map(text -> new TopologyProblem(Severity.WARNING, "/shards/1", line, 5, text))
                    .toList())));
  }
}
