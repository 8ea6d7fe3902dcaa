package io.shardlens.ui.shell;

import io.shardlens.topology.Environment;
import io.shardlens.topology.Topology;
import io.shardlens.ui.common.Fxml;
import io.shardlens.ui.common.Messages;
import io.shardlens.ui.common.OpenTopology;
import io.shardlens.ui.common.Overlay;
import io.shardlens.ui.common.Settings;
import io.shardlens.ui.common.Stake;
import io.shardlens.ui.common.Theme;
import io.shardlens.ui.common.ValueText;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.application.Platform;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The frame of the window: the menu, what fills the window, problems with files, the status line,
/// and the marks of production.
public final class ShellController implements Dialogs {
  private static final PseudoClass PRODUCTION = PseudoClass.getPseudoClass("production");
  private static final PseudoClass LAST_MINUTE = PseudoClass.getPseudoClass("last-minute");
  private static final int PROBLEMS_SHOWN = 8;

  private final ShellViewModel viewModel;
  private final Theme theme;
  private final FileChoice files;
  private final TopologyViews topologies;
  private final Runnable quit;
  private @Nullable TopologyView topology;
  private @Nullable WelcomeController welcome;
  private Subscription topologySubscription = Subscription.EMPTY;

  @FXML private StackPane root;
  @FXML private Region frame;
  @FXML private HBox productionBand;
  @FXML private Label productionText;
  @FXML private Label productionCountdown;
  @FXML private MenuButton menu;
  @FXML private Menu recentMenu;
  @FXML private MenuItem exportItem;
  @FXML private MenuItem closeItem;
  @FXML private RadioMenuItem themeSystem;
  @FXML private RadioMenuItem themeLight;
  @FXML private RadioMenuItem themeDark;
  @FXML private Label fileName;
  @FXML private HBox topologyTools;
  @FXML private Label noTopology;
  @FXML private VBox refusal;
  @FXML private Label refusalTitle;
  @FXML private VBox refusalProblems;
  @FXML private StackPane content;
  @FXML private HBox statusParts;
  @FXML private Label statusRight;
  @FXML private Overlay overlay;

  ShellController(
      ShellViewModel viewModel,
      Theme theme,
      FileChoice files,
      TopologyViews topologies,
      Runnable quit) {
    this.viewModel = viewModel;
    this.theme = theme;
    this.files = files;
    this.topologies = topologies;
    this.quit = quit;
  }

  @FXML
  void initialize() {
    viewModel.stateProperty().subscribe(this::show);
    viewModel.refusalProperty().subscribe(this::show);
    viewModel.activityProperty().subscribe(this::showStatus);
    viewModel.recents().subscribe(this::fillRecents);
    fillRecents();
    chooses(themeSystem, Theme.Choice.SYSTEM);
    chooses(themeLight, Theme.Choice.LIGHT);
    chooses(themeDark, Theme.Choice.DARK);
    root.setOnDragOver(this::dragOver);
    root.setOnDragExited(event -> showDragged(false));
    root.setOnDragDropped(this::dropped);
  }

  @Override
  public void show(Parent dialog) {
    overlay.show(dialog);
  }

  @Override
  public void close() {
    overlay.close();
  }

  /// What the screens would lose if the topology were read again, by the titles of the tabs.
  Map<String, Stake> stakes() {
    if (topology == null) {
      return Map.of();
    }
    Map<String, Stake> stakes = topology.tabs().stakes();
    boolean writing = topology.lock().stateProperty().get() instanceof LockViewModel.State.Writing;
    if (overlay.isShowing() || writing) {
      stakes.merge(Messages.text("tabs.map"), Stake.ANSWER, ShellController::larger);
    }
    return stakes;
  }

  private static Stake larger(Stake left, Stake right) {
    return left.compareTo(right) >= 0 ? left : right;
  }

  /// The view of the open topology, for the keyboard.
  Optional<TopologyView> topology() {
    return Optional.ofNullable(topology).filter(view -> !overlay.isShowing());
  }

  @FXML
  void chooseFile() {
    files.choose(root.getScene().getWindow()).ifPresent(viewModel::open);
  }

