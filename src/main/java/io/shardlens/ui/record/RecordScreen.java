package io.shardlens.ui.record;

import io.shardlens.topology.TableDefinition;
import io.shardlens.ui.common.Background;
import io.shardlens.ui.common.Fxml;
import io.shardlens.ui.common.LookUpScreen;
import io.shardlens.ui.common.Navigation;
import io.shardlens.ui.common.OpenTopology;
import io.shardlens.ui.common.Stake;
import java.time.Duration;
import java.util.List;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.Parent;

/// The record tab.
public final class RecordScreen implements LookUpScreen {

  private static final Duration LOCK_CHECK_PERIOD = Duration.ofMillis(500);

  private final RecordViewModel model;
  private final RecordController controller;
  private final Background.Job lockCheck;
  private final Parent root;
  private final ReadOnlyBooleanWrapper dirty = new ReadOnlyBooleanWrapper();
  private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper("");

  public RecordScreen(OpenTopology open, Background background, Navigation navigation) {
    model =
        new RecordViewModel(open.workspace(), open.question(), background, navigation::askToUnlock);
    controller = new RecordController(model, open.colours(), navigation);
    root = Fxml.load("record", controller);
    dirty.bind(model.edit().dirty());
    status.bind(model.status());
    lockCheck = background.every(LOCK_CHECK_PERIOD, model.edit()::refreshLock);
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
  public Stake stake() {
    if (dirty.get()) {
      return Stake.WORK;
    }
    return model.stateProperty().get() instanceof RecordState.Idle ? Stake.NOTHING : Stake.ANSWER;
  }

  /// Whoever has asked where a key lands and comes here wants to see its record.
  @Override
  public void shown() {
    controller.focusKey();
    model.lookUpAskedKey();
  }

  @Override
  public void lookUp(TableDefinition.Sharded table, List<String> key) {
    model.question().ask(table, key);
    model.lookUp();
  }

  /// Whether nothing is under way.
  public boolean isIdle() {
    return !(model.stateProperty().get() instanceof RecordState.LookingUp)
        && !(model.edit().stateProperty().get() instanceof EditState.Applying)
        && !(model.edit().stateProperty().get() instanceof EditState.Preparing)
        && model.coLocated().stream().allMatch(rows -> rows.outcome().isPresent());
  }

  @Override
  public void close() {
    lockCheck.abandon();
    model.close();
  }
}
