package io.shardlens.ui.record;

import io.shardlens.record.Change;
import io.shardlens.record.ShardRecord;
import io.shardlens.topology.Shard;
import io.shardlens.ui.common.Messages;
import io.shardlens.ui.common.ShardColours;
import io.shardlens.ui.common.ShardLabel;
import io.shardlens.ui.common.SqlHighlight;
import io.shardlens.ui.common.ValueText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The card at the right of a record: what will run, where, what is guaranteed, how it is undone,
/// and what it came to.
final class RunPanel extends VBox {

  private final RecordViewModel model;
  private final ShardColours colours;
  private final HBox header = new HBox();
  private final NoticeBanner notice;
  private final VBox body = new VBox();
  private final Button copy =
      new Button(Messages.text("record.run.copy"), new FontIcon(Feather.COPY));
  private final Button discard = new Button(Messages.text("record.run.discard"));
  private final Button apply = new Button();
  private final HBox footer = new HBox();

  RunPanel(RecordViewModel model, ShardColours colours, Consumer<Notice.Action> act) {
    this.model = model;
    this.colours = colours;
    this.notice = new NoticeBanner(true, act);
    getStyleClass().addAll("card", "run-panel");
    header.getStyleClass().add("card-header");
    body.getStyleClass().add("run-body");
    ScrollPane scroll = new ScrollPane(new VBox(notice, body));
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    setVgrow(scroll, Priority.ALWAYS);
    makeFooter();
    getChildren().addAll(header, scroll, footer);
    model.editNotice().subscribe(notice::show);
    model.edit().stateProperty().subscribe(this::show);
    model.edit().recordProperty().subscribe(this::showHeader);
  }

  private void makeFooter() {
    copy.setId("copy-sql");
    copy.setOnAction(_ -> copySql());
    discard.setId("discard");
    discard.setOnAction(_ -> model.edit().discard());
    apply.setId("apply");
    apply.textProperty().bind(model.applyText());
    apply.disableProperty().bind(model.edit().canApply().not());
    apply.setOnAction(_ -> model.edit().apply());
    apply.getStyleClass().add("accent");
    model
        .edit()
        .unlockedProperty()
        .subscribe((Boolean unlocked) -> {
          boolean dangerous = unlocked && model.isProduction();
          apply.getStyleClass().removeAll("accent", "danger", "production-button");
          apply.getStyleClass().add(dangerous ? "danger" : "accent");
          if (dangerous) {
            apply.getStyleClass().add("production-button");
          }
        });
    footer.getStyleClass().addAll("card-footer", "run-footer");
    footer.getChildren().addAll(copy, space(), discard, apply);
  }

  private Optional<Change> change() {
    return switch (model.edit().stateProperty().get()) {
      case EditState.Clean _, EditState.Preparing _ -> Optional.empty();
      case EditState.Pending(Change change) -> Optional.of(change);
      case EditState.Applying(Change change) -> Optional.of(change);
      case EditState.Applied(Change change, long _) -> Optional.of(change);
      case EditState.Conflicted(Change change, ShardRecord _) -> Optional.of(change);
      case EditState.Gone(Change change) -> Optional.of(change);
      case EditState.Rejected(Change change, String _, String _) -> Optional.of(change);
      case EditState.Unknown(Change change, String _) -> Optional.of(change);
    };
  }

  private void showHeader(@Nullable ShardRecord record) {
    Label title = new Label(Messages.text("record.run.title"));
    title.getStyleClass().add("card-title");
    title.setMinWidth(USE_PREF_SIZE);
    header.getChildren().setAll(title, space());
    if (record != null) {
      Shard shard = model.topology().shard(record.shard());
      Label place = new Label(shard.address() + " " + ValueText.escape(shard.database()));
      place.getStyleClass().addAll("mono-small", "muted");
      ShardLabel label = new ShardLabel(colours, shard);
      label.getStyleClass().add("strong");
      label.setMinWidth(USE_PREF_SIZE);
      header.getChildren().addAll(label, place);
    }
  }