  @FXML
  void startDemo() {
    viewModel.openDemo();
  }

  @FXML
  void closeTopology() {
    viewModel.closeTopology();
  }

  @FXML
  void export() {
    topology()
        .ifPresent(view -> {
          Topology exported = view.open().workspace().topology();
          ExportViewModel export = new ExportViewModel(exported, topologies.background());
          show(Fxml.load("export", new ExportController(exported, export, files, this)));
        });
  }

  /// Imports need no open topology.
  @FXML
  void importConfiguration() {
    if (!overlay.isShowing()) {
      ImportViewModel importing = viewModel.importing(this::openImported);
      show(Fxml.load("import", new ImportController(importing, files, this)));
    }
  }

  private void openImported(Path file) {
    close();
    viewModel.open(file);
  }

  @FXML
  void showShortcuts() {
    show(Fxml.load("shortcuts", new ShortcutsController(this)));
  }

  @FXML
  void quit() {
    quit.run();
  }

  @FXML
  void lockNow() {
    topology().ifPresent(view -> view.lock().lockNow());
  }

  @FXML
  void putRefusalAway() {
    viewModel.putRefusalAway();
  }

  private void show(ShellViewModel.State state) {
    boolean startingAlready =
        state instanceof ShellViewModel.State.Starting
            && content.getUserData() instanceof ShellViewModel.State.Starting;
    content.setUserData(state);
    closeItem.setDisable(!(state instanceof ShellViewModel.State.Open));
    exportItem.setDisable(closeItem.isDisable());
    switch (state) {
      case ShellViewModel.State.Welcome none -> {
        closeView();
        WelcomeController controller =
            new WelcomeController(viewModel, this::chooseFile, this::importConfiguration);
        welcome = controller;
        fill(Fxml.load("welcome", controller));
        // The view takes the focus only once it is part of the scene.
        Platform.runLater(controller::focusFirst);
      }
      case ShellViewModel.State.Starting starting -> {
        if (!startingAlready) {
          fill(Fxml.load("starting", new StartingController(viewModel)));
        }
      }
      case ShellViewModel.State.Open open -> showTopology(open.topology());
    }
    showHeading();
    showStatus();
  }

  private void showTopology(OpenTopology open) {
    welcome = null;
    if (topology == null || !topology.open().equals(open)) {
      Optional<TopologyView.Left> left = Optional.ofNullable(topology).map(TopologyView::left);
      closeView();
      TopologyView view = topologies.create(open, this);
      topology = view;
      left.filter(before -> before.file().equals(open.workspace().file()))
          .ifPresent(view::continueFrom);
      topologySubscription =
          Subscription.combine(
              follow(view.tabs().statusProperty()),
              follow(view.shards().summaryProperty()),
              view.lock().stateProperty().subscribe(this::show));
    }
    fill(topology.root());
  }

  private Subscription follow(ObservableValue<?> value) {
    return value.subscribe(this::showStatus);
  }

  private void closeView() {
    topologySubscription.unsubscribe();
    topologySubscription = Subscription.EMPTY;
    if (topology != null) {
      overlay.close();
      topology.close();
      topology = null;
    }
    show(new LockViewModel.State.ReadOnly());
  }

  private void fill(Parent view) {
    content.getChildren().setAll(view);
  }

  private void showHeading() {
    boolean open = topology != null && content.getUserData() instanceof ShellViewModel.State.Open;
    noTopology.setVisible(!open);
    noTopology.setManaged(!open);
    topologyTools.setVisible(open);
    topologyTools.setManaged(open);
    frame.pseudoClassStateChanged(PRODUCTION, open && isProduction());
    if (open && topology != null) {
      menu.setText(ValueText.escape(topology.open().workspace().topology().name()));
      fileName.setText(
          ValueText.escape(String.valueOf(topology.open().workspace().file().getFileName())));
      topologyTools.getChildren().setAll(topology.bar());
    } else {
      menu.setText(Messages.text("shell.name"));
      fileName.setText("");
      topologyTools.getChildren().clear();
    }
  }

  private boolean isProduction() {
    return topology != null
        && topology.open().workspace().topology().environment() == Environment.PROD;
  }

