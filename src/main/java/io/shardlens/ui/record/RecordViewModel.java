package io.shardlens.ui.record;

import io.shardlens.record.Change;
import io.shardlens.record.ChangeOutcome;
import io.shardlens.record.Elsewhere;
import io.shardlens.record.FieldDefinition;
import io.shardlens.record.LookupOutcome;
import io.shardlens.record.RecordService;
import io.shardlens.record.ShardRecord;
import io.shardlens.routing.Route;
import io.shardlens.topology.Environment;
import io.shardlens.topology.ShardId;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.Topology;
import io.shardlens.ui.common.Background;
import io.shardlens.ui.common.Failures;
import io.shardlens.ui.common.Figures;
import io.shardlens.ui.common.KeyQuestion;
import io.shardlens.ui.common.Workspace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.ObjectBinding;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The record tab: what was looked up, the record on the screen, and the change that is being made
/// to it. Everything here is read and changed on the screen's thread.
final class RecordViewModel {

  private final Workspace workspace;
  private final Topology topology;
  private final RecordService records;
  private final KeyQuestion question;
  private final Background background;
  private final Runnable askToUnlock;
  private final RecordWords words;

  private final ReadOnlyObjectWrapper<RecordState> state =
      new ReadOnlyObjectWrapper<>(new RecordState.Idle());
  private final ReadOnlyObjectWrapper<EditState> edit =
      new ReadOnlyObjectWrapper<>(new EditState.Clean());
  private final ReadOnlyObjectWrapper<ElsewhereState> elsewhere =
      new ReadOnlyObjectWrapper<>(new ElsewhereState.NotAsked());
  private final ReadOnlyObjectWrapper<@Nullable ShardRecord> record = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyBooleanWrapper unlocked = new ReadOnlyBooleanWrapper();
  private final ObservableList<ShardRecord> found = FXCollections.observableArrayList();
  private final ObservableList<FieldRow> fields = FXCollections.observableArrayList();
  private final ObservableList<CoLocatedRows> coLocated = FXCollections.observableArrayList();

  private final BooleanBinding dirty;
  private final BooleanBinding canApply;
  private final ObjectBinding<Optional<Notice>> lookupNotice;
  private final ObjectBinding<Optional<Notice>> elsewhereNotice;
  private final ObjectBinding<Optional<Notice>> editNotice;
  private final StringBinding applyText;
  private final StringBinding status;

  private @Nullable KeyRequest shownRequest;
  private Background.@Nullable Job lookupJob;
  private Background.@Nullable Job elsewhereJob;
  private Background.@Nullable Job prepareJob;

  /// @param askToUnlock opens the question of the shell whether writing is allowed
  RecordViewModel(
      Workspace workspace, KeyQuestion question, Background background, Runnable askToUnlock) {
    this.workspace = workspace;
    this.topology = workspace.topology();
    this.records = workspace.records();
    this.question = question;
    this.background = background;
    this.askToUnlock = askToUnlock;
    this.words = new RecordWords(topology);
    dirty = Bindings.createBooleanBinding(() -> edit.get().isUnsaved(), edit);
    canApply =
        Bindings.createBooleanBinding(
            () ->
                edit.get() instanceof EditState.Pending || edit.get() instanceof EditState.Rejected,
            edit);
    lookupNotice =
        Bindings.createObjectBinding(
            () -> words.ofLookup(state.get(), elsewhere.get()), state, elsewhere);
    elsewhereNotice = Bindings.createObjectBinding(this::wordsOfElsewhere, state, elsewhere);
    editNotice = Bindings.createObjectBinding(() -> words.ofEdit(edit.get()), edit);
    applyText = Bindings.createStringBinding(this::wordsOfApply, edit, record, unlocked);
    status = Bindings.createStringBinding(this::wordsOfStatus, state, edit);
    record.subscribe(this::showFields);
    edit.subscribe(this::showChanges);
    edit.subscribe(this::endHolding);
    refreshLock();
  }

  // ---- what is on the screen

  KeyQuestion question() {
    return question;
  }

  Topology topology() {
    return topology;
  }

