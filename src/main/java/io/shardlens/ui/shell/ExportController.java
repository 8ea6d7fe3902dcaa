package io.shardlens.ui.shell;

import io.shardlens.export.ExportKind;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.Topology;
import io.shardlens.ui.common.Messages;
import io.shardlens.ui.common.ValueText;
import java.util.List;
import java.util.stream.Collectors;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// Chooses what a topology is exported as, shows it, and saves it.
public final class ExportController {
  private final Topology topology;
  private final ExportViewModel viewModel;
  private final FileChoice files;
  private final Dialogs dialogs;

  @FXML private ComboBox<ExportKind> kind;
  @FXML private ComboBox<TableChoice> table;
  @FXML private TextArea preview;
  @FXML private Label note;
  @FXML private Button copy;
  @FXML private Button save;

  /// @param table `null` stands for all sharded tables
  private record TableChoice(TableDefinition.@Nullable Sharded table) {
    @Override
    public String toString() {
      return table == null
          ? Messages.text("export.allTables")
          : ValueText.escape(table.name().shortName());
    }
  }

  ExportController(
      Topology topology, ExportViewModel viewModel, FileChoice files, Dialogs dialogs) {
    this.topology = topology;
    this.viewModel = viewModel;
    this.files = files;
    this.dialogs = dialogs;
  }

  @FXML
  void initialize() {
    kind.getItems().setAll(ExportKind.values());
    kind.setConverter(new KindConverter());
    kind.valueProperty().bindBidirectional(viewModel.kindProperty());
    table.getItems().add(new TableChoice(null));
    topology.shardedTables().forEach(each -> table.getItems().add(new TableChoice(each)));
    table.getSelectionModel().selectFirst();
    table
        .valueProperty()
        .subscribe(chosen -> viewModel.tableProperty().set(chosen == null ? null : chosen.table()));
    viewModel.stateProperty().subscribe(this::show);
  }

  @FXML
  void copy() {
    if (viewModel.stateProperty().get() instanceof ExportViewModel.State.Ready ready) {
      ClipboardContent content = new ClipboardContent();
      content.putString(ready.text());
      Clipboard.getSystemClipboard().setContent(content);
    }
  }

  @FXML
  void save() {
    files
        .chooseToSave(save.getScene().getWindow(), viewModel.suggestedName())
        .ifPresent(viewModel::save);
  }

  @FXML
  void close() {
    viewModel.close();
    dialogs.close();
  }

  private void show(ExportViewModel.State state) {
    boolean ready = state instanceof ExportViewModel.State.Ready;
    copy.setDisable(!ready);
    save.setDisable(!ready);
    note.getStyleClass().remove("danger-text");
    switch (state) {
      case ExportViewModel.State.Working _ -> note.setText(Messages.text("export.working"));
      case ExportViewModel.State.Ready shown -> {
        preview.setText(shown.preview());
        note.setText(lines(shown.leftOut()));
      }
      case ExportViewModel.State.Refused(List<String> reasons) -> {
        preview.clear();
        note.getStyleClass().add("danger-text");
        note.setText(lines(reasons));
      }
      case ExportViewModel.State.Saved(var file) ->
          note.setText(Messages.text("export.saved", ValueText.escape(file.toString())));
    }
  }

  private static String lines(List<String> sentences) {
    return sentences.stream().map(ValueText::escape).collect(Collectors.joining("\n"));
  }

  private static final class KindConverter extends StringConverter<ExportKind> {
    @Override
    public String toString(@Nullable ExportKind kind) {
      return kind == null ? "" : Messages.text("export.kind." + kind.word());
    }

    @Override
    public ExportKind fromString(String text) {
      throw new UnsupportedOperationException("The box of kinds is not typed into");
    }
  }
}
