package io.shardlens.ui.shell;

import java.util.List;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The demo cluster's start, step by step.
public final class StartingController {
  private final ShellViewModel viewModel;

  @FXML private ProgressBar progress;
  @FXML private VBox steps;

  StartingController(ShellViewModel viewModel) {
    this.viewModel = viewModel;
  }

  @FXML
  void initialize() {
    viewModel
        .stateProperty()
        .subscribe(state -> {
          if (state instanceof ShellViewModel.State.Starting starting) {
            progress.setProgress(starting.share());
            show(starting.steps());
          }
        });
  }

  @FXML
  void cancel() {
    viewModel.cancelStart();
  }

  private void show(List<String> texts) {
    steps.getChildren().clear();
    for (int i = 0; i < texts.size(); i++) {
      boolean underWay = i == texts.size() - 1;
      FontIcon icon = new FontIcon(underWay ? Feather.ARROW_RIGHT : Feather.CHECK);
      icon.getStyleClass().add(underWay ? "step-under-way" : "success-text");
      Label step = new Label(texts.get(i), icon);
      step.setWrapText(true);
      step.getStyleClass().add(underWay ? "medium" : "muted");
      steps.getChildren().add(step);
    }
  }
}
