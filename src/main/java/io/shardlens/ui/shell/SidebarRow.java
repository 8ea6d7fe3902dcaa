package io.shardlens.ui.shell;

import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;

/// A row of the side bar that can be chosen by click, Enter or space.
class SidebarRow extends HBox {
  private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

  private Runnable action = () -> {};

  SidebarRow() {
    getStyleClass().add("sidebar-row");
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.BUTTON);
    setOnMouseClicked(event -> {
      requestFocus();
      action.run();
    });
    setOnKeyPressed(event -> {
      if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
        action.run();
        event.consume();
      }
    });
  }

  final void onChosen(Runnable newAction) {
    action = newAction;
  }

  final void setChosen(boolean chosen) {
    pseudoClassStateChanged(CHOSEN, chosen);
  }
}
