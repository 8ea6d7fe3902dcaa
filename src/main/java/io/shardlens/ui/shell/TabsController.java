package io.shardlens.ui.shell;

import io.shardlens.topology.TableDefinition;
import io.shardlens.ui.common.LookUpScreen;
import io.shardlens.ui.common.Messages;
import io.shardlens.ui.common.Navigation;
import io.shardlens.ui.common.OpenTopology;
import io.shardlens.ui.common.Screen;
import io.shardlens.ui.common.ScreenFactory;
import io.shardlens.ui.common.Stake;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/// The tabs of an open topology: the map, the record, and any number of queries.
public final class TabsController implements Navigation {
  private final OpenTopology open;
  private final ScreenFactory factory;
  private final LockViewModel lock;
  private final Dialogs dialogs;
  private final Runnable askToUnlock;
  private final Map<Tab, Screen> screens = new LinkedHashMap<>();
  private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper("");
  private int queries;

  @FXML private StackPane tabArea;
  @FXML private TabPane tabs;
  @FXML private Tab mapTab;
  @FXML private Tab recordTab;
  @FXML private Button newQuery;

  TabsController(
      OpenTopology open,
      ScreenFactory factory,
      LockViewModel lock,
      Dialogs dialogs,
      Runnable askToUnlock) {
    this.open = open;
    this.factory = factory;
    this.lock = lock;
    this.dialogs = dialogs;
    this.askToUnlock = askToUnlock;
  }

  @FXML
  void initialize() {
    fill(mapTab, factory.map(open, this), Messages.text("tabs.map"));
    fill(recordTab, factory.record(open, this), Messages.text("tabs.record"));
    addQuery("");
    tabs.getSelectionModel().select(mapTab);
    tabs.getSelectionModel().selectedItemProperty().subscribe(this::show);
    tabs.skinProperty().subscribe(this::followHeaders);
  }

  /// What the screen in front says for the status line.
  ReadOnlyStringProperty statusProperty() {
    return status.getReadOnlyProperty();
  }

  @FXML
  void newQuery() {
    openQuery("");
  }

  /// Closes the query in front; map and record stay.
  void closeQuery() {
    Tab tab = tabs.getSelectionModel().getSelectedItem();
    if (tab != null && tab.isClosable()) {
      tabs.getTabs().remove(tab);
      closed(tab);
    }
  }

  boolean isRecordInFront() {
    return recordTab.isSelected();
  }

  /// What a reader left in the tabs.
  ///
  /// @param drafts of the query tabs, in order
  /// @param selected the position of the tab in front
  record Left(List<String> drafts, int selected) {
    Left {
      drafts = List.copyOf(drafts);
    }
  }

  Left left() {
    return new Left(
        tabs.getTabs().stream()
            .filter(Tab::isClosable)
            .map(tab -> Objects.requireNonNull(screens.get(tab)).draft())
            .toList(),
        tabs.getSelectionModel().getSelectedIndex());
  }

  /// Puts the queries of another version of the topology in the place of the empty one.
  void continueFrom(Left left) {
    List<Tab> empty = tabs.getTabs().stream().filter(Tab::isClosable).toList();
    tabs.getTabs().removeAll(empty);
    empty.forEach(this::closed);
    queries = 0;
    left.drafts().forEach(this::addQuery);
    tabs.getSelectionModel().select(left.selected());
  }

  /// What would be lost if the tabs were made anew: by their titles, the most that each would lose.
  Map<String, Stake> stakes() {
    Map<String, Stake> stakes = new LinkedHashMap<>();
    screens.forEach((tab, screen) -> stakes.put(tab.getText(), screen.stake()));
    return stakes;
  }

  void close() {
    screens.values().forEach(Screen::close);
    screens.clear();
  }

  @Override
  public void showMap() {
    tabs.getSelectionModel().select(mapTab);
  }

  @Override
  public void openRecord(TableDefinition.Sharded table, List<String> key) {
    open.question().ask(table, key);
    tabs.getSelectionModel().select(recordTab);
    if (screens.get(recordTab) instanceof LookUpScreen record) {
      record.lookUp(table, key);
    }
  }

  @Override
  public void openQuery(String sql) {
    tabs.getSelectionModel().select(addQuery(sql));
  }

  @Override
  public void askToUnlock() {
    askToUnlock.run();
  }

  @Override
  public void showDialog(Parent dialog) {
    dialogs.show(dialog);
  }

  @Override
  public void closeDialog() {
    dialogs.close();
  }

  private Tab addQuery(String sql) {
    queries++;
    Tab tab = new Tab();
    fill(tab, factory.query(open, this, sql), Messages.text("tabs.query", queries));
    tab.setOnClosed(event -> closed(tab));
    tabs.getTabs().add(tab);
    return tab;
  }

  private void fill(Tab tab, Screen screen, String title) {
    screens.put(tab, screen);
    tab.setText(title);
    tab.setContent(screen.root());
    tab.setGraphic(marks(screen));
  }

  /// Behind the title: a dot where something would be lost, and the word where it is production.
  private Node marks(Screen screen) {
    Region dot = new Region();
    dot.getStyleClass().add("dirty-dot");
    dot.visibleProperty().bind(screen.dirtyProperty());
    dot.managedProperty().bind(dot.visibleProperty());
    HBox marks = new HBox(6, dot);
    marks.getStyleClass().add("tab-marks");
    if (lock.isProduction()) {
      Label production = new Label(Messages.text("tabs.production"));
      production.getStyleClass().add("tab-production");
      marks.getChildren().add(production);
    }
    return marks;
  }

  private void show(Tab tab) {
    Screen screen = tab == null ? null : screens.get(tab);
    if (screen != null) {
      status.bind(screen.statusProperty());
      // The content can take the focus only once the tab pane has brought it to the front.
      Platform.runLater(() -> {
        if (tab.isSelected() && screens.containsKey(tab)) {
          screen.shown();
        }
      });
    }
  }

  private void closed(Tab tab) {
    Screen screen = screens.remove(tab);
    if (screen != null) {
      screen.close();
    }
  }

  /// Keeps the button for a new query behind the last tab.
  private void followHeaders() {
    if (tabs.lookup(".headers-region") instanceof Region headers) {
      newQuery
          .translateXProperty()
          .bind(headers.widthProperty().map(width -> 8 + width.doubleValue() + 4));
      tabArea.requestLayout();
    }
  }
}
