package io.shardlens.ui.record;

import io.shardlens.record.FieldDefinition;
import io.shardlens.record.ShardRecord;
import io.shardlens.routing.Derivation;
import io.shardlens.routing.Route;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableDefinition;
import io.shardlens.ui.common.KeyQuestion;
import io.shardlens.ui.common.Messages;
import io.shardlens.ui.common.Navigation;
import io.shardlens.ui.common.ShardColours;
import io.shardlens.ui.common.ValueText;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// Binds the record tab to its view model.
public final class RecordController {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);
  private static final int CHOICES_SHOWN = 5;

  private final RecordViewModel model;
  private final ShardColours colours;
  private final Navigation navigation;
  private final DerivationChips chips;
  private final NoticeBanner notice;
  private final RecordTable fields;
  private final RunPanel runPanel;

  @FXML private ComboBox<TableDefinition.Sharded> table;
  @FXML private TextField key;
  @FXML private Button lookUp;
  @FXML private HBox derivation;
  @FXML private Label elsewhere;
  @FXML private StackPane noticePlace;
  @FXML private VBox empty;
  @FXML private Label emptyTitle;
  @FXML private Label emptyText;
  @FXML private VBox page;
  @FXML private Label recordTitle;
  @FXML private Label recordKey;
  @FXML private Label recordNote;
  @FXML private Label hint;
  @FXML private StackPane choicePlace;
  @FXML private StackPane recordPlace;
  @FXML private StackPane runPlace;
  @FXML private VBox neighbours;

  RecordController(RecordViewModel model, ShardColours colours, Navigation navigation) {
    this.model = model;
    this.colours = colours;
    this.navigation = navigation;
    chips = new DerivationChips(model.topology(), colours);
    notice = new NoticeBanner(false, this::act);
    fields = new RecordTable(model, this::showWhole);
    runPanel = new RunPanel(model, colours, this::act);
  }

  /// When a record was read, in UTC: `14:02:11 UTC`.
  static String time(ShardRecord record) {
    return TIME.format(record.readAt()) + " UTC";
  }

  @FXML
  void initialize() {
    bindQuestion();
    noticePlace.getChildren().add(notice);
    recordPlace.getChildren().add(fields);
    runPlace.getChildren().add(runPanel);
    model.lookupNotice().subscribe(notice::show);
    model.elsewhereNotice().subscribe(this::showElsewhere);
    model.stateProperty().subscribe(() -> showEmpty());
    showEmpty();
    model.edit().recordProperty().subscribe(this::showRecord);
    model.edit().found().subscribe(this::showChoice);
    showChoice();
    model.coLocated().subscribe(this::showNeighbours);
    model
        .edit()
        .stateProperty()
        .subscribe(() -> choicePlace.setDisable(model.edit().dirty().get()));
    fields.getSelectionModel().selectedItemProperty().subscribe(this::showHint);
  }

  /// Puts the focus where work begins.
  void focusKey() {
    key.requestFocus();
  }

  @FXML
  void lookUp() {
    model.lookUp();
  }

  @FXML
  void reload() {
    model.reload();
  }

  private void act(Notice.Action action) {
    switch (action) {
      case LOOK_ON_THE_OTHERS -> model.lookOnTheOthers();
      case TRY_AGAIN -> model.tryAgain();
      case DISCARD_AND_LOOK_UP -> model.discardAndLookUp();
      case KEEP_EDITING -> model.keepEditing();
      case TAKE_CURRENT_AND_KEEP_CHANGE -> model.edit().takeCurrentAndKeepChange();
      case DISCARD -> model.edit().discard();
      case READ_AGAIN -> model.reload();
    }
  }

  private void bindQuestion() {
    KeyQuestion question = model.question();
    table.getItems().setAll(model.topology().shardedTables());
    table.setConverter(new TableWords(model));
    table.valueProperty().bindBidirectional(question.tableProperty());
    key.textProperty().bindBidirectional(question.textProperty());
    key.setOnAction(_ -> model.lookUp());
    lookUp.disableProperty().bind(key.textProperty().map(String::isBlank));
    question.answerProperty().subscribe(this::showDerivation);
  }

  private void showDerivation(KeyQuestion.Answer answer) {
    derivation
        .getChildren()
        .setAll(
            switch (answer) {
              case KeyQuestion.Answer.Nothing _, KeyQuestion.Answer.Asking _ -> List.of();
              case KeyQuestion.Answer.BadKey bad -> List.of(problem(bad.message()));
              case KeyQuestion.Answer.Routed routed ->
                  switch (routed.route()) {
                    case Route.Owned owned ->
                        chips.of(owned.derivation(), Optional.of(owned.shard()));
                    case Route.Anywhere anywhere ->
                        chips.of(anywhere.derivation(), Optional.<ShardId>empty());
                    case Route.Unowned unowned ->
                        withProblem(unowned.derivation(), unowned.reason());
                    case Route.Unknown unknown ->
                        withProblem(unknown.derivation(), unknown.reason());
                  };
            });
  }

  private List<Node> withProblem(Derivation derivation, String reason) {
    List<Node> nodes = new ArrayList<>(chips.of(derivation, Optional.empty()));
    nodes.add(problem(reason));
    return nodes;
  }

  private static Label problem(String message) {
    Label label = new Label(message, NoticeBanner.icon(Notice.Severity.DANGER));
    label.getStyleClass().add("danger-text");
    label.setTooltip(new Tooltip(message));
    return label;
  }

  private void showElsewhere(Optional<Notice> shown) {
    elsewhere.setVisible(shown.isPresent());
    shown.ifPresent(words -> {
      elsewhere.setText(words.title());
      elsewhere.setGraphic(NoticeBanner.icon(words.severity()));
      elsewhere
          .getStyleClass()
          .setAll("label", "elsewhere", NoticeBanner.textClass(words.severity()));
      elsewhere.setTooltip(
          words.detail().isEmpty() ? null : new Tooltip(ValueText.escapeLines(words.detail())));
    });
  }

  private void showEmpty() {
    String words =
        switch (model.stateProperty().get()) {
          case RecordState.LookingUp _ -> "record.lookingUp";
          case RecordState.Idle _ -> "record.empty";
          case RecordState.Answered _, RecordState.Broken _, RecordState.Held _ -> "record.none";
        };
    String asked =
        model.stateProperty().get() instanceof RecordState.LookingUp(KeyRequest request)
            ? ValueText.escape(request.words())
            : "";
    emptyTitle.setText(Messages.text(words + ".title", asked));
    emptyText.setText(Messages.text(words + ".text"));
  }

  private void showRecord(@Nullable ShardRecord record) {
    page.setVisible(record != null);
    empty.setVisible(record == null);
    if (record == null) {
      return;
    }
    KeyRequest request = model.shownRequest();
    recordTitle.setText(record.table().shortName());
    recordKey.setText(request == null ? "" : ValueText.escape(request.words()));
    recordNote.setText(Messages.text("record.columns", record.fields().size(), time(record)));
    showHint(fields.getSelectionModel().getSelectedItem());
  }

  private void showHint(@Nullable FieldRow row) {
    String why = row == null ? "" : model.edit().whyNotEditable(row.definition());
    hint.setText(
        row == null || why.isEmpty()
            ? Messages.text("record.hint")
            : ValueText.escape(row.definition().name()) + ": " + why);
  }

  private void showChoice() {
    choicePlace.getChildren().clear();
    boolean several = model.edit().found().size() > 1;
    choicePlace.setManaged(several);
    if (!several) {
      return;
    }
    RecordsTable choice = new RecordsTable();
    choice.setId("choice");
    choice.show(model.edit().found());
    choice.limitHeight(CHOICES_SHOWN);
    choice.getSelectionModel().select(Math.max(0, model.edit().found().indexOf(shown())));
    choice
        .getSelectionModel()
        .selectedItemProperty()
        .subscribe((was, chosen) -> {
          if (chosen != null) {
            model.edit().choose(chosen);
          }
        });
    choicePlace.getChildren().add(choice);
  }

  private @Nullable ShardRecord shown() {
    return model.edit().recordProperty().get();
  }

  private void showNeighbours() {
    KeyRequest request = model.shownRequest();
    neighbours.getChildren().clear();
    if (request == null) {
      return;
    }
    for (CoLocatedRows rows : model.coLocated()) {
      neighbours
          .getChildren()
          .add(
              new NeighbourCard(
                  rows,
                  request.key(),
                  model.topology(),
                  colours,
                  () -> navigation.openQuery(new KeyRequest(rows.table(), request.key()).sql())));
    }
  }

  private void showWhole(FieldDefinition field, String text) {
    navigation.showDialog(new ValueDialog(field, text, navigation::closeDialog));
  }

  /// A table by the name that people use.
  private static final class TableWords extends StringConverter<TableDefinition.Sharded> {
    private final RecordViewModel model;

    TableWords(RecordViewModel model) {
      this.model = model;
    }

    @Override
    public String toString(TableDefinition.@Nullable Sharded definition) {
      return definition == null ? "" : definition.name().shortName();
    }

    @Override
    public TableDefinition.@Nullable Sharded fromString(String text) {
      return model.topology().tableNamed(text).orElse(null)
              instanceof TableDefinition.Sharded sharded
          ? sharded
          : null;
    }
  }
}
