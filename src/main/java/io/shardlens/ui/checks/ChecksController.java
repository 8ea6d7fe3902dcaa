package io.shardlens.ui.checks;

import io.shardlens.execute.CheckReport;
import io.shardlens.ui.common.Messages;
import io.shardlens.ui.common.Navigation;
import io.shardlens.ui.common.OpenTopology;
import io.shardlens.ui.common.TopologyChecks;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.VBox;

/// Shows what the checks found. What an earlier run found stays until the next has finished.
public final class ChecksController {
  private final OpenTopology open;
  private final Navigation navigation;
  private final ProofWords words;

  @FXML private Label summary;
  @FXML private Label checkedAt;
  @FXML private Button checkAgain;
  @FXML private ProgressBar progress;
  @FXML private Label failure;
  @FXML private VBox findings;
  @FXML private VBox tables;

  ChecksController(OpenTopology open, Navigation navigation) {
    this.open = open;
    this.navigation = navigation;
    this.words = new ProofWords(open.workspace().topology());
  }

  @FXML
  void checkAgain() {
    open.checks().run();
  }

  void focus() {
    checkAgain.requestFocus();
  }

  void show(TopologyChecks.State state) {
    boolean running = state instanceof TopologyChecks.State.Running;
    checkAgain.setDisable(running);
    progress.setVisible(running);
    checkedAt.setText(running ? Messages.text("checks.running") : words.checkedAt(state));
    boolean failed = state instanceof TopologyChecks.State.Failed;
    failure.setVisible(failed);
    failure.setManaged(failed);
    failure.setText(
        state instanceof TopologyChecks.State.Failed(String message, var _) ? message : "");
    summary.setText(words.summary(state));
    state.known().ifPresent(known -> show(known.report()));
  }

  private void show(CheckReport report) {
    findings.getChildren().setAll(report.findings().stream().map(FindingRow::new).toList());
    tables
        .getChildren()
        .setAll(
            report.tables().stream()
                .map(proof -> new TableProofCard(proof, words, open.colours(), navigation))
                .toList());
  }
}
