package io.shardlens.ui.shell;

import io.shardlens.ui.common.Messages;
import io.shardlens.ui.common.Settings;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;

/// What can be opened, where nothing is open yet.
public final class WelcomeController {
  private static final PseudoClass DRAGGED = PseudoClass.getPseudoClass("dragged");

  private final ShellViewModel viewModel;
  private final Runnable chooseFile;
  private final Runnable importConfiguration;

  @FXML private Button startDemo;
  @FXML private ListView<Settings.Recent> recents;
  @FXML private HBox dropArea;

  WelcomeController(ShellViewModel viewModel, Runnable chooseFile, Runnable importConfiguration) {
    this.viewModel = viewModel;
    this.chooseFile = chooseFile;
    this.importConfiguration = importConfiguration;
  }

  @FXML
  void initialize() {
    Label nothingYet = new Label(Messages.text("welcome.recent.none"));
    nothingYet.getStyleClass().add("secondary");
    recents.setPlaceholder(nothingYet);
    recents.setItems(viewModel.recents());
    recents.setCellFactory(list -> new RecentCell());
    recents.setOnMouseClicked(event -> openSelected());
    recents.setOnKeyPressed(event -> {
      if (event.getCode() == KeyCode.ENTER) {
        openSelected();
      } else if (event.getCode() == KeyCode.DELETE) {
        forgetSelected();
      }
    });
  }

  void showDragged(boolean dragged) {
    dropArea.pseudoClassStateChanged(DRAGGED, dragged);
  }

  void focusFirst() {
    startDemo.requestFocus();
  }

  @FXML
  void startDemo() {
    viewModel.openDemo();
  }

  @FXML
  void chooseFile() {
    chooseFile.run();
  }

  @FXML
  void importConfiguration() {
    importConfiguration.run();
  }

  private void openSelected() {
    Settings.Recent recent = recents.getSelectionModel().getSelectedItem();
    if (recent != null) {
      viewModel.open(recent.file());
    }
  }

  private void forgetSelected() {
    Settings.Recent recent = recents.getSelectionModel().getSelectedItem();
    if (recent != null) {
      viewModel.forget(recent);
    }
  }
}
