package io.shardlens.ui.shell;

import io.shardlens.execute.CheckReport;
import io.shardlens.topology.RoutingDefinition;
import io.shardlens.topology.Shard;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.Topology;
import io.shardlens.ui.common.KeyQuestion;
import io.shardlens.ui.common.Messages;
import io.shardlens.ui.common.OpenTopology;
import io.shardlens.ui.common.TopologyChecks;
import io.shardlens.ui.common.ValueText;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.fxml.FXML;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The shards, the tables grouped by how they are spread, and the checks.
public final class SidebarController {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

  private final OpenTopology open;
  private final ShardsViewModel shardsState;
  private final Runnable tableChosen;
  private final Runnable checkChosen;
  private final Map<ShardId, ShardRow> rows = new HashMap<>();

  @FXML private Label shardsUp;
  @FXML private VBox shards;
  @FXML private VBox tables;
  @FXML private Label checkedAt;
  @FXML private Button checkAgain;
  @FXML private VBox checks;

  /// @param tableChosen leads to where a chosen table is shown
  /// @param checkChosen leads to all that the checks found
  SidebarController(
      OpenTopology open, ShardsViewModel shardsState, Runnable tableChosen, Runnable checkChosen) {
    this.checkChosen = checkChosen;
    this.open = open;
    this.shardsState = shardsState;
    this.tableChosen = tableChosen;
  }

  @FXML
  void initialize() {
    topology().shards().forEach(this::addShard);
    open.question()
        .shardProperty()
        .subscribe(chosen -> rows.forEach((id, row) -> row.setChosen(id.equals(chosen))));
    shardsState
        .summaryProperty()
        .subscribe(summary ->
            shardsUp.setText(
                summary.asked() < summary.shards()
                    ? Messages.text("sidebar.askingAll")
                    : Messages.text("sidebar.upCount", summary.up(), summary.shards())));
    addTables();
    open.checks().stateProperty().subscribe(this::show);
  }

  /// Looks at the shard at a position from 0, where there is one.
  void chooseShard(int position) {
    if (position < topology().shards().size()) {
      ShardId id = topology().shards().get(position).id();
      open.question().shardProperty().set(id);
      Optional.ofNullable(rows.get(id)).ifPresent(ShardRow::requestFocus);
    }
  }

  @FXML
  void checkAgain() {
    open.checks().run();
  }

  @FXML
  void showChecks() {
    checkChosen.run();
  }

  private void addShard(Shard shard) {
    ShardRow row = new ShardRow(shard, open.colours());
    row.onChosen(() -> open.question().shardProperty().set(shard.id()));
    shardsState.healthOf(shard.id()).subscribe(row::show);
    rows.put(shard.id(), row);
    shards.getChildren().add(row);
  }

  private void addTables() {
    topology()
        .coLocated()
        .forEach((routing, sharded) -> {
          addGroup(ValueText.escape(routing), describe(topology().routing(routing)));
          sharded.forEach(this::addTable);
        });
    addOthers(TableDefinition.Reference.class, Messages.text("sidebar.reference"));
    addOthers(TableDefinition.Unsharded.class, Messages.text("sidebar.unsharded"));
  }

  private void addOthers(Class<? extends TableDefinition> kind, String title) {
    List<TableDefinition> others = topology().tables().stream().filter(kind::isInstance).toList();
    if (!others.isEmpty()) {
      addGroup(title, "");
      others.forEach(this::addTable);
    }
  }

  private void addGroup(String title, String note) {
    Label name = new Label(title);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    Label detail = new Label(note);
    detail.getStyleClass().add("axis-label");
    HBox group = new HBox(8, name, gap, detail);
    group.setAlignment(Pos.CENTER_LEFT);
    group.getStyleClass().add("table-group");
    tables.getChildren().add(group);
  }

  private void addTable(TableDefinition table) {
    TableRow row = new TableRow(table, topology());
    open.sizes().of(table.name()).subscribe(row::show);
    KeyQuestion question = open.question();
    if (table instanceof TableDefinition.Sharded sharded) {
      row.onChosen(() -> {
        question.tableProperty().set(sharded);
        tableChosen.run();
      });
      question.tableProperty().subscribe(asked -> row.setChosen(sharded.equals(asked)));
    } else {
      // There is nothing to choose: such a table has no key space.
      row.setFocusTraversable(false);
    }
    tables.getChildren().add(row);
  }

  private static String describe(RoutingDefinition routing) {
    return routing.strategy()
        + " · "
        + routing.keyTypes().stream().map(type -> type.word()).collect(Collectors.joining(", "));
  }

  private void show(TopologyChecks.State state) {
    checkAgain.setDisable(state instanceof TopologyChecks.State.Running);
    switch (state) {
      case TopologyChecks.State.Waiting _, TopologyChecks.State.Running _ -> {
        checkedAt.setText(Messages.text("sidebar.checking"));
        if (checks.getChildren().isEmpty()) {
          checks
              .getChildren()
              .add(
                  new CheckRow(
                      Messages.text("sidebar.checking.title"),
                      Messages.text("sidebar.checking.detail"),
                      Feather.CLOCK,
                      "muted"));
        }
      }
      case TopologyChecks.State.Finished(CheckReport report, Instant at) -> {
        checkedAt.setText(TIME.format(at.atZone(ZoneId.systemDefault())));
        checks.getChildren().setAll(report.findings().stream().map(this::row).toList());
      }
      case TopologyChecks.State.Failed(String message, var _) -> {
        checkedAt.setText("");
        checks
            .getChildren()
            .setAll(
                new CheckRow(
                    Messages.text("sidebar.checkFailed"),
                    message,
                    Feather.ALERT_OCTAGON,
                    "danger-text"));
      }
    }
  }

  private CheckRow row(CheckReport.Finding finding) {
    CheckRow row = new CheckRow(finding);
    row.onChosen(checkChosen);
    return row;
  }

  private Topology topology() {
    return open.workspace().topology();
  }
}
