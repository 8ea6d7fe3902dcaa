package io.shardlens.ui.shell;

import io.shardlens.execute.CheckReport;
import io.shardlens.ui.common.ValueText;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// What one check found: why the map may be believed, or may not. Leads to the details.
final class CheckRow extends SidebarRow {

  CheckRow(CheckReport.Finding finding) {
    this(
        ValueText.escape(finding.title()),
        ValueText.escape(finding.detail()),
        switch (finding.severity()) {
          case OK -> Feather.CHECK_CIRCLE;
          case WARNING -> Feather.ALERT_TRIANGLE;
          case ERROR -> Feather.ALERT_OCTAGON;
        },
        switch (finding.severity()) {
          case OK -> "success-text";
          case WARNING -> "warning-text";
          case ERROR -> "danger-text";
        });
    if (!finding.examples().isEmpty()) {
      String examples = ValueText.escapeLines(String.join("\n", finding.examples()));
      Tooltip tooltip = new Tooltip(examples);
      tooltip.setWrapText(true);
      tooltip.setMaxWidth(480);
      Tooltip.install(this, tooltip);
      setAccessibleHelp(examples);
    }
  }

  /// @param styleClass of the icon, and of the title where it is bad news
  CheckRow(String title, String detail, Feather icon, String styleClass) {
    getStyleClass().add("check-row");
    FontIcon shown = new FontIcon(icon);
    shown.getStyleClass().add(styleClass);
    Label name = new Label(title);
    name.getStyleClass().add("medium");
    if (!styleClass.equals("success-text")) {
      name.getStyleClass().add(styleClass);
    }
    Label figures = new Label(detail);
    figures.getStyleClass().add("axis-label");
    figures.setWrapText(true);
    getChildren().addAll(shown, detail.isEmpty() ? name : new VBox(name, figures));
    setAccessibleText(title + ": " + detail);
  }
}
