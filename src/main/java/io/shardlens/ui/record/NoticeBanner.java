package io.shardlens.ui.record;

import io.shardlens.ui.common.Messages;
import io.shardlens.ui.common.ValueText;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// A notice with its buttons, the first of them the primary one. Takes no room while there is none.
final class NoticeBanner extends HBox {

  private static final PseudoClass NARROW = PseudoClass.getPseudoClass("narrow");

  private final Consumer<Notice.Action> act;
  private final boolean narrow;

  /// @param narrow whether the buttons stand below the words, for want of room beside them
  NoticeBanner(boolean narrow, Consumer<Notice.Action> act) {
    this.narrow = narrow;
    this.act = act;
    show(Optional.empty());
  }

  void show(Optional<Notice> notice) {
    setVisible(notice.isPresent());
    setManaged(notice.isPresent());
    getChildren().clear();
    notice.ifPresent(this::fill);
  }

  /// The icon of a severity, which always stands beside a word.
  static FontIcon icon(Notice.Severity severity) {
    FontIcon icon =
        new FontIcon(
            switch (severity) {
              case NEUTRAL -> Feather.INFO;
              case SUCCESS -> Feather.CHECK_CIRCLE;
              case WARNING -> Feather.ALERT_TRIANGLE;
              case DANGER -> Feather.ALERT_OCTAGON;
            });
    icon.getStyleClass().add(textClass(severity));
    return icon;
  }

  static String textClass(Notice.Severity severity) {
    return severity == Notice.Severity.NEUTRAL
        ? "muted"
        : severity.name().toLowerCase(Locale.ROOT) + "-text";
  }

  private void fill(Notice notice) {
    getStyleClass()
        .setAll("banner", "record-notice", notice.severity().name().toLowerCase(Locale.ROOT));
    pseudoClassStateChanged(NARROW, narrow);
    Label title = new Label(ValueText.escapeLines(notice.title()));
    title.getStyleClass().add("strong");
    title.setWrapText(true);
    VBox words = new VBox(title);
    if (!notice.detail().isEmpty()) {
      Label detail = new Label(ValueText.escapeLines(notice.detail()));
      detail.getStyleClass().add("notice-detail");
      detail.setWrapText(true);
      detail.setMinHeight(USE_PREF_SIZE);
      words.getChildren().add(detail);
    }
    HBox.setHgrow(words, Priority.ALWAYS);
    getChildren().addAll(icon(notice.severity()), words);
    HBox actions = new HBox();
    actions.getStyleClass().add("notice-actions");
    for (Notice.Action action : notice.actions().reversed()) {
      actions.getChildren().add(button(action, isPrimary(action, notice)));
    }
    if (narrow && !notice.actions().isEmpty()) {
      words.getChildren().add(actions);
    } else {
      actions.setMinWidth(USE_PREF_SIZE);
      getChildren().add(actions);
    }
  }

  private Button button(Notice.Action action, boolean primary) {
    Button button =
        new Button(
            Messages.text(
                switch (action) {
                  case LOOK_ON_THE_OTHERS -> "record.action.others";
                  case TRY_AGAIN -> "record.action.again";
                  case DISCARD_AND_LOOK_UP -> "record.action.discardAndLookUp";
                  case KEEP_EDITING -> "record.action.keepEditing";
                  case TAKE_CURRENT_AND_KEEP_CHANGE -> "record.action.takeCurrent";
                  case DISCARD -> "record.run.discard";
                  case READ_AGAIN -> "record.action.readAgain";
                }));
    button.setId("notice-" + action.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    button.setOnAction(_ -> act.accept(action));
    button.setMinWidth(USE_PREF_SIZE);
    if (primary) {
      button.getStyleClass().add("accent");
    }
    return button;
  }

  /// Keeping on editing is no primary action: applying the edit, which stands beside it, is.
  private static boolean isPrimary(Notice.Action action, Notice notice) {
    return action == notice.actions().getFirst() && action != Notice.Action.KEEP_EDITING;
  }
}
