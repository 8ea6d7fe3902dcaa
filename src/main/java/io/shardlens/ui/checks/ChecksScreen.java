package io.shardlens.ui.checks;

import io.shardlens.ui.common.Fxml;
import io.shardlens.ui.common.Navigation;
import io.shardlens.ui.common.OpenTopology;
import io.shardlens.ui.common.Screen;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.Parent;
import javafx.util.Subscription;

/// The Checks tab.
public final class ChecksScreen implements Screen {
  private final ChecksController controller;
  private final Parent root;
  private final ReadOnlyBooleanWrapper dirty = new ReadOnlyBooleanWrapper(false);
  private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper("");
  private final Subscription subscription;

  public ChecksScreen(OpenTopology open, Navigation navigation) {
    controller = new ChecksController(open, navigation);
    root = Fxml.load("checks", controller);
    ProofWords words = new ProofWords(open.workspace().topology());
    subscription =
        open.checks()
            .stateProperty()
            .subscribe(state -> {
              controller.show(state);
              status.set(words.status(state));
            });
  }

  @Override
  public Parent root() {
    return root;
  }

  @Override
  public ReadOnlyBooleanProperty dirtyProperty() {
    return dirty.getReadOnlyProperty();
  }

  @Override
  public ReadOnlyStringProperty statusProperty() {
    return status.getReadOnlyProperty();
  }

  @Override
  public void shown() {
    controller.focus();
  }

  @Override
  public void close() {
    subscription.unsubscribe();
  }
}
