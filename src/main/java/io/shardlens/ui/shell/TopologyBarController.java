package io.shardlens.ui.shell;

import io.shardlens.routing.Route;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.Topology;
import io.shardlens.ui.common.KeyQuestion;
import io.shardlens.ui.common.Messages;
import io.shardlens.ui.common.OpenTopology;
import io.shardlens.ui.common.ShardLabel;
import io.shardlens.ui.common.ValueText;
import java.util.List;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The part of the top bar that is always there: how careful to be, and where a key lands.
public final class TopologyBarController {
  private final OpenTopology open;
  private final LockViewModel lockState;
  private final Runnable askToUnlock;
  private final Runnable keyEntered;

  @FXML private Button lock;
  @FXML private FontIcon lockIcon;
  @FXML private Label lockEnvironment;
  @FXML private Label lockText;
  @FXML private Label lockCountdown;
  @FXML private HBox keyBox;
  @FXML private TextField key;
  @FXML private ComboBox<TableDefinition.Sharded> table;
  @FXML private HBox answer;

  TopologyBarController(
      OpenTopology open, LockViewModel lockState, Runnable askToUnlock, Runnable keyEntered) {
    this.open = open;
    this.lockState = lockState;
    this.askToUnlock = askToUnlock;
    this.keyEntered = keyEntered;
  }

  @FXML
  void initialize() {
    KeyQuestion question = open.question();
    List<TableDefinition.Sharded> tables = topology().shardedTables();
    keyBox.setVisible(!tables.isEmpty());
    table.getItems().setAll(tables);
    table.setConverter(new TableConverter());
    table.valueProperty().bindBidirectional(question.tableProperty());
    key.textProperty().bindBidirectional(question.textProperty());
    key.setOnAction(event -> keyEntered.run());
    question
        .tableProperty()
        .subscribe(
            chosen -> key.setPromptText(chosen == null ? "" : String.join(", ", chosen.key())));
    question.answerProperty().subscribe(this::show);
    lockState.stateProperty().subscribe(this::show);
  }

  void focusKey() {
    key.requestFocus();
    key.selectAll();
  }

  boolean isKeyFocused() {
    return key.isFocused();
  }

  /// Lets the reader type on behind what is there.
  void continueKey() {
    key.requestFocus();
    key.end();
  }

  @FXML
  void toggleLock() {
    switch (lockState.stateProperty().get()) {
      case LockViewModel.State.ReadOnly readOnly -> askToUnlock.run();
      case LockViewModel.State.Writing writing -> lockState.lockNow();
    }
  }

  private void show(LockViewModel.State state) {
    String environment = topology().environment().name();
    lockEnvironment.setText(environment);
    lock.getStyleClass().removeAll("neutral", "warning", "production");
    switch (state) {
      case LockViewModel.State.ReadOnly readOnly -> {
        lock.getStyleClass().add(lockState.isProduction() ? "production" : "neutral");
        lockIcon.setIconCode(Feather.LOCK);
        lockText.setText(Messages.text("lock.readOnly"));
        lockCountdown.setText("");
        lock.setAccessibleText(environment + ", " + Messages.text("lock.readOnly.tip"));
        lock.setTooltip(new Tooltip(Messages.text("lock.readOnly.tip")));
      }
      case LockViewModel.State.Writing writing -> {
        lock.getStyleClass().add(lockState.isProduction() ? "production" : "warning");
        lockIcon.setIconCode(Feather.UNLOCK);
        lockText.setText(
            Messages.text(lockState.isProduction() ? "lock.writing" : "lock.writingUntil"));
        // Production counts down in its band, in large figures.
        lockCountdown.setText(lockState.isProduction() ? "" : writing.countdown());
        lock.setAccessibleText(environment + ", " + Messages.text("lock.writing.tip"));
        lock.setTooltip(new Tooltip(Messages.text("lock.writing.tip")));
      }
    }
    boolean counting = !lockCountdown.getText().isEmpty();
    lockCountdown.setVisible(counting);
    lockCountdown.setManaged(counting);
  }

  private void show(KeyQuestion.Answer given) {
    answer
        .getChildren()
        .setAll(
            switch (given) {
              case KeyQuestion.Answer.Nothing nothing -> List.<Node>of();
              case KeyQuestion.Answer.BadKey bad ->
                  List.<Node>of(problem(badKey(bad.table()), bad.message()));
              case KeyQuestion.Answer.Routed routed -> landing(routed.route());
            });
  }

  private List<Node> landing(Route route) {
    return switch (route) {
      case Route.Owned owned -> {
        ShardLabel shard = new ShardLabel(open.colours(), topology().shard(owned.shard()));
        shard.getStyleClass().add("strong");
        yield List.of(new FontIcon(Feather.ARROW_RIGHT), shard);
      }
      case Route.Anywhere _ -> List.of(problem(Messages.text("keyBox.anywhere"), ""));
      case Route.Unowned unowned ->
          List.of(problem(Messages.text("keyBox.unowned"), ValueText.escape(unowned.reason())));
    };
  }

  private String badKey(TableDefinition.Sharded asked) {
    return asked.key().size() == 1
        ? Messages.text(
            "keyBox.badKey", topology().routing(asked.routing()).keyTypes().getFirst().word())
        : Messages.text("keyBox.badKeys");
  }

  private static Label problem(String word, String why) {
    FontIcon icon = new FontIcon(Feather.ALERT_OCTAGON);
    icon.getStyleClass().add("danger-text");
    Label label = new Label(word, icon);
    label.getStyleClass().add("danger-text");
    label.setTooltip(new Tooltip(why));
    label.setAccessibleHelp(why);
    return label;
  }

  private Topology topology() {
    return open.workspace().topology();
  }

  private static final class TableConverter extends StringConverter<TableDefinition.Sharded> {
    @Override
    public String toString(TableDefinition.@Nullable Sharded table) {
      return table == null ? "" : ValueText.escape(table.name().shortName());
    }

    @Override
    public TableDefinition.Sharded fromString(String text) {
      throw new UnsupportedOperationException("The box of tables is not typed into");
    }
  }
}
