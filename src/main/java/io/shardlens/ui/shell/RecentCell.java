package io.shardlens.ui.shell;

import io.shardlens.topology.Environment;
import io.shardlens.ui.common.Badge;
import io.shardlens.ui.common.Settings;
import io.shardlens.ui.common.ValueText;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// A file that was opened before: its topology, where it lies, when, and how careful to be.
final class RecentCell extends ListCell<Settings.Recent> {
  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("d MMM, HH:mm", Locale.ENGLISH).withZone(ZoneId.systemDefault());

  RecentCell() {
    setPrefWidth(0);
  }

  @Override
  protected void updateItem(Settings.@Nullable Recent recent, boolean empty) {
    super.updateItem(recent, empty);
    setText(null);
    setGraphic(recent == null || empty ? null : row(recent));
  }

  private static HBox row(Settings.Recent recent) {
    Label name = new Label(ValueText.escape(recent.name()));
    name.getStyleClass().add("strong");
    Label summary = new Label(ValueText.escape(recent.summary()));
    summary.getStyleClass().add("secondary");
    Label file = new Label(place(recent.file()));
    file.getStyleClass().add("mono-small");
    file.getStyleClass().add("muted");
    file.setTextOverrun(OverrunStyle.LEADING_ELLIPSIS);
    VBox texts = new VBox(new HBox(8, name, summary), file);
    texts.setMinWidth(0);
    HBox.setHgrow(texts, Priority.ALWAYS);
    Label when = new Label(WHEN.format(recent.opened()));
    when.getStyleClass().add("secondary");
    when.setMinWidth(USE_PREF_SIZE);
    Badge badge =
        new Badge(
            recent.environment() == Environment.PROD ? Badge.Tone.PRODUCTION : Badge.Tone.NEUTRAL,
            Feather.LOCK,
            recent.environment().name());
    StackPane badgePlace = new StackPane(badge);
    badgePlace.setAlignment(Pos.CENTER_RIGHT);
    badgePlace.setMinWidth(100);
    HBox row = new HBox(8, texts, when, badgePlace);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  /// The home folder as `~`.
  private static String place(Path file) {
    Path home = Path.of(System.getProperty("user.home", "/"));
    String text =
        file.startsWith(home) && home.getNameCount() > 0
            ? Path.of("~").resolve(home.relativize(file)).toString()
            : file.toString();
    return ValueText.escape(text);
  }
}
