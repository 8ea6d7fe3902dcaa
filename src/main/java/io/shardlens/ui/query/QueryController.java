package io.shardlens.ui.query;

import io.shardlens.topology.Shard;
import io.shardlens.topology.Topology;
import io.shardlens.ui.common.Badge;
import io.shardlens.ui.common.Messages;
import io.shardlens.ui.common.ShardColours;
import io.shardlens.ui.common.ValueText;
import io.shardlens.ui.query.ResultWords.Headline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.IndexRange;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Binds a query tab to its view model.
public final class QueryController {

  private static final KeyCombination RUN =
      new KeyCodeCombination(KeyCode.ENTER, KeyCombination.SHORTCUT_DOWN);
  private static final KeyCombination RUN_ALL = new KeyCodeCombination(KeyCode.F5);
  private static final KeyCombination RUN_ALL_TOO =
      new KeyCodeCombination(KeyCode.X, KeyCombination.ALT_DOWN);
  private static final KeyCombination CANCEL =
      new KeyCodeCombination(KeyCode.F2, KeyCombination.SHORTCUT_DOWN);
  private static final KeyCombination EXPLAIN = new KeyCodeCombination(KeyCode.F7);
  private static final KeyCombination EXPLAIN_TOO =
      new KeyCodeCombination(KeyCode.E, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN);

  private final QueryViewModel query;
  private final ShardColours colours;
  private final SqlEditor editor = new SqlEditor();
  private final ResultTable table;
  private final PlanPane plan;
  private final List<LaneView> laneViews = new ArrayList<>();
  private ShownRows last = ShownRows.NONE;

  @FXML private BorderPane root;
  @FXML private Button run;
  @FXML private Button cancel;
  @FXML private Button explain;
  @FXML private MenuButton shards;
  @FXML private TextField timeout;
  @FXML private TextField rowsAtMost;
  @FXML private ToggleButton planShown;
  @FXML private StackPane editorPlace;
  @FXML private HBox lanes;
  @FXML private HBox notice;
  @FXML private FontIcon noticeIcon;
  @FXML private Label noticeTitle;
  @FXML private Label noticeDetail;
  @FXML private HBox noticeActions;
  @FXML private HBox badgePlace;
  @FXML private Label strong;
  @FXML private Label rest;
  @FXML private Label stale;
  @FXML private StackPane tablePlace;
  @FXML private StackPane planPlace;

  QueryController(QueryViewModel query, Topology topology, ShardColours colours) {
    this.query = query;
    this.colours = colours;
    this.table = new ResultTable(topology, colours);
    this.plan = new PlanPane(topology);
  }

  @FXML
  void initialize() {
    editor.bind(query.sqlProperty());
    editorPlace.getChildren().add(editor);
    query.errorIndexProperty().subscribe(editor::markError);
    timeout.textProperty().bindBidirectional(query.timeoutProperty());
    rowsAtMost.textProperty().bindBidirectional(query.rowsAtMostProperty());
    run.disableProperty().bind(query.busy());
    explain.disableProperty().bind(query.busy());
    cancel.disableProperty().bind(query.busy().not());
    run.setTooltip(new Tooltip(Messages.text("query.run.hint")));
    cancel.setTooltip(new Tooltip(Messages.text("query.cancel.hint")));
    explain.setTooltip(new Tooltip(Messages.text("query.explain.hint")));
    fillShards();
    fillLanes();
    bindResult();
    root.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
  }

  /// Puts the focus where work begins.
  void focusEditor() {
    editor.requestFocus();
  }

  @FXML
  void run() {
    IndexRange range = editor.toRun();
    query.run(range.getStart(), range.getEnd());
  }

  @FXML
  void cancel() {
    query.cancel();
  }

  @FXML
  void explain() {
    query.explain();
    planShown.setSelected(true);
  }

  private void fillShards() {
    shards.textProperty().bind(query.choiceText());
    for (QueryViewModel.ShardChoice choice : query.choices()) {
      CheckBox box = new CheckBox(ValueText.escape(choice.shard().label()));
      box.selectedProperty().bindBidirectional(choice.chosen());
      shards.getItems().add(new CustomMenuItem(box, false));
    }
  }

  private void fillLanes() {
    for (QueryViewModel.ShardChoice choice : query.choices()) {
      Shard shard = choice.shard();
      LaneView lane = new LaneView(shard, colours);
      HBox.setHgrow(lane, Priority.ALWAYS);
      laneViews.add(lane);
    }
    lanes.getChildren().setAll(laneViews);
    query.lanes().subscribe(this::showLanes);
    showLanes();
  }

  private void showLanes() {
    for (int i = 0; i < Math.min(laneViews.size(), query.lanes().size()); i++) {
      laneViews.get(i).show(query.lanes().get(i));
    }
  }

  private void bindResult() {
    tablePlace.getChildren().add(table);
    planPlace.getChildren().add(plan);
    planPlace.visibleProperty().bind(planShown.selectedProperty());
    planPlace.managedProperty().bind(planShown.selectedProperty());
    query.planProperty().subscribe(() -> showPlan());
    query.stateProperty().subscribe(() -> showPlan());
    showPlan();
    query.shownProperty().subscribe(this::showRows);
    query.fresh().subscribe((Boolean fresh) -> showStale(fresh));
    query.headline().subscribe(this::showHeadline);
    query.notice().subscribe(this::showNotice);
  }

