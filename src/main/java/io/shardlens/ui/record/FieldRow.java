package io.shardlens.ui.record;

import io.shardlens.record.FieldDefinition;
import java.util.Objects;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/// One field of the record on the screen: what was read, and what is to be written.
final class FieldRow {

  /// @param text PostgreSQL's text output or what was typed, `null` for NULL
  record Value(@Nullable String text, boolean changed) {}

  private final FieldDefinition definition;
  private final @Nullable String read;
  private final ReadOnlyObjectWrapper<Value> value;

  FieldRow(FieldDefinition definition, @Nullable String read) {
    this.definition = definition;
    this.read = read;
    this.value = new ReadOnlyObjectWrapper<>(new Value(read, false));
  }

  FieldDefinition definition() {
    return definition;
  }

  /// The value as it was read, `null` for NULL.
  @Nullable String read() {
    return read;
  }

  ReadOnlyObjectProperty<Value> valueProperty() {
    return value.getReadOnlyProperty();
  }

  void change(@Nullable String text) {
    value.set(new Value(text, true));
  }

  void revert() {
    value.set(new Value(read, false));
  }

  /// Whether writing a text would change nothing. Blanks between the tokens of a jsonb do not
  /// count, as the server does not keep them; those of a json do.
  boolean isUnchangedBy(@Nullable String text) {
    return Objects.equals(read, text)
        || (read != null
            && text != null
            && definition.type().name().equals("jsonb")
            && JsonLayout.sameDocument(read, text));
  }
}
