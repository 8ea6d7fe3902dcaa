package io.shardlens.ui.record;

import io.shardlens.record.Change;
import io.shardlens.record.ChangeOutcome;
import io.shardlens.record.FieldDefinition;
import io.shardlens.record.RecordService;
import io.shardlens.record.ShardRecord;
import io.shardlens.record.WriteLock;
import io.shardlens.ui.common.Background;
import io.shardlens.ui.common.Failures;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The record on the screen and the change that is being made to it. To be used on the screen's
/// thread.
final class RecordEdit {

  private final RecordService records;
  private final Background background;
  private final WriteLock writeLock;
  private final Runnable askToUnlock;
  private final Consumer<String> notPrepared;

  private final ReadOnlyObjectWrapper<EditState> state =
      new ReadOnlyObjectWrapper<>(new EditState.Clean());
  private final ReadOnlyObjectWrapper<@Nullable ShardRecord> record = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyBooleanWrapper unlocked = new ReadOnlyBooleanWrapper();
  private final ObservableList<ShardRecord> found = FXCollections.observableArrayList();
  private final ObservableList<FieldRow> fields = FXCollections.observableArrayList();
  private final BooleanBinding dirty;
  private final BooleanBinding canApply;
  private Background.@Nullable Job prepareJob;

  /// @param askToUnlock opens the question of the shell whether writing is allowed
  /// @param notPrepared hears why a change could not be prepared
  RecordEdit(
      RecordService records,
      Background background,
      WriteLock writeLock,
      Runnable askToUnlock,
      Consumer<String> notPrepared) {
    this.records = records;
    this.background = background;
    this.writeLock = writeLock;
    this.askToUnlock = askToUnlock;
    this.notPrepared = notPrepared;
    dirty = Bindings.createBooleanBinding(() -> state.get().isUnsaved(), state);
    canApply =
        Bindings.createBooleanBinding(
            () ->
                state.get() instanceof EditState.Pending
                    || state.get() instanceof EditState.Rejected,
            state);
    record.subscribe(this::showFields);
    state.subscribe(this::showChanges);
    refreshLock();
  }

  ReadOnlyObjectProperty<EditState> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /// The record on the screen, `null` where there is none.
  ReadOnlyObjectProperty<@Nullable ShardRecord> recordProperty() {
    return record.getReadOnlyProperty();
  }

  /// All records with the key; one of them is on the screen.
  ObservableList<ShardRecord> found() {
    return found;
  }

  ObservableList<FieldRow> fields() {
    return fields;
  }

  BooleanBinding dirty() {
    return dirty;
  }

  BooleanBinding canApply() {
    return canApply;
  }

  /// Whether writing is allowed, as of the last [#refreshLock].
  ReadOnlyBooleanProperty unlockedProperty() {
    return unlocked.getReadOnlyProperty();
  }

  /// Whether there is something that a look-up would lose.
  boolean isUnsaved() {
    return state.get().isUnsaved();
  }

  /// Puts the first of the records on the screen, and forgets any change.
  void show(List<ShardRecord> answer) {
    state.set(new EditState.Clean());
    found.setAll(answer);
    record.set(answer.isEmpty() ? null : answer.getFirst());
  }

  /// Puts one of the records that share the key on the screen; not while a change is not applied.
  void choose(ShardRecord chosen) {
    if (!isUnsaved() && found.contains(chosen)) {
      state.set(new EditState.Clean());
      record.set(chosen);
    }
  }

  /// Why a field cannot be edited, for people; empty where it can.
  String whyNotEditable(FieldDefinition field) {
    ShardRecord current = record.get();
    if (!field.whyNotEditable().isEmpty()) {
      return field.whyNotEditable();
    }
    return current == null || current.isEditable()
        ? ""
        : "The table has no primary key, so that no single row can be named";
  }

  /// Takes a new value for a field, `null` for NULL; the value that was read takes the change back.
  void setValue(FieldRow row, @Nullable String text) {
    Map<String, @Nullable String> values = new LinkedHashMap<>(state.get().values());
    if (row.isUnchangedBy(text)) {
      values.remove(row.definition().name());
    } else {
      values.put(row.definition().name(), text);
    }
    prepare(values);
  }