  /// Writing to production is said in a band over the whole window.
  private void show(LockViewModel.State state) {
    boolean dangerous = isProduction() && state instanceof LockViewModel.State.Writing;
    productionBand.setVisible(dangerous);
    productionBand.setManaged(dangerous);
    if (topology != null && state instanceof LockViewModel.State.Writing writing) {
      productionText.setText(
          Messages.text(
              "shell.productionWriting",
              ValueText.escape(topology.open().workspace().topology().name())));
      productionCountdown.setText(writing.countdown());
      productionCountdown.pseudoClassStateChanged(LAST_MINUTE, writing.isLastMinute());
    }
    showStatus();
  }

  private void show(ShellViewModel.@Nullable Refusal why) {
    refusal.setVisible(why != null);
    refusal.setManaged(why != null);
    if (why == null) {
      return;
    }
    refusalTitle.setText(
        Messages.text("shell.refused", ValueText.escape(String.valueOf(why.file().getFileName()))));
    refusalProblems.getChildren().setAll(ProblemLines.of(why.problems(), PROBLEMS_SHOWN));
  }

  private void showStatus() {
    List<String> parts =
        !viewModel.activityProperty().get().isEmpty()
            ? List.of(viewModel.activityProperty().get())
            : topology == null
                ? List.of(Messages.text("shell.notConnected"))
                : List.of(topology.tabs().statusProperty().get().split(" \\| ", -1));
    statusParts.getChildren().clear();
    if (isProduction() && topology != null) {
      addStatus(
          Messages.text(
              topology.lock().stateProperty().get() instanceof LockViewModel.State.Writing
                  ? "status.productionWriting"
                  : "status.production"),
          "production-status");
    }
    for (int i = 0; i < parts.size(); i++) {
      addStatus(parts.get(i), i == 0 ? "medium" : "muted");
    }
    statusRight.setText(topology == null ? "" : versions(topology.shards()));
  }

  private static String versions(ShardsViewModel shards) {
    ShardsViewModel.Summary summary = shards.summaryProperty().get();
    if (summary.versions().isEmpty()) {
      return "";
    }
    return summary.versions().size() == 1 && summary.up() == summary.shards()
        ? Messages.text("status.versionOnAll", ValueText.escape(summary.versions().getFirst()))
        : Messages.text("status.versions", ValueText.escape(String.join(", ", summary.versions())));
  }

  private void addStatus(String text, String styleClass) {
    if (!statusParts.getChildren().isEmpty()) {
      Region divider = new Region();
      divider.getStyleClass().add("divider");
      statusParts.getChildren().add(divider);
    }
    Label label = new Label(text);
    label.getStyleClass().addAll("status-part", styleClass);
    statusParts.getChildren().add(label);
  }

  private void fillRecents() {
    recentMenu.getItems().clear();
    for (Settings.Recent recent : viewModel.recents()) {
      MenuItem item = new MenuItem(ValueText.escape(recent.name() + "  " + recent.file()));
      item.setMnemonicParsing(false);
      item.setOnAction(event -> viewModel.open(recent.file()));
      recentMenu.getItems().add(item);
    }
    recentMenu.setDisable(recentMenu.getItems().isEmpty());
  }

  private void chooses(RadioMenuItem item, Theme.Choice choice) {
    item.setSelected(theme.choiceProperty().get() == choice);
    item.setOnAction(event -> theme.choiceProperty().set(choice));
  }

  private void dragOver(DragEvent event) {
    if (event.getDragboard().hasFiles()) {
      event.acceptTransferModes(TransferMode.COPY_OR_MOVE);
      showDragged(true);
    }
    event.consume();
  }

  private void dropped(DragEvent event) {
    showDragged(false);
    List<File> dropped = event.getDragboard().getFiles();
    if (!dropped.isEmpty()) {
      viewModel.open(dropped.getFirst().toPath());
    }
    event.setDropCompleted(!dropped.isEmpty());
    event.consume();
  }

  private void showDragged(boolean dragged) {
    if (welcome != null) {
      welcome.showDragged(dragged);
    }
  }
}
