package io.shardlens.ui.query;

import io.shardlens.ui.common.Background;
import io.shardlens.ui.common.Fxml;
import io.shardlens.ui.common.OpenTopology;
import io.shardlens.ui.common.Screen;
import io.shardlens.ui.common.Stake;
import java.time.Duration;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.Parent;
import org.jspecify.annotations.Nullable;

/// A query tab.
public final class QueryScreen implements Screen {

  private static final Duration CLOCK_PERIOD = Duration.ofMillis(100);

  private final QueryViewModel query;
  private final QueryController controller;
  private final Background background;
  private final Parent root;
  private final ReadOnlyBooleanWrapper dirty = new ReadOnlyBooleanWrapper(false);
  private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper("");
  private Background.@Nullable Job clock;

  /// @param sql the statement to begin with, empty for none; it is not run
  public QueryScreen(OpenTopology open, Background background, String sql) {
    this.background = background;
    query =
        new QueryViewModel(
            open.workspace().topology(),
            open.workspace().queries(),
            background,
            () -> System.nanoTime() / 1_000_000);
    query.sqlProperty().set(sql);
    controller = new QueryController(query, open.workspace().topology(), open.colours());
    root = Fxml.load("query", controller);
    status.bind(query.status());
    query.busy().subscribe((Boolean busy) -> runClock(busy));
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
    QueryState state = query.stateProperty().get();
    if (state.isBusy()) {
      return Stake.WORK;
    }
    // A draft survives, but whoever is typing is not to be interrupted.
    return state instanceof QueryState.Idle && draft().isBlank() ? Stake.NOTHING : Stake.ANSWER;
  }

  @Override
  public String draft() {
    return query.sqlProperty().get();
  }

  @Override
  public void shown() {
    controller.focusEditor();
  }

  @Override
  public void close() {
    query.close();
    runClock(false);
  }

  /// Runs the whole statement of the tab, as its button does.
  public void run() {
    query.run();
  }

  /// Whether nothing is under way.
  public boolean isIdle() {
    return !query.busy().get();
  }

  private void runClock(boolean busy) {
    if (clock != null) {
      clock.abandon();
      clock = null;
    }
    if (busy) {
      clock = background.every(CLOCK_PERIOD, query::tick);
    }
  }
}
