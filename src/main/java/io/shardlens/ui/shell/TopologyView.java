package io.shardlens.ui.shell;

import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.TableName;
import io.shardlens.topology.Topology;
import io.shardlens.ui.common.Fxml;
import io.shardlens.ui.common.KeyQuestion;
import io.shardlens.ui.common.OpenTopology;
import java.nio.file.Path;
import java.util.Optional;
import javafx.application.Platform;
import javafx.scene.Parent;

/// Everything that the window shows of one open topology: the side bar, the tabs, and its part of
/// the top bar.
final class TopologyView {
  private final OpenTopology open;
  private final ShardsViewModel shards;
  private final LockViewModel lock;
  private final Dialogs dialogs;
  private final SidebarController sidebar;
  private final TabsController tabs;
  private final TopologyBarController barController;
  private final Parent root;
  private final Parent bar;

  TopologyView(OpenTopology open, TopologyViews factory, Dialogs dialogs) {
    this.open = open;
    this.dialogs = dialogs;
    Topology topology = open.workspace().topology();
    shards =
        new ShardsViewModel(
            topology, open.workspace().inspector(), factory.background(), factory.clock());
    lock = new LockViewModel(topology, open.workspace().writeLock(), factory.background());
    tabs = new TabsController(open, factory.screens(), lock, dialogs, this::askToUnlock);
    sidebar = new SidebarController(open, shards, tabs::showMap);
    barController = new TopologyBarController(open, lock, this::askToUnlock, this::keyEntered);
    root = Fxml.load("topology", sidebar, tabs);
    bar = Fxml.load("topology-bar", barController);
    shards.start();
  }

  Parent root() {
    return root;
  }

  Parent bar() {
    return bar;
  }

  OpenTopology open() {
    return open;
  }

  ShardsViewModel shards() {
    return shards;
  }

  LockViewModel lock() {
    return lock;
  }

  TabsController tabs() {
    return tabs;
  }

  SidebarController sidebar() {
    return sidebar;
  }

  void focusKey() {
    barController.focusKey();
  }

  void askToUnlock() {
    dialogs.show(
        Fxml.load("unlock", new UnlockController(open.workspace().topology(), lock, dialogs)));
  }

  /// What a reader left on the screens of a topology.
  ///
  /// @param table the table asked about, empty where there was none
  /// @param key as typed
  /// @param typing whether the reader was typing the key
  record Left(
      Path file, TabsController.Left tabs, Optional<TableName> table, String key, boolean typing) {}

  Left left() {
    return new Left(
        open.workspace().file(),
        tabs.left(),
        Optional.ofNullable(open.question().tableProperty().get())
            .map(TableDefinition.Sharded::name),
        open.question().textProperty().get(),
        barController.isKeyFocused());
  }

  /// Goes on where the reader was before the same file was read again.
  void continueFrom(Left left) {
    open.workspace().topology().shardedTables().stream()
        .filter(table -> left.table().filter(table.name()::equals).isPresent())
        .findFirst()
        .ifPresent(open.question().tableProperty()::set);
    open.question().textProperty().set(left.key());
    tabs.continueFrom(left.tabs());
    if (left.typing()) {
      // After the tab in front has taken the focus.
      Platform.runLater(barController::continueKey);
    }
  }

  void close() {
    shards.close();
    lock.close();
    tabs.close();
  }

  /// Enter in the key box looks the record up where records are shown, and else shows the map.
  private void keyEntered() {
    if (tabs.isRecordInFront()
        && open.question().answerProperty().get() instanceof KeyQuestion.Answer.Routed routed) {
      tabs.openRecord(routed.table(), routed.key());
    } else {
      tabs.showMap();
    }
  }
}
