package io.shardlens.ui.common;

import io.shardlens.rows.PgType;
import java.util.function.Function;
import javafx.scene.control.TableCell;
import org.jspecify.annotations.Nullable;

/// One value of a row in a table of rows: as PostgreSQL prints it, numbers at the right, NULL and
/// the empty text as words.
public final class DataCell<T> extends TableCell<T, T> {
  private final Function<T, @Nullable String> value;

  public DataCell(PgType type, Function<T, @Nullable String> value) {
    this.value = value;
    getStyleClass().add("data");
    if (type.isNumber()) {
      getStyleClass().add("number");
    }
  }

  @Override
  protected void updateItem(@Nullable T row, boolean empty) {
    super.updateItem(row, empty);
    getStyleClass().removeAll("null-value", "empty-value", "plain-value");
    if (empty || row == null) {
      setText(null);
      return;
    }
    ValueText shown = ValueText.ofCell(value.apply(row));
    setText(shown.text());
    getStyleClass().add(shown.styleClass());
  }
}
