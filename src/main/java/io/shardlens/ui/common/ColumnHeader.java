package io.shardlens.ui.common;

import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/// The header of a table's column: its name, and its type beside it in a lighter hand.
public final class ColumnHeader extends HBox {

  /// @param type empty for a column that has none
  public ColumnHeader(String name, String type) {
    getStyleClass().add("column-header-content");
    Label nameLabel = new Label(ValueText.escape(name));
    nameLabel.getStyleClass().add("column-name");
    getChildren().add(nameLabel);
    if (!type.isEmpty()) {
      Label typeLabel = new Label(ValueText.escape(type));
      typeLabel.getStyleClass().add("column-type");
      getChildren().add(typeLabel);
    }
  }

  /// The width in which a column shows its header and its longest value, within bounds.
  ///
  /// @param longest the number of characters of the longest value
  public static double widthFor(String name, String type, int longest) {
    double header = (name.length() + 1 + type.length()) * 6.4;
    return Math.clamp(Math.max(longest * 7.3, header) + 20, 56, 340);
  }
}