  private void show(EditState state) {
    List<Node> parts = new ArrayList<>();
    switch (state) {
      case EditState.Clean _ -> parts.add(words("record.run.nothing"));
      // What was there a moment ago stays until the new statement is made.
      case EditState.Preparing _ -> {
        if (!body.getChildren().isEmpty() && copy.isVisible()) {
          return;
        }
        parts.add(words("record.run.preparing"));
      }
      case EditState.Conflicted(Change change, ShardRecord current) ->
          parts.add(new ConflictTable(change, current));
      case EditState.Applied(Change change, long _) -> parts.addAll(inverse(change));
      case EditState.Pending(Change change) -> parts.addAll(preview(change));
      case EditState.Applying(Change change) -> parts.addAll(preview(change));
      case EditState.Rejected(Change change, String _, String _) -> parts.addAll(preview(change));
      case EditState.Gone(Change change) -> parts.addAll(preview(change));
      case EditState.Unknown(Change change, String _) -> parts.addAll(preview(change));
    }
    body.getChildren().setAll(parts);
    boolean conflict = state instanceof EditState.Conflicted;
    boolean closed = state instanceof EditState.Clean || state instanceof EditState.Applied;
    show(copy, change().isPresent() && !conflict);
    show(discard, state.isUnsaved() && !conflict);
    discard.setDisable(state instanceof EditState.Applying);
    show(apply, state.isUnsaved() && !conflict);
    show(footer, !conflict && !(closed && change().isEmpty()));
  }

  private static void show(Node node, boolean visible) {
    node.setVisible(visible);
    node.setManaged(visible);
  }

  private List<Node> preview(Change change) {
    List<Node> parts = new ArrayList<>();
    parts.add(new StatementView(change));
    parts.add(new BeforeAfter(change));
    parts.add(guarantees(change));
    parts.addAll(inverse(change));
    return parts;
  }

  private static Node guarantees(Change change) {
    VBox list =
        new VBox(
            guarantee("record.run.one", Messages.text("record.run.one.note")),
            guarantee(
                Messages.text("record.run.version", RecordController.time(change.before())),
                Messages.text("record.run.version.note", change.before().version())),
            guarantee("record.run.undo", Messages.text("record.run.undo.note")));
    list.getStyleClass().add("guarantees");
    return list;
  }

  private static Node guarantee(String promise, String note) {
    String words = promise.startsWith("record.") ? Messages.text(promise) : promise;
    FontIcon icon = new FontIcon(Feather.CHECK_CIRCLE);
    icon.getStyleClass().add("success-text");
    Label label = new Label(words, icon);
    label.setMinWidth(USE_PREF_SIZE);
    Label noteLabel = new Label(note);
    noteLabel.getStyleClass().add("secondary");
    HBox line = new HBox(label, noteLabel);
    line.getStyleClass().add("guarantee");
    return line;
  }

  private static List<Node> inverse(Change change) {
    Label title = new Label(Messages.text("record.run.inverse"));
    title.getStyleClass().add("section-label");
    VBox part = new VBox(title, SqlHighlight.flow(change.inverse()));
    part.getStyleClass().addAll("run-part", "run-inverse");
    return List.of(part);
  }

  private static Node words(String key) {
    Label label = new Label(Messages.text(key));
    label.getStyleClass().addAll("muted", "run-part");
    label.setWrapText(true);
    return label;
  }

  /// Copies the statement that is shown: what will run, and once it has run, what undoes it.
  private void copySql() {
    boolean done = model.edit().stateProperty().get() instanceof EditState.Applied;
    change()
        .ifPresent(change -> {
          ClipboardContent content = new ClipboardContent();
          content.putString(done ? change.inverse() : change.sql());
          Clipboard.getSystemClipboard().setContent(content);
        });
  }

  private static Region space() {
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    return space;
  }
}
