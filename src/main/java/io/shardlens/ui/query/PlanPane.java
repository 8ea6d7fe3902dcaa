package io.shardlens.ui.query;

import io.shardlens.plan.QueryPlan;
import io.shardlens.plan.Verdict;
import io.shardlens.topology.Topology;
import io.shardlens.ui.common.SqlHighlight;
import io.shardlens.ui.common.ValueText;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The plan at the right of a query: the steps, why they are right, and the SQL as it is sent,
/// whole.
final class PlanPane extends VBox {

  private final Topology topology;
  private final VBox content = new VBox();

  PlanPane(Topology topology) {
    this.topology = topology;
    getStyleClass().add("plan-pane");
    setId("plan");
    Label title = new Label("Plan");
    title.getStyleClass().add("card-title");
    HBox header = new HBox(title);
    header.getStyleClass().add("plan-header");
    content.getStyleClass().add("plan-content");
    ScrollPane scroll = new ScrollPane(content);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    setVgrow(scroll, Priority.ALWAYS);
    getChildren().addAll(header, scroll);
    show(Optional.empty(), true);
  }

  /// @param kept whether the plan's promise was kept, or the query has not been run; not where a
  ///   shard did not answer
  void show(Optional<QueryPlan> plan, boolean kept) {
    content.getChildren().clear();
    if (plan.isEmpty()) {
      content
          .getChildren()
          .add(
              text(
                  "muted",
                  "Which shards are asked and why, how their answers become one, and the SQL that"
                      + " is sent. F7 shows it without running anything."));
      return;
    }
    PlanOutline outline = PlanOutline.of(plan.get(), topology);
    int number = 1;
    for (PlanOutline.Step step : outline.steps()) {
      content.getChildren().add(step(number++, step, number > outline.steps().size()));
    }
    if (!outline.reasons().isEmpty()) {
      content.getChildren().add(section(why(plan.get().verdict(), kept)));
      outline.reasons().forEach(reason -> content.getChildren().add(text("plan-reason", reason)));
    }
    outline.statements().forEach(this::addStatement);
  }

  private void addStatement(PlanOutline.Statement statement) {
    VBox block = new VBox(SqlHighlight.flow(statement.sql()));
    block.getStyleClass().add("sql-block");
    content.getChildren().addAll(section(statement.title()), block);
  }

  private static Node step(int number, PlanOutline.Step step, boolean last) {
    Label circle = new Label(Integer.toString(number));
    circle.getStyleClass().add("step-number");
    VBox rail = new VBox(circle);
    rail.getStyleClass().add("step-rail");
    if (!last) {
      VBox line = new VBox();
      line.getStyleClass().add("step-line");
      VBox.setVgrow(line, Priority.ALWAYS);
      rail.getChildren().add(line);
    }
    VBox words = new VBox(text("strong", step.title()), text("plan-line", step.line()));
    words.getStyleClass().add("step-words");
    if (!step.note().isEmpty()) {
      words.getChildren().add(text("secondary", step.note()));
    }
    HBox.setHgrow(words, Priority.ALWAYS);
    HBox row = new HBox(rail, words);
    row.getStyleClass().add("plan-step");
    return row;
  }

  private static String why(Verdict verdict, boolean kept) {
    if (!kept) {
      return "What the plan promised of a complete answer";
    }
    return switch (verdict) {
      case EXACT -> "Why this is exact";
      case CONCATENATED -> "Why this is concatenated";
      case PARTIAL -> "Why this is partial";
      case APPROXIMATE -> "Why this is approximate";
      case REFUSED -> "Why this is refused";
    };
  }

  private static Label section(String words) {
    Label label = text("section-label", words);
    label.getStyleClass().add("plan-section");
    return label;
  }

  private static Label text(String styleClass, String words) {
    Label label = new Label(ValueText.escapeLines(words));
    label.getStyleClass().addAll(List.of(styleClass));
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    return label;
  }
}
