package io.shardlens.ui.checks;

import io.shardlens.execute.CheckReport.Finding;
import io.shardlens.execute.CheckReport.Kind;
import io.shardlens.ui.common.Figures;
import io.shardlens.ui.common.Messages;
import io.shardlens.ui.common.ValueText;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// What one check found, with what is wrong below it.
final class FindingRow extends HBox {

  /// So many of the things that are wrong are shown; of the others their number.
  private static final int EXAMPLES = 20;

  FindingRow(Finding finding) {
    getStyleClass().add("finding");
    String tone =
        switch (finding.severity()) {
          case OK -> "success-text";
          case WARNING -> "warning-text";
          case ERROR -> "danger-text";
        };
    FontIcon icon =
        new FontIcon(
            switch (finding.severity()) {
              case OK -> Feather.CHECK_CIRCLE;
              case WARNING -> Feather.ALERT_TRIANGLE;
              case ERROR -> Feather.ALERT_OCTAGON;
            });
    icon.getStyleClass().add(tone);
    Label title = new Label(ValueText.escape(finding.title()));
    title.getStyleClass().add("medium");
    if (!tone.equals("success-text")) {
      title.getStyleClass().add(tone);
    }
    title.setMinWidth(USE_PREF_SIZE);
    Label detail = new Label(ValueText.escape(finding.detail()));
    detail.getStyleClass().add("muted");
    HBox line = new HBox(12, title, detail);
    line.setAlignment(Pos.BASELINE_LEFT);
    VBox text = new VBox(2, line);
    // The tables below say it of the routing, shard by shard.
    if (finding.kind() != Kind.ROUTING) {
      finding.examples().stream()
          .limit(EXAMPLES)
          .forEach(example -> text.getChildren().add(line(ValueText.escape(example))));
      int more = finding.examples().size() - EXAMPLES;
      if (more > 0) {
        text.getChildren().add(line(Messages.text("checks.more", Figures.count(more))));
      }
    }
    getChildren().addAll(icon, text);
    setAccessibleText(finding.title() + ": " + finding.detail());
  }

  private static Label line(String text) {
    Label label = new Label(text);
    label.setWrapText(true);
    return label;
  }
}
