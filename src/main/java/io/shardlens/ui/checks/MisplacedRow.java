package io.shardlens.ui.checks;

import io.shardlens.execute.ShardProof.Misplaced;
import io.shardlens.routing.Derivation;
import io.shardlens.topology.TableDefinition;
import io.shardlens.ui.common.Grid;
import io.shardlens.ui.common.Messages;
import io.shardlens.ui.common.Navigation;
import io.shardlens.ui.common.ValueText;
import java.util.List;
import java.util.Objects;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// A misplaced key: where it lies and belongs, and, when it is opened, every step of why.
final class MisplacedRow extends VBox {

  MisplacedRow(
      TableDefinition.Sharded table, Misplaced misplaced, Navigation navigation, boolean opened) {
    getStyleClass().add("misplaced");
    FontIcon arrow = new FontIcon(Feather.CHEVRON_RIGHT);
    ToggleButton toggle = new ToggleButton("", arrow);
    toggle.getStyleClass().addAll("flat", "misplaced-toggle");
    toggle.setAccessibleText(Messages.text("checks.showDerivation"));
    Label sentence = new Label(ValueText.escape(misplaced.sentence()));
    sentence.getStyleClass().add("danger-text");
    sentence.setMinWidth(0);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox line = new HBox(8, toggle, sentence, gap);
    line.setAlignment(Pos.CENTER_LEFT);
    if (misplaced.owner().isPresent() && misplaced.key().stream().allMatch(Objects::nonNull)) {
      Button lookUp = new Button(Messages.text("checks.lookUp"));
      lookUp.getStyleClass().addAll("small");
      lookUp.setMinWidth(USE_PREF_SIZE);
      List<String> key = misplaced.key().stream().map(Objects::requireNonNull).toList();
      lookUp.setOnAction(event -> navigation.openRecord(table, key));
      line.getChildren().add(lookUp);
    }
    getChildren().add(line);
    toggle.setSelected(opened);
    toggle
        .selectedProperty()
        .subscribe(open -> {
          arrow.setIconCode(open ? Feather.CHEVRON_DOWN : Feather.CHEVRON_RIGHT);
          if (open) {
            getChildren().setAll(line, steps(misplaced.derivation()));
          } else {
            getChildren().setAll(line);
          }
        });
  }

  private static GridPane steps(Derivation derivation) {
    GridPane pane = new GridPane();
    pane.getStyleClass().add("proof-steps");
    ColumnConstraints how = new ColumnConstraints();
    how.setHgrow(Priority.ALWAYS);
    pane.getColumnConstraints().addAll(new ColumnConstraints(150), new ColumnConstraints(280), how);
    Grid grid = new Grid(pane);
    grid.header(Messages.text("map.step"), Messages.text("map.result"), Messages.text("map.how"));
    for (Derivation.Step step : derivation.steps()) {
      grid.row(
          false,
          Grid.text(ValueText.escape(step.name())),
          Grid.text(ValueText.ofCell(step.result()).text(), "mono", "strong"),
          Grid.text(ValueText.escape(step.how()), "secondary"));
    }
    return pane;
  }
}
