package io.shardlens.ui.common;

import java.util.Optional;
import java.util.function.Predicate;
import javafx.beans.value.ChangeListener;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/// A dialog inside the window: a scrim over everything else, and the focus kept within the dialog
/// until it is closed. The focus begins on the dialog's default button, or where it has none, on
/// its first control; Escape closes it.
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
    focusBeginning(dialog);
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
      getChildren().forEach(Overlay::focusBeginning);
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

  private static void focusBeginning(Node dialog) {
    first(dialog, node -> node instanceof Button button && button.isDefaultButton())
        .or(() -> first(dialog, Node::isFocusTraversable))
        .ifPresent(Node::requestFocus);
  }

  /// The first node of a dialog, from the top, that can take the focus. What lies in a part that is
  /// not shown cannot, although it calls itself visible.
  private static Optional<Node> first(Node node, Predicate<Node> wanted) {
    if (node.isDisabled() || !node.isVisible()) {
      return Optional.empty();
    }
    if (wanted.test(node)) {
      return Optional.of(node);
    }
    return node instanceof Parent parent
        ? parent.getChildrenUnmodifiable().stream()
            .flatMap(child -> first(child, wanted).stream())
            .findFirst()
        : Optional.empty();
  }
}