  /// Forgets the change. After a conflict the record as it is now is shown. A change that is being
  /// applied can no longer be forgotten.
  void discard() {
    if (state.get() instanceof EditState.Applying) {
      return;
    }
    abandonPreparation();
    if (state.get() instanceof EditState.Conflicted(Change change, ShardRecord current)) {
      replace(change.before(), current);
    }
    state.set(new EditState.Clean());
  }

  /// After a conflict: shows the record as it is now, with the change of before upon it.
  void takeCurrentAndKeepChange() {
    if (state.get() instanceof EditState.Conflicted(Change change, ShardRecord current)) {
      state.set(new EditState.Clean());
      replace(change.before(), current);
      Map<String, @Nullable String> values = new LinkedHashMap<>(change.values());
      fields.forEach(row -> {
        String name = row.definition().name();
        if (values.containsKey(name) && row.isUnchangedBy(values.get(name))) {
          values.remove(name);
        }
      });
      prepare(values);
    }
  }

  /// Applies the change, or asks for the unlocking of writes where they are not allowed.
  void apply() {
    if (!canApply.get()) {
      return;
    }
    refreshLock();
    if (!unlocked.get()) {
      askToUnlock.run();
      return;
    }
    Change change =
        switch (state.get()) {
          case EditState.Pending(Change pending) -> pending;
          case EditState.Rejected(Change rejected, String _, String _) -> rejected;
          default -> throw new IllegalStateException("There is nothing to apply");
        };
    state.set(new EditState.Applying(change));
    background.run(
        () -> records.apply(change),
        outcome -> applied(change, outcome),
        // Whatever broke, it broke while the change was under way.
        failure -> state.set(new EditState.Unknown(change, Failures.text(failure))));
  }

  /// Asks whether writing is (still) allowed; called by the screen's clock.
  void refreshLock() {
    unlocked.set(writeLock.isOpen());
  }

  /// Hears no more of what is being prepared; a change under way is carried through.
  void close() {
    abandonPreparation();
  }

  private void prepare(Map<String, @Nullable String> values) {
    abandonPreparation();
    ShardRecord current = record.get();
    if (values.isEmpty() || current == null) {
      state.set(new EditState.Clean());
      return;
    }
    state.set(new EditState.Preparing(values));
    prepareJob =
        background.run(
            () -> records.prepare(current, values),
            change -> state.set(new EditState.Pending(change)),
            failure -> {
              state.set(new EditState.Clean());
              notPrepared.accept(Failures.text(failure));
            });
  }

  private void applied(Change change, ChangeOutcome outcome) {
    switch (outcome) {
      case ChangeOutcome.Applied(ShardRecord after, long millis) -> {
        replace(change.before(), after);
        state.set(new EditState.Applied(change, millis));
      }
      case ChangeOutcome.Conflict(ShardRecord current) ->
          state.set(new EditState.Conflicted(change, current));
      case ChangeOutcome.Gone() -> state.set(new EditState.Gone(change));
      case ChangeOutcome.Rejected(String message, String sqlState) ->
          state.set(new EditState.Rejected(change, message, sqlState));
      case ChangeOutcome.Unknown(String message) ->
          state.set(new EditState.Unknown(change, message));
    }
  }

  private void replace(ShardRecord before, ShardRecord after) {
    int place = found.indexOf(before);
    if (place >= 0) {
      found.set(place, after);
    }
    record.set(after);
  }

  private void showFields() {
    ShardRecord current = record.get();
    fields.clear();
    if (current != null) {
      for (int i = 0; i < current.fields().size(); i++) {
        fields.add(new FieldRow(current.fields().get(i), current.values().get(i)));
      }
    }
  }

  private void showChanges() {
    Map<String, @Nullable String> values = state.get().values();
    for (FieldRow row : fields) {
      String name = row.definition().name();
      if (values.containsKey(name)) {
        row.change(values.get(name));
      } else if (row.valueProperty().get().changed()) {
        row.revert();
      }
    }
  }

  private void abandonPreparation() {
    Background.Job job = prepareJob;
    if (job != null) {
      job.abandon();
    }
  }
}
