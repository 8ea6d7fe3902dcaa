package io.shardlens.ui.common;

import javafx.beans.value.ChangeListener;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/// A dialog inside the window: a scrim over everything else, and the focus kept within the dialog
/// until it is closed. Escape closes it.
public final class Overlay extends StackPane {
  private final ChangeListener<@Nullable Node> keepFocus = (focus, before, now) -> keepFocus(now);
  private @Nullable Node focusBefore;

  public Overlay() {
    getStyleClass().add("overlay");
    setVisible(false);
    addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            close();
            event.consume();
          }
        });
  }

  /// Shows a dialog in the place of any other.
  public void show(Parent dialog) {
    close();
    Scene scene = getScene();
    focusBefore = scene.getFocusOwner();
    dialog.getStyleClass().add("dialog-card");
    if (dialog instanceof Region region) {
      region.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    }
    getChildren().setAll(dialog);
    setVisible(true);
    scene.focusOwnerProperty().addListener(keepFocus);
    focusFirst(dialog);
  }

  public boolean isShowing() {
    return isVisible();
  }

  /// Closes the dialog, if there is one, and gives the focus back.
  public void close() {
    if (!isVisible()) {
      return;
    }
    getScene().focusOwnerProperty().removeListener(keepFocus);
    setVisible(false);
    getChildren().clear();
    if (focusBefore != null) {
      focusBefore.requestFocus();
      focusBefore = null;
    }
  }

  private void keepFocus(@Nullable Node now) {
    if (now == null || !isWithin(now)) {
      getChildren().forEach(this::focusFirst);
    }
  }

  private boolean isWithin(Node node) {
    for (@Nullable Node at = node; at != null; at = at.getParent()) {
      if (at == this) {
        return true;
      }
    }
    return false;
  }

  private boolean focusFirst(Node node) {
    if (node.isFocusTraversable() && !node.isDisabled() && node.isVisible()) {
      node.requestFocus();
      return true;
    }
    return node instanceof Parent parent
        && parent.getChildrenUnmodifiable().stream().anyMatch(this::focusFirst);
  }
}
