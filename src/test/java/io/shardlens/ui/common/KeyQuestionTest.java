package io.shardlens.ui.common;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.routing.Route;
import io.shardlens.routing.Router;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.TableName;
import io.shardlens.ui.fixtures.SampleTopologies;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyQuestionTest {
  private final KeyQuestion question = new KeyQuestion(new Router(SampleTopologies.usersByRange()));

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

  private static TableDefinition.Sharded table(String... key) {
    return new TableDefinition.Sharded(new TableName("public", "t"), List.of(key), "r");
  }
}
