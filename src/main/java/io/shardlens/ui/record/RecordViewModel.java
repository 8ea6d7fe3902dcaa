package io.shardlens.ui.record;

import io.shardlens.record.Elsewhere;
import io.shardlens.record.FieldDefinition;
import io.shardlens.record.LookupOutcome;
import io.shardlens.record.RecordService;
import io.shardlens.record.ShardRecord;
import io.shardlens.routing.Route;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.Topology;
import io.shardlens.ui.common.Background;
import io.shardlens.ui.common.Failures;
import io.shardlens.ui.common.KeyQuestion;
import io.shardlens.ui.common.Workspace;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.ObjectBinding;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The record tab: what was looked up, the record on the screen, and the change that is being made
/// to it. Everything here is read and changed on the screen's thread.
final class RecordViewModel {

  private final Topology topology;
  private final RecordService records;
  private final KeyQuestion question;
  private final Background background;
  private final RecordWords words;
  private final RecordStatus shortWords;

  private final ReadOnlyObjectWrapper<RecordState> state =
      new ReadOnlyObjectWrapper<>(new RecordState.Idle());
  private final ReadOnlyObjectWrapper<ElsewhereState> elsewhere =
      new ReadOnlyObjectWrapper<>(new ElsewhereState.NotAsked());
  private final RecordEdit edit;
  private final CoLocatedReading coLocated;

  private final ObjectBinding<Optional<Notice>> lookupNotice;
  private final ObjectBinding<Optional<Notice>> elsewhereNotice;
  private final ObjectBinding<Optional<Notice>> editNotice;
  private final StringBinding applyText;
  private final StringBinding status;

  private @Nullable KeyRequest shownRequest;
  private Background.@Nullable Job lookupJob;
  private Background.@Nullable Job elsewhereJob;

  /// @param askToUnlock opens the question of the shell whether writing is allowed
  RecordViewModel(
      Workspace workspace, KeyQuestion question, Background background, Runnable askToUnlock) {
    this.topology = workspace.topology();
    this.records = workspace.records();
    this.question = question;
    this.background = background;
    this.words = new RecordWords(topology);
    this.shortWords = new RecordStatus(topology);
    this.edit =
        new RecordEdit(records, background, workspace.writeLock(), askToUnlock, this::notPrepared);
    this.coLocated = new CoLocatedReading(topology, records, background);
    lookupNotice =
        Bindings.createObjectBinding(
            () -> words.ofLookup(state.get(), elsewhere.get()), state, elsewhere);
    elsewhereNotice = Bindings.createObjectBinding(this::wordsOfElsewhere, state, elsewhere);
    ReadOnlyObjectProperty<EditState> editing = edit.stateProperty();
    editNotice = Bindings.createObjectBinding(() -> words.ofEdit(editing.get()), editing);
    applyText =
        Bindings.createStringBinding(
            () ->
                shortWords.ofApply(
                    edit.recordProperty().get(), editing.get(), edit.unlockedProperty().get()),
            editing,
            edit.recordProperty(),
            edit.unlockedProperty());
    status =
        Bindings.createStringBinding(
            () -> shortWords.ofScreen(state.get(), editing.get()), state, editing);
    editing.subscribe(this::endHolding);
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

  /// The record on the screen and the change to it.
  RecordEdit edit() {
    return edit;
  }

  /// Rows of the other tables of the routing with the same key.
  ObservableList<CoLocatedRows> coLocated() {
    return coLocated.rows();
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

  /// `Apply to Asia`, `Unlock to apply`, `Apply to Asia, PROD`.
  StringBinding applyText() {
    return applyText;
  }

  boolean isProduction() {
    return shortWords.isProduction();
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
    if (owned && !edit.isUnsaved()) {
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
        && !(edit.stateProperty().get() instanceof EditState.Applying)) {
      edit.discard();
      start(request);
    }
  }

  void keepEditing() {
    if (state.get() instanceof RecordState.Held(KeyRequest _, RecordState before)) {
      state.set(before);
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
    if (edit.isUnsaved()) {
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
      coLocated.read(request);
    }
  }

  private void show(KeyRequest request, List<ShardRecord> answer) {
    shownRequest = answer.isEmpty() ? null : request;
    coLocated.clear();
    edit.show(answer);
  }

  // ---- edit

  /// Not while a look-up is under way either: its answer would take the place of what was typed.
  boolean isEditable(FieldDefinition field) {
    return edit.stateProperty().get().isOpen()
        && !(state.get() instanceof RecordState.LookingUp)
        && edit.whyNotEditable(field).isEmpty();
  }

  /// Takes a new value for a field, `null` for NULL; the value that was read takes the change back.
  /// Fields that cannot be edited stay as they are.
  void setValue(FieldRow row, @Nullable String text) {
    if (isEditable(row.definition())) {
      edit.setValue(row, text);
    }
  }

  /// Stops what is under way and hears no more of it; a change under way is carried through.
  void close() {
    abandon(lookupJob);
    abandon(elsewhereJob);
    edit.close();
  }

  private void notPrepared(String message) {
    KeyRequest request = shownRequest;
    if (request == null) {
      throw new IllegalStateException("A record on the screen was never looked up");
    }
    state.set(new RecordState.Broken(request, message));
  }

  /// Nothing is left that a look-up would lose: the words that say so go.
  private void endHolding() {
    if (!edit.isUnsaved()) {
      keepEditing();
    }
  }

  // ---- words

  private Optional<Notice> wordsOfElsewhere() {
    return state.get() instanceof RecordState.Answered(KeyRequest _, LookupOutcome.Found answer)
        ? words.ofElsewhere(elsewhere.get(), answer.shard())
        : Optional.empty();
  }

  private static void abandon(Background.@Nullable Job job) {
    if (job != null) {
      job.abandon();
    }
  }
}
