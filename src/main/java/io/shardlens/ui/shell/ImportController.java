package io.shardlens.ui.shell;

import io.shardlens.importing.CatalogKind;
import io.shardlens.importing.ImportKind;
import io.shardlens.topology.imports.ImportPreview;
import io.shardlens.ui.common.Figures;
import io.shardlens.ui.common.Messages;
import io.shardlens.ui.common.ValueText;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// Chooses what is imported, shows what was made of it, asks what is open, and saves the topology.
public final class ImportController {
  private final ImportViewModel viewModel;
  private final FileChoice files;
  private final Dialogs dialogs;

  /// Whether the focus goes where the reader has to go on once there is an answer.
  private boolean leads;

  @FXML private ComboBox<ImportKind> kind;
  @FXML private HBox filesRow;
  @FXML private Button choose;
  @FXML private Label fileNames;
  @FXML private HBox serverRow;
  @FXML private TextField url;
  @FXML private Button readServer;
  @FXML private Label hint;
  @FXML private ScrollPane questionsScroll;
  @FXML private VBox questions;
  @FXML private Label importSummary;
  @FXML private ListView<ImportLine> importLines;
  @FXML private TextArea preview;
  @FXML private Label note;
  @FXML private Button answerQuestions;
  @FXML private Button replace;
  @FXML private Button save;

  ImportController(ImportViewModel viewModel, FileChoice files, Dialogs dialogs) {
    this.viewModel = viewModel;
    this.files = files;
    this.dialogs = dialogs;
  }

  @FXML
  void initialize() {
    kind.getItems().setAll(ImportKind.all());
    kind.setConverter(new KindConverter());
    kind.valueProperty().bindBidirectional(viewModel.kindProperty());
    kind.valueProperty().subscribe(this::showKind);
    url.textProperty().bindBidirectional(viewModel.urlProperty());
    importLines.setCellFactory(list -> new ImportLineCell());
    importLines.setPlaceholder(new Label(Messages.text("import.empty")));
    viewModel.files().subscribe(this::showFiles);
    viewModel.questions().subscribe(this::showQuestions);
    showFiles();
    showQuestions();
    viewModel.stateProperty().subscribe(this::show);
  }

  @FXML
  void choose() {
    List<Path> chosen = files.chooseToImport(choose.getScene().getWindow());
    if (!chosen.isEmpty()) {
      leads = true;
      viewModel.readFiles(chosen);
    }
  }

  @FXML
  void readServer() {
    leads = true;
    viewModel.readServer();
  }

  @FXML
  void answer() {
    leads = true;
    viewModel.read();
  }

  @FXML
  void save() {
    files
        .chooseToSave(save.getScene().getWindow(), viewModel.suggestedName())
        .ifPresent(viewModel::save);
  }

  @FXML
  void replace() {
    viewModel.replace();
  }

  @FXML
  void close() {
    viewModel.close();
    dialogs.close();
  }

  private void showKind(ImportKind chosen) {
    boolean live = chosen instanceof CatalogKind;
    put(filesRow, !live);
    put(serverRow, live);
    hint.setText(Messages.text("import.hint." + chosen.word()));
  }

  private void showFiles() {
    fileNames.setText(
        viewModel.files().isEmpty()
            ? Messages.text("import.noFiles")
            : viewModel.files().stream()
                .map(file -> ValueText.escape(String.valueOf(file.getFileName())))
                .collect(Collectors.joining(", ")));
  }

  private void showQuestions() {
    questions
        .getChildren()
        .setAll(
            viewModel.questions().stream()
                .map(question ->
                    new QuestionField(
                        question,
                        viewModel.answer(question.id()),
                        text -> viewModel.answer(question.id(), text),
                        this::answer))
                .toList());
    put(questionsScroll, !viewModel.questions().isEmpty());
  }

  private void show(ImportViewModel.State state) {
    boolean ready = state.savable().isPresent();
    List<ImportLine> said = state.known().map(ImportLine::of).orElse(List.of());
    importLines.getItems().setAll(said);
    importSummary.setText(
        ImportLine.summary(
            said, (sort, count) -> Messages.text(sort.key() + ".count", Figures.count(count))));
    put(preview, ready);
    state.savable().ifPresent(shown -> preview.setText(FilePreview.of(shown.text())));
    put(answerQuestions, !viewModel.questions().isEmpty());
    put(replace, state instanceof ImportViewModel.State.Occupied);
    boolean busy =
        state instanceof ImportViewModel.State.Reading
            || state instanceof ImportViewModel.State.Saving;
    answerQuestions.setDisable(busy);
    save.setDisable(!ready || busy);
    showNote(state);
    makePrimary(primary(state));
    if (leads && !busy) {
      leads = false;
      goOn(ready);
    }
  }

  private void showNote(ImportViewModel.State state) {
    note.getStyleClass().removeAll("danger-text", "warning-text");
    switch (state) {
      case ImportViewModel.State.Waiting _ -> note.setText("");
      case ImportViewModel.State.Reading _ -> note.setText(Messages.text("import.reading"));
      case ImportViewModel.State.Open(ImportPreview read) -> {
        note.getStyleClass().add(read.problems().isEmpty() ? "warning-text" : "danger-text");
        note.setText(
            Messages.text(
                read.problems().isEmpty() ? "import.hasQuestions" : "import.hasProblems"));
      }
      case ImportViewModel.State.Ready _ -> note.setText(Messages.text("import.ready"));
      case ImportViewModel.State.Saving _ -> note.setText(Messages.text("export.working"));
      case ImportViewModel.State.Occupied(var _, Path file) -> {
        note.getStyleClass().add("warning-text");
        note.setText(Messages.text("import.occupied", ValueText.escape(file.toString())));
      }
      case ImportViewModel.State.NotSaved(var _, String message) -> {
        note.getStyleClass().add("danger-text");
        note.setText(message);
      }
      case ImportViewModel.State.Failed(String message) -> {
        note.getStyleClass().add("danger-text");
        note.setText(message);
      }
    }
  }

  /// The one action that leads on.
  private Button primary(ImportViewModel.State state) {
    if (state.savable().isPresent()) {
      return save;
    }
    if (!viewModel.questions().isEmpty()) {
      return answerQuestions;
    }
    return viewModel.kindProperty().get() instanceof CatalogKind ? readServer : choose;
  }

  private void makePrimary(Button primary) {
    for (Button button : List.of(choose, readServer, answerQuestions, save)) {
      button.setDefaultButton(button.equals(primary));
      button.getStyleClass().remove("accent");
    }
    primary.getStyleClass().add("accent");
  }

  private void goOn(boolean ready) {
    if (ready) {
      save.requestFocus();
      return;
    }
    questions.getChildren().stream()
        .map(QuestionField.class::cast)
        .filter(field -> viewModel.answer(field.question()).isBlank())
        .findFirst()
        .ifPresent(QuestionField::focus);
  }

  private static void put(Node node, boolean there) {
    node.setVisible(there);
    node.setManaged(there);
  }

  private static final class KindConverter extends StringConverter<ImportKind> {
    @Override
    public String toString(@Nullable ImportKind kind) {
      return kind == null ? "" : Messages.text("import.kind." + kind.word());
    }

    @Override
    public ImportKind fromString(String text) {
      throw new UnsupportedOperationException("The box of kinds is not typed into");
    }
  }
}
