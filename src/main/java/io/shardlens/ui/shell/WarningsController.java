package io.shardlens.ui.shell;

import io.shardlens.topology.TopologyProblem;
import io.shardlens.ui.common.Figures;
import io.shardlens.ui.common.Messages;
import io.shardlens.ui.common.ValueText;
import java.util.List;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;

/// The line that says how many warnings the open file has, and lists them when it is asked.
public final class WarningsController {

  /// Longer lists are for `shardlens check`.
  private static final int SHOWN_AT_MOST = 100;

  private static final double HIGHEST = 200;

  private final WarningsViewModel model;

  @FXML private VBox warnings;
  @FXML private Label warningsTitle;
  @FXML private Button showWarnings;
  @FXML private ScrollPane warningsScroll;
  @FXML private VBox warningLines;

  WarningsController(WarningsViewModel model) {
    this.model = model;
  }

  @FXML
  void initialize() {
    warningsScroll.setMaxHeight(HIGHEST);
    model.shownProperty().subscribe(shown -> refresh());
    model.unfoldedProperty().subscribe(unfolded -> refresh());
  }

  @FXML
  void toggle() {
    model.unfoldedProperty().set(!model.unfoldedProperty().get());
  }

  @FXML
  void dismiss() {
    model.dismiss();
  }

  private void refresh() {
    List<TopologyProblem> problems =
        model.shownProperty().get().map(FileWarnings::problems).orElse(List.of());
    boolean unfolded = model.unfoldedProperty().get();
    warnings.setVisible(!problems.isEmpty());
    warnings.setManaged(!problems.isEmpty());
    model
        .shownProperty()
        .get()
        .ifPresent(shown ->
            warningsTitle.setText(
                Messages.text(
                    "warnings.title",
                    ValueText.escape(String.valueOf(shown.file().getFileName())),
                    Figures.count(shown.problems().size(), "warning", "warnings"))));
    showWarnings.setText(Messages.text(unfolded ? "warnings.hide" : "warnings.show"));
    warningLines
        .getChildren()
        .setAll(unfolded ? ProblemLines.of(problems, SHOWN_AT_MOST) : List.of());
    warningsScroll.setVisible(unfolded);
    warningsScroll.setManaged(unfolded);
  }
}
