package io.shardlens.ui.common;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.routing.DirectoryLookup;
import io.shardlens.routing.Route;
import io.shardlens.routing.Router;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.TableName;
import io.shardlens.ui.fixtures.SampleTopologies;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeyQuestionTest {
  private final KeyQuestion question =
      new KeyQuestion(new Router(SampleTopologies.usersByRange()), Background.direct());

  @Test
  void answersEachStroke() {
    assertThat(question.answerProperty().get()).isEqualTo(new KeyQuestion.Answer.Nothing());
    question.textProperty().set("5");
    assertThat(question.shardProperty().get()).isEqualTo(SampleTopologies.EUROPE);
    question.textProperty().set("50000");
    assertThat(question.answerProperty().get())
        .isInstanceOfSatisfying(
            KeyQuestion.Answer.Routed.class,
            routed -> {
              assertThat(routed.key()).containsExactly("50000");
              assertThat(routed.route())
                  .isInstanceOfSatisfying(
                      Route.Owned.class,
                      owned -> assertThat(owned.shard()).isEqualTo(SampleTopologies.ASIA));
            });
  }

  @Test
  void saysWhyATextIsNoKeyAndKeepsLookingAtTheLastShard() {
    question.textProperty().set("50000");
    question.textProperty().set("50000x");
    assertThat(question.answerProperty().get()).isInstanceOf(KeyQuestion.Answer.BadKey.class);
    assertThat(question.shardProperty().get()).isEqualTo(SampleTopologies.ASIA);
  }

  @Test
  void takesAKeyOfOneColumnAsItStandsAndSplitsOneOfSeveral() {
    assertThat(KeyQuestion.keyTexts(table("name"), " a, b ")).containsExactly(" a, b ");
    assertThat(KeyQuestion.keyTexts(table("tenant", "id"), "7, 12")).containsExactly("7", "12");
  }

  @Test
  void asksADirectoryInTheBackgroundAndShowsOnlyTheAnswerToTheLastStroke() {
    List<Runnable> tasks = new ArrayList<>();
    List<String> asked = new ArrayList<>();
    KeyQuestion directory =
        new KeyQuestion(
            new Router(
                SampleTopologies.usersByDirectory(),
                (_, key) -> {
                  asked.add(key.getFirst().text());
                  return new DirectoryLookup.Answer.Found("asia", Optional.empty());
                }),
            new Background(tasks::add, Runnable::run));

    directory.textProperty().set("1");
    directory.textProperty().set("12");

    assertThat(asked).isEmpty();
    assertThat(directory.answerProperty().get())
        .isInstanceOfSatisfying(
            KeyQuestion.Answer.Asking.class,
            asking -> assertThat(asking.key()).containsExactly("12"));
    tasks.forEach(Runnable::run);
    assertThat(asked).containsExactly("12");
    assertThat(directory.answerProperty().get())
        .isInstanceOfSatisfying(
            KeyQuestion.Answer.Routed.class,
            routed -> assertThat(routed.key()).containsExactly("12"));
    assertThat(directory.shardProperty().get()).isEqualTo(SampleTopologies.ASIA);
  }

  private static TableDefinition.Sharded table(String... key) {
    return new TableDefinition.Sharded(new TableName("public", "t"), List.of(key), "r");
  }
}