  ReadOnlyObjectProperty<RecordState> stateProperty() {
    return state.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<EditState> editProperty() {
    return edit.getReadOnlyProperty();
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

  /// Rows of the other tables of the routing with the same key.
  ObservableList<CoLocatedRows> coLocated() {
    return coLocated;
  }

  /// The key of the record on the screen, `null` where there is none.
  @Nullable KeyRequest shownRequest() {
    return shownRequest;
  }

  ObjectBinding<Optional<Notice>> lookupNotice() {
    return lookupNotice;
  }

  ObjectBinding<Optional<Notice>> elsewhereNotice() {
    return elsewhereNotice;
  }

  ObjectBinding<Optional<Notice>> editNotice() {
    return editNotice;
  }

  BooleanBinding dirty() {
    return dirty;
  }

  BooleanBinding canApply() {
    return canApply;
  }

  /// `Apply to Asia`, `Unlock to apply`, `Apply to Asia, PROD`.
  StringBinding applyText() {
    return applyText;
  }

  /// Whether writing is allowed, as of the last [#refreshLock].
  ReadOnlyBooleanProperty unlockedProperty() {
    return unlocked.getReadOnlyProperty();
  }

  boolean isProduction() {
    return topology.environment() == Environment.PROD;
  }

  /// Parts divided by ` | `, as the status line takes them.
  StringBinding status() {
    return status;
  }

  // ---- look up

  /// Looks the key of the question up; holds it back where a change would be lost.
  void lookUp() {
    TableDefinition.Sharded table = question.tableProperty().get();
    if (table == null || question.textProperty().get().isBlank()) {
      return;
    }
    request(new KeyRequest(table, KeyQuestion.keyTexts(table, question.textProperty().get())));
  }

  /// Looks the key of the question up if it has an owner, is not on the screen yet, and no change
  /// would be lost.
  void lookUpAskedKey() {
    boolean owned =
        question.answerProperty().get()
                instanceof
                KeyQuestion.Answer.Routed(TableDefinition.Sharded table, var key, var route)
            && route instanceof Route.Owned
            && !new KeyRequest(table, key).equals(lastRequest());
    if (owned && !edit.get().isUnsaved()) {
      lookUp();
    }
  }

  private @Nullable KeyRequest lastRequest() {
    return switch (state.get()) {
      case RecordState.Idle _ -> null;
      case RecordState.LookingUp(KeyRequest request) -> request;
      case RecordState.Answered(KeyRequest request, LookupOutcome _) -> request;
      case RecordState.Held(KeyRequest request, RecordState _) -> request;
      case RecordState.Broken(KeyRequest request, String _) -> request;
    };
  }

  /// Reads the record on the screen again.
  void reload() {
    KeyRequest again = shownRequest;
    if (again != null) {
      request(again);
    }
  }

  /// Looks the last key up again after it failed.
  void tryAgain() {
    switch (state.get()) {
      case RecordState.Answered(KeyRequest request, LookupOutcome _) -> request(request);
      case RecordState.Broken(KeyRequest request, String _) -> request(request);
      case RecordState.Idle _, RecordState.LookingUp _, RecordState.Held _ -> {}
    }
  }

  void discardAndLookUp() {
    if (state.get() instanceof RecordState.Held(KeyRequest request, RecordState _)
        && !(edit.get() instanceof EditState.Applying)) {
      discard();
      start(request);
    }
  }

  void keepEditing() {
    if (state.get() instanceof RecordState.Held(KeyRequest _, RecordState before)) {
      state.set(before);
    }
  }

  /// Puts one of the records that share the key on the screen; not while a change is not applied.
  void choose(ShardRecord chosen) {
    if (!edit.get().isUnsaved() && found.contains(chosen)) {
      edit.set(new EditState.Clean());
      record.set(chosen);
    }
  }

  /// Asks the shards that do not own the key whether they hold it all the same.
  void lookOnTheOthers() {
    if (state.get() instanceof RecordState.Answered(KeyRequest request, LookupOutcome outcome)) {
      boolean owned = outcome instanceof LookupOutcome.Found;
      elsewhere.set(new ElsewhereState.Asking());
      elsewhereJob =
          background.run(
              () -> records.lookElsewhere(request.table(), request.key()),
              (Elsewhere known) -> elsewhere.set(new ElsewhereState.Known(known, owned)),
              failure -> elsewhere.set(new ElsewhereState.Broken(Failures.text(failure))));
    }
  }

  private void request(KeyRequest request) {
    RecordState current = state.get();
    if (current instanceof RecordState.LookingUp(KeyRequest asked) && asked.equals(request)) {
      return;
    }
    if (edit.get().isUnsaved()) {
      RecordState before =
          current instanceof RecordState.Held(KeyRequest _, RecordState earlier)
              ? earlier
              : current;
      state.set(new RecordState.Held(request, before));
      return;
    }
    start(request);
  }

  private void start(KeyRequest request) {
    abandon(lookupJob);
    abandon(elsewhereJob);
    elsewhere.set(new ElsewhereState.NotAsked());
    state.set(new RecordState.LookingUp(request));
    lookupJob =
        background.run(
            () -> records.lookup(request.table(), request.key()),
            outcome -> answered(request, outcome),
            failure -> state.set(new RecordState.Broken(request, Failures.text(failure))));
  }

  private void answered(KeyRequest request, LookupOutcome outcome) {
    switch (outcome) {
      case LookupOutcome.Found answer -> show(request, answer.records());
      case LookupOutcome.NotFound _, LookupOutcome.Unowned _ -> show(request, List.of());
      case LookupOutcome.BadKey _, LookupOutcome.Failed _ -> {}
    }
    state.set(new RecordState.Answered(request, outcome));
    if (outcome instanceof LookupOutcome.Found) {
      lookOnTheOthers();
      readCoLocated(request);
    }
  }

  private void show(KeyRequest request, List<ShardRecord> answer) {
    shownRequest = answer.isEmpty() ? null : request;
    edit.set(new EditState.Clean());
    coLocated.clear();
    found.setAll(answer);
    record.set(answer.isEmpty() ? null : answer.getFirst());
  }

  private void readCoLocated(KeyRequest request) {
    List<TableDefinition.Sharded> others =
        topology.shardedTables().stream()
            .filter(table -> table.routing().equals(request.table().routing()))
            .filter(table -> !table.name().equals(request.table().name()))
            .filter(table -> table.key().size() == request.key().size())
            .toList();
    coLocated.setAll(
        others.stream().map(table -> new CoLocatedRows(table, Optional.empty())).toList());
    for (int i = 0; i < others.size(); i++) {
      TableDefinition.Sharded table = others.get(i);
      int place = i;
      background.run(
          () -> records.lookup(table, request.key()),
          rows -> {
            if (request.equals(shownRequest) && place < coLocated.size()) {
              coLocated.set(place, new CoLocatedRows(table, Optional.of(rows)));
            }
          },
          // The record itself is there; that its neighbours are not is said in their place.
          failure -> {
            if (request.equals(shownRequest) && place < coLocated.size()) {
              coLocated.set(
                  place,
                  new CoLocatedRows(
                      table, Optional.of(new LookupOutcome.BadKey(Failures.text(failure)))));
            }
          });
    }
  }

  // ---- edit

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

  /// Not while a look-up is under way either: its answer would take the place of what was typed.
  boolean isEditable(FieldDefinition field) {
    return edit.get().isOpen()
        && !(state.get() instanceof RecordState.LookingUp)
        && whyNotEditable(field).isEmpty();
  }

  /// Takes a new value for a field, `null` for NULL; the value that was read takes the change back.
  /// Fields that cannot be edited stay as they are.
  void setValue(FieldRow row, @Nullable String text) {
    if (!isEditable(row.definition())) {
      return;
    }
    Map<String, @Nullable String> values = new LinkedHashMap<>(edit.get().values());
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
    if (edit.get() instanceof EditState.Applying) {
      return;
    }
    abandon(prepareJob);
    if (edit.get() instanceof EditState.Conflicted(Change change, ShardRecord current)) {
      replace(change.before(), current);
    }
    edit.set(new EditState.Clean());
  }

  /// After a conflict: shows the record as it is now, with the change of before upon it.
  void takeCurrentAndKeepChange() {
    if (edit.get() instanceof EditState.Conflicted(Change change, ShardRecord current)) {
      edit.set(new EditState.Clean());
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
        switch (edit.get()) {
          case EditState.Pending(Change pending) -> pending;
          case EditState.Rejected(Change rejected, String _, String _) -> rejected;
          default -> throw new IllegalStateException("There is nothing to apply");
        };
    edit.set(new EditState.Applying(change));
    background.run(
        () -> records.apply(change),
        outcome -> applied(change, outcome),
        // Whatever broke, it broke while the change was under way.
        failure -> edit.set(new EditState.Unknown(change, Failures.text(failure))));
  }

  /// Asks whether writing is (still) allowed; called by the screen's clock.
  void refreshLock() {
    unlocked.set(workspace.writeLock().isOpen());
  }

  /// Stops what is under way and hears no more of it; a change under way is carried through.
  void close() {
    abandon(lookupJob);
    abandon(elsewhereJob);
    abandon(prepareJob);
  }

  private void prepare(Map<String, @Nullable String> values) {
    abandon(prepareJob);
    ShardRecord current = record.get();
    if (values.isEmpty() || current == null) {
      edit.set(new EditState.Clean());
      return;
    }
    edit.set(new EditState.Preparing(values));
    prepareJob =
        background.run(
            () -> records.prepare(current, values),
            change -> edit.set(new EditState.Pending(change)),
            failure -> {
              edit.set(new EditState.Clean());
              state.set(new RecordState.Broken(requestOf(current), Failures.text(failure)));
            });
  }

  private KeyRequest requestOf(ShardRecord current) {
    KeyRequest request = shownRequest;
    if (request == null) {
      throw new IllegalStateException("The record " + current.table() + " was never looked up");
    }
    return request;
  }

  private void applied(Change change, ChangeOutcome outcome) {
    switch (outcome) {
      case ChangeOutcome.Applied(ShardRecord after, long millis) -> {
        replace(change.before(), after);
        edit.set(new EditState.Applied(change, millis));
      }
      case ChangeOutcome.Conflict(ShardRecord current) ->
          edit.set(new EditState.Conflicted(change, current));
      case ChangeOutcome.Gone() -> edit.set(new EditState.Gone(change));
      case ChangeOutcome.Rejected(String message, String sqlState) ->
          edit.set(new EditState.Rejected(change, message, sqlState));
      case ChangeOutcome.Unknown(String message) ->
          edit.set(new EditState.Unknown(change, message));
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

  /// Nothing is left that a look-up would lose: the words that say so go.
  private void endHolding() {
    if (!edit.get().isUnsaved()) {
      keepEditing();
    }
  }

  private void showChanges() {
    Map<String, @Nullable String> values = edit.get().values();
    for (FieldRow row : fields) {
      String name = row.definition().name();
      if (values.containsKey(name)) {
        row.change(values.get(name));
      } else if (row.valueProperty().get().changed()) {
        row.revert();
      }
    }
  }

  // ---- words

  private Optional<Notice> wordsOfElsewhere() {
    return state.get() instanceof RecordState.Answered(KeyRequest _, LookupOutcome.Found answer)
        ? words.ofElsewhere(elsewhere.get(), answer.shard())
        : Optional.empty();
  }

  private String wordsOfApply() {
    ShardRecord current = record.get();
    if (current == null) {
      return "Apply";
    }
    if (edit.get() instanceof EditState.Applying) {
      return "Applying…";
    }
    if (!unlocked.get()) {
      return "Unlock to apply";
    }
    return "Apply to " + label(current.shard()) + (isProduction() ? ", PROD" : "");
  }

  private String wordsOfStatus() {
    int changes = edit.get().values().size();
    String change =
        switch (edit.get()) {
          case EditState.Clean _ -> "";
          case EditState.Applied(Change done, long millis) ->
              "Applied to " + label(done.before().shard()) + " in " + Figures.millis(millis);
          case EditState.Applying _ -> "Applying " + Figures.count(changes, "change", "changes");
          case EditState.Unknown _ -> "Outcome unknown";
          case EditState.Preparing _,
              EditState.Pending _,
              EditState.Conflicted _,
              EditState.Gone _,
              EditState.Rejected _ ->
              Figures.count(changes, "change", "changes") + ", not applied";
        };
    String lookup =
        switch (state.get()) {
          case RecordState.Idle _ -> "Ready";
          case RecordState.LookingUp(KeyRequest request) -> "Looking up " + request.words();
          case RecordState.Held _ -> "The look-up waits";
          case RecordState.Broken _ -> "The look-up came to nothing";
          case RecordState.Answered(KeyRequest _, LookupOutcome outcome) -> ofOutcome(outcome);
        };
    return change.isEmpty() ? lookup : change + " | " + lookup;
  }

  private String ofOutcome(LookupOutcome outcome) {
    return switch (outcome) {
      case LookupOutcome.Found answer ->
          "Read from " + label(answer.shard()) + " in " + Figures.millis(answer.millis());
      case LookupOutcome.NotFound none ->
          "No such row on " + label(none.shard()) + ", " + Figures.millis(none.millis());
      case LookupOutcome.Unowned _ -> "No shard owns the key";
      case LookupOutcome.BadKey _ -> "No key of the table";
      case LookupOutcome.Failed failed ->
          label(failed.shard())
              + (failed.connection() ? " did not answer" : " refused the look-up");
    };
  }

  private String label(ShardId shard) {
    return topology.shard(shard).label();
  }

  private static void abandon(Background.@Nullable Job job) {
    if (job != null) {
      job.abandon();
    }
  }
}