  private void showPlan() {
    boolean kept =
        !(query.stateProperty().get() instanceof QueryState.Done done)
            || query
                .planProperty()
                .get()
                .map(made -> made.verdict() == done.result().verdict())
                .orElse(true);
    plan.show(query.planProperty().get(), kept);
    table.setPlaceholder(placeholder());
  }

  private void showRows(ShownRows rows) {
    if (rows.continues(last)) {
      table.grow(rows.rows());
    } else {
      table.show(rows.columns(), rows.rows());
    }
    last = rows;
  }

  /// What stands in the place of rows where there are none.
  private Node placeholder() {
    String words =
        switch (query.stateProperty().get()) {
          case QueryState.Idle _, QueryState.Explaining _, QueryState.Explained _ -> "query.empty";
          case QueryState.Running _ -> "query.running";
          case QueryState.NotRunnable _, QueryState.NotExplained _ -> "query.noRows";
          case QueryState.Done _ -> query.fresh().get() ? "query.none" : "query.noRows";
        };
    Label title = new Label(Messages.text(words + ".title"));
    title.getStyleClass().add("screen-title");
    Label text = new Label(Messages.text(words + ".text"));
    text.getStyleClass().add("muted");
    VBox empty = new VBox(title, text);
    empty.getStyleClass().add("empty-state");
    return empty;
  }

  private void showStale(boolean fresh) {
    boolean old = !fresh && !query.shownProperty().get().isNone();
    table.setStale(old);
    stale.setText(Messages.text(query.areCutShort() ? "query.cutShort" : "query.stale"));
    stale.setVisible(old);
  }

  private void showHeadline(Headline words) {
    badgePlace.getChildren().setAll(words.verdict().map(Badge::of).stream().toList());
    badgePlace.setManaged(words.verdict().isPresent());
    strong.setText(words.strong());
    rest.setText(words.rest());
  }

  private void showNotice(Optional<Notice> shown) {
    notice.setVisible(shown.isPresent());
    notice.setManaged(shown.isPresent());
    noticeActions.getChildren().clear();
    shown.ifPresent(this::fillNotice);
    // One primary action a screen: the next step of a notice, else Run.
    boolean step =
        shown.stream()
            .flatMap(words -> words.actions().stream())
            .anyMatch(action -> action != Notice.Action.COPY_DETAILS);
    run.getStyleClass().remove("accent");
    if (!step) {
      run.getStyleClass().add("accent");
    }
  }

  private void fillNotice(Notice words) {
    boolean danger = words.severity() == Notice.Severity.DANGER;
    notice.getStyleClass().removeAll("warning", "danger");
    notice.getStyleClass().add(danger ? "danger" : "warning");
    noticeIcon.setIconCode(danger ? Feather.ALERT_OCTAGON : Feather.ALERT_TRIANGLE);
    noticeIcon.getStyleClass().removeAll("warning-text", "danger-text");
    noticeIcon.getStyleClass().add(danger ? "danger-text" : "warning-text");
    noticeTitle.setText(ValueText.escapeLines(words.title()));
    noticeDetail.setText(ValueText.escapeLines(words.detail()));
    noticeDetail.setManaged(!words.detail().isEmpty());
    boolean primary = true;
    List<Node> buttons = new ArrayList<>();
    for (Notice.Action action : words.actions()) {
      Button button = button(action, words);
      if (primary && action != Notice.Action.COPY_DETAILS) {
        button.getStyleClass().add("accent");
        primary = false;
      }
      // The primary action stands last, at the edge, where dialogs have it too.
      buttons.addFirst(button);
    }
    noticeActions.getChildren().setAll(buttons);
  }

  private Button button(Notice.Action action, Notice words) {
    return switch (action) {
      case RETRY -> button("query.retry", Feather.ROTATE_CW, query::retry);
      case SHOW_PARTIAL -> button("query.showPartial", Feather.EYE, query::showPartial);
      case ASK_ALL_SHARDS -> button("query.askAll", Feather.LAYERS, query::askAllShards);
      case COPY_DETAILS ->
          button(
              "query.copyDetails",
              Feather.COPY,
              () ->
                  copy(words.title() + "\n" + words.detail() + "\n\n" + query.sqlProperty().get()));
    };
  }

  private static Button button(String key, Feather icon, Runnable action) {
    Button button = new Button(Messages.text(key), new FontIcon(icon));
    button.setId(key.replace('.', '-'));
    button.setOnAction(_ -> action.run());
    button.setMinWidth(Button.USE_PREF_SIZE);
    return button;
  }

  private static void copy(String text) {
    ClipboardContent content = new ClipboardContent();
    content.putString(text);
    Clipboard.getSystemClipboard().setContent(content);
  }

  private void onKey(KeyEvent event) {
    boolean escapeInRows = event.getCode() == KeyCode.ESCAPE && table.isFocused();
    if (RUN.match(event)) {
      run();
    } else if (RUN_ALL.match(event) || RUN_ALL_TOO.match(event)) {
      query.run();
    } else if (CANCEL.match(event) || (escapeInRows && query.busy().get())) {
      query.cancel();
    } else if (EXPLAIN.match(event) || EXPLAIN_TOO.match(event)) {
      explain();
    } else {
      return;
    }
    event.consume();
  }
}
