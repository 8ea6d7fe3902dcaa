package io.shardlens.ui.shell;

import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;

/// The warnings of the open file: one line that can be unfolded, or put away until the file warns
/// of something else.
final class WarningsViewModel {
  private final ReadOnlyObjectWrapper<Optional<FileWarnings>> shown =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final BooleanProperty unfolded = new SimpleBooleanProperty(false);
  private Optional<FileWarnings> dismissed = Optional.empty();

  /// @param warnings of the open file; empty where none is open
  WarningsViewModel(ReadOnlyObjectProperty<Optional<FileWarnings>> warnings) {
    warnings.subscribe(this::heard);
  }

  /// What there is to show; empty for nothing.
  ReadOnlyObjectProperty<Optional<FileWarnings>> shownProperty() {
    return shown.getReadOnlyProperty();
  }

  /// Whether all warnings are shown, and not only how many there are.
  BooleanProperty unfoldedProperty() {
    return unfolded;
  }

  void dismiss() {
    dismissed = shown.get();
    hide();
  }

  private void heard(Optional<FileWarnings> warnings) {
    boolean known =
        warnings.isEmpty()
            || warnings.get().problems().isEmpty()
            || dismissed.filter(warnings.get()::sayTheSameAs).isPresent();
    if (known) {
      hide();
      return;
    }
    if (shown.get().filter(warnings.get()::sayTheSameAs).isEmpty()) {
      unfolded.set(false);
    }
    shown.set(warnings);
  }

  private void hide() {
    unfolded.set(false);
    shown.set(Optional.empty());
  }
}
