package io.shardlens.ui.common;

import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/// A small table that is always shown whole: cells with lines between them, one row perhaps chosen.
public final class Grid {
  private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

  private final GridPane pane;
  private int row;

  public Grid(GridPane pane) {
    this.pane = pane;
    pane.getChildren().clear();
  }

  public void header(String... titles) {
    for (int column = 0; column < titles.length; column++) {
      Label label = new Label(titles[column]);
      label.getStyleClass().add("section-label");
      add(label, column, "header-cell");
    }
    row++;
  }

  /// @param chosen whether the row is the one looked at
  public void row(boolean chosen, Node... cells) {
    for (int column = 0; column < cells.length; column++) {
      add(cells[column], column, "grid-cell").pseudoClassStateChanged(CHOSEN, chosen);
    }
    row++;
  }

  public static Label text(String text, String... styleClasses) {
    Label label = new Label(text);
    label.getStyleClass().addAll(styleClasses);
    return label;
  }

  private HBox add(Node content, int column, String styleClass) {
    HBox cell = new HBox(content);
    cell.getStyleClass().addAll(styleClass, "column-" + column);
    cell.setMaxWidth(Double.MAX_VALUE);
    cell.setAlignment(
        content.getStyleClass().contains("right") || isNumberColumn(column)
            ? Pos.CENTER_RIGHT
            : Pos.CENTER_LEFT);
    if (content instanceof Region region) {
      region.setMinWidth(0);
    }
    pane.add(cell, column, row);
    return cell;
  }

  private boolean isNumberColumn(int column) {
    return column < pane.getColumnConstraints().size()
        && pane.getColumnConstraints().get(column).getHalignment() == javafx.geometry.HPos.RIGHT;
  }
}
