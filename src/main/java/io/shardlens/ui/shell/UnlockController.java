package io.shardlens.ui.shell;

import io.shardlens.record.WriteLock;
import io.shardlens.topology.Topology;
import io.shardlens.ui.common.Messages;
import io.shardlens.ui.common.ValueText;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/// Asks before writing is allowed; in production for the topology's name, too.
public final class UnlockController {
  private final Topology topology;
  private final LockViewModel lock;
  private final Dialogs dialogs;

  @FXML private VBox root;
  @FXML private Label title;
  @FXML private Label explanation;
  @FXML private VBox nameQuestion;
  @FXML private Label namePrompt;
  @FXML private TextField name;
  @FXML private Label mismatch;
  @FXML private Button unlock;
  @FXML private Button cancel;

  UnlockController(Topology topology, LockViewModel lock, Dialogs dialogs) {
    this.topology = topology;
    this.lock = lock;
    this.dialogs = dialogs;
  }

  @FXML
  void initialize() {
    String shown = ValueText.escape(topology.name());
    title.setText(Messages.text("unlock.title", shown));
    long minutes = WriteLock.DEFAULT_DURATION.toMinutes();
    explanation.setText(
        Messages.text(
            lock.isProduction() ? "unlock.explainProduction" : "unlock.explain", minutes));
    namePrompt.setText(Messages.text("unlock.typeName", shown));
    nameQuestion.setVisible(lock.isProduction());
    nameQuestion.setManaged(lock.isProduction());
    unlock.getStyleClass().add(lock.isProduction() ? "danger" : "accent");
    unlock.setDefaultButton(!lock.isProduction());
    cancel.setCancelButton(true);
    root.getStyleClass().add(lock.isProduction() ? "production-dialog" : "plain-dialog");
    name.textProperty()
        .subscribe(typed -> {
          unlock.setDisable(!lock.accepts(typed));
          boolean wrong = !typed.isEmpty() && !shown.startsWith(typed) && !lock.accepts(typed);
          mismatch.setText(wrong ? Messages.text("unlock.mismatch") : "");
        });
  }

  @FXML
  void unlock() {
    if (lock.accepts(name.getText())) {
      lock.unlock(name.getText());
      dialogs.close();
    } else {
      mismatch.setText(Messages.text("unlock.mismatch"));
      cancel.requestFocus();
    }
  }

  @FXML
  void cancel() {
    dialogs.close();
  }
}
