package io.shardlens.ui.shell;

import io.shardlens.ui.common.Messages;
import java.util.List;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;

/// The sheet of keyboard shortcuts.
public final class ShortcutsController {
  private static final List<String> SHORTCUTS =
      List.of(
          "open",
          "import",
          "export",
          "reload",
          "key",
          "newQuery",
          "closeQuery",
          "run",
          "cancel",
          "shard",
          "tab",
          "sheet",
          "quit");

  private final Dialogs dialogs;

  @FXML private GridPane list;

  ShortcutsController(Dialogs dialogs) {
    this.dialogs = dialogs;
  }

  @FXML
  void initialize() {
    for (int row = 0; row < SHORTCUTS.size(); row++) {
      String key = "shortcut." + SHORTCUTS.get(row);
      Label keys = new Label(Messages.text(key + ".keys"));
      keys.getStyleClass().add("key-cap");
      list.addRow(row, keys, new Label(Messages.text(key)));
    }
  }

  @FXML
  void close() {
    dialogs.close();
  }
}
