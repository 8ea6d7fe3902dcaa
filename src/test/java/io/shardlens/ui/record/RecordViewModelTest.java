package io.shardlens.ui.record;

import static io.shardlens.ui.fixtures.SampleTopologies.AFRICA;
import static io.shardlens.ui.fixtures.SampleTopologies.ASIA;
import static io.shardlens.ui.fixtures.SampleTopologies.EUROPE;
import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.record.ChangeOutcome;
import io.shardlens.record.Elsewhere;
import io.shardlens.record.LookupOutcome;
import io.shardlens.record.ShardRecord;
import io.shardlens.routing.Derivation;
import io.shardlens.topology.Environment;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.Topology;
import io.shardlens.ui.common.Background;
import io.shardlens.ui.common.KeyQuestion;
import io.shardlens.ui.common.Workspace;
import io.shardlens.ui.fixtures.FakeWorkspace;
import io.shardlens.ui.fixtures.SampleTopologies;
import io.shardlens.ui.fixtures.ScriptedRecordService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordViewModelTest {

  private static final Derivation NO_STEPS = new Derivation(List.of());

  private final Topology topology = SampleTopologies.usersByRange();
  private final TableDefinition.Sharded users = topology.shardedTables().get(0);
  private final TableDefinition.Sharded orders = topology.shardedTables().get(1);
  private final ScriptedRecordService service = new ScriptedRecordService(topology);
  private final AtomicInteger unlockQuestions = new AtomicInteger();
  private final Workspace workspace = new FakeWorkspace(topology).withRecords(service).workspace();
  private final RecordViewModel model = model(workspace);

  private RecordViewModel model(Workspace of) {
    return model(of, Background.direct());
  }

  private RecordViewModel model(Workspace of, Background background) {
    return new RecordViewModel(
        of, new KeyQuestion(of.router(), background), background, unlockQuestions::incrementAndGet);
  }

  /// Work that is done at once, until it is held.
  private static final class HeldWork implements Executor {
    private final List<Runnable> waiting = new ArrayList<>();
    private boolean holding;

    @Override
    public void execute(Runnable task) {
      if (holding) {
        waiting.add(task);
      } else {
        task.run();
      }
    }

    void hold() {
      holding = true;
    }

    void release() {
      holding = false;
      List<Runnable> tasks = List.copyOf(waiting);
      waiting.clear();
      tasks.forEach(Runnable::run);
    }
  }

  private void lookUp(TableDefinition.Sharded table, String key) {
    model.question().ask(table, List.of(key));
    model.lookUp();
  }

  private FieldRow field(String name) {
    return model.edit().fields().stream()
        .filter(row -> row.definition().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private ShardRecord shown() {
    ShardRecord record = model.edit().recordProperty().get();
    assertThat(record).isNotNull();
    return record;
  }

  @Test
  void showsTheRecordOfTheOwningShardWithItsNeighbours() {
    lookUp(users, "50000");
    assertThat(shown().shard()).isEqualTo(ASIA);
    assertThat(model.edit().fields()).hasSize(12);
    assertThat(model.lookupNotice().get()).isEmpty();
    assertThat(model.elsewhereNotice().get().orElseThrow().title()).isEqualTo("Only on Asia");
    assertThat(model.coLocated())
        .singleElement()
        .satisfies(rows -> {
          assertThat(rows.table()).isEqualTo(orders);
          assertThat(rows.outcome().orElseThrow()).isInstanceOf(LookupOutcome.Found.class);
        });
    assertThat(plain(model.status().get())).isEqualTo("Read from Asia in 2 ms");
  }

  @Test
  void looksTheAskedKeyUpOnceWhenItsScreenComesToTheFront() {
    model.lookUpAskedKey();
    assertThat(model.edit().recordProperty().get()).isNull();
    model.question().ask(users, List.of("50000"));
    model.lookUpAskedKey();
    ShardRecord first = shown();
    assertThat(first.value("id")).isEqualTo("50000");
    model.lookUpAskedKey();
    assertThat(shown()).isSameAs(first);
  }

  @Test
  void letsOneOfSeveralRecordsBeChosen() {
    lookUp(orders, "50000");
    assertThat(model.edit().found()).hasSize(7);
    model.edit().choose(model.edit().found().get(3));
    assertThat(shown()).isSameAs(model.edit().found().get(3));
  }

  @Test
  void shoutsWhenTheKeyAlsoLivesElsewhere() {
    service.answerElsewhere(new Elsewhere(List.of(AFRICA), List.of(EUROPE, AFRICA), Map.of()));
    lookUp(users, "50000");
    Notice notice = model.elsewhereNotice().get().orElseThrow();
    assertThat(notice.severity()).isEqualTo(Notice.Severity.DANGER);
    assertThat(notice.title()).isEqualTo("Also on Africa");
  }

  @Test
  void doesNotCallAKeyUniqueWhileAShardIsSilent() {
    service.answerElsewhere(
        new Elsewhere(List.of(), List.of(EUROPE), Map.of(AFRICA, "Connection refused")));
    lookUp(users, "50000");
    Notice notice = model.elsewhereNotice().get().orElseThrow();
    assertThat(notice.severity()).isEqualTo(Notice.Severity.WARNING);
    assertThat(notice.title()).isEqualTo("Africa did not answer");
  }

  @Test
  void saysWhichShardWasAskedWhenThereIsNoRowAndOffersTheOthers() {
    service.answerLookups((table, key) -> new LookupOutcome.NotFound(ASIA, NO_STEPS, 2));
    lookUp(users, "50001");
    Notice notice = model.lookupNotice().get().orElseThrow();
    assertThat(notice.title()).isEqualTo("No row users id = 50001 on Asia");
    assertThat(notice.actions()).containsExactly(Notice.Action.LOOK_ON_THE_OTHERS);
    model.lookOnTheOthers();
    assertThat(model.lookupNotice().get().orElseThrow().title()).endsWith("nor on any other shard");
    service.answerElsewhere(new Elsewhere(List.of(AFRICA), List.of(AFRICA), Map.of()));
    model.lookOnTheOthers();
    assertThat(model.lookupNotice().get().orElseThrow().title())
        .isEqualTo("Misplaced: users id = 50001 lies on Africa");
  }

  @Test
  void keepsWhatWasOnTheScreenWhenAShardFails() {
    lookUp(users, "50000");
    service.answerLookups((table, key) ->
        new LookupOutcome.Failed(EUROPE, NO_STEPS, "Connection refused", "08001", true));
    lookUp(users, "12");
    Notice notice = model.lookupNotice().get().orElseThrow();
    assertThat(notice.title()).isEqualTo("Europe did not answer");
    assertThat(notice.detail()).contains("08001");
    assertThat(notice.actions()).containsExactly(Notice.Action.TRY_AGAIN);
    assertThat(shown().shard()).isEqualTo(ASIA);
    service.answerLookups(service::everythingIsThere);
    model.tryAgain();
    assertThat(shown().shard()).isEqualTo(EUROPE);
  }

  @Test
  void explainsATextThatIsNoKey() {
    lookUp(users, "fifty");
    assertThat(model.lookupNotice().get().orElseThrow().title())
        .isEqualTo("This is no key of users");
    assertThat(model.edit().recordProperty().get()).isNull();
  }

  @Test
  void preparesWhatWillRunForEachEditAndTakesARevertedOneBack() {
    lookUp(users, "50000");
    model.setValue(field("email"), "linh.nguyen@example.vn");
    assertThat(model.edit().stateProperty().get())
        .isInstanceOfSatisfying(
            EditState.Pending.class,
            pending -> assertThat(pending.change().sql()).contains("SET email = $1"));
    assertThat(field("email").valueProperty().get().changed()).isTrue();
    assertThat(model.edit().dirty().get()).isTrue();
    assertThat(plain(model.status().get())).startsWith("1 change, not applied | ");
    model.setValue(field("email"), "linh.nguyen@example.com");
    assertThat(model.edit().stateProperty().get()).isInstanceOf(EditState.Clean.class);
    assertThat(field("email").valueProperty().get().changed()).isFalse();
  }

  @Test
  void tellsNullFromEmptyText() {
    lookUp(users, "50000");
    model.setValue(field("note"), null);
    assertThat(model.edit().stateProperty().get().values()).containsEntry("note", null);
    model.setValue(field("deleted_at"), "");
    assertThat(model.edit().stateProperty().get().values()).containsEntry("deleted_at", "");
    model.setValue(field("note"), "");
    model.setValue(field("deleted_at"), null);
    assertThat(model.edit().stateProperty().get()).isInstanceOf(EditState.Clean.class);
  }

  @Test
  void doesNotCountTheBlanksOfAJsonbAsAChange() {
    lookUp(users, "50000");
    model.setValue(field("profile"), JsonLayout.text(shown().value("profile") + ""));
    assertThat(model.edit().dirty().get()).isFalse();
  }

  @Test
  void refusesToEditTheShardKeyAndSaysWhy() {
    lookUp(users, "50000");
    assertThat(model.edit().whyNotEditable(field("id").definition())).contains("moving the record");
    model.setValue(field("id"), "7");
    assertThat(model.edit().stateProperty().get()).isInstanceOf(EditState.Clean.class);
  }

  @Test
  void asksToUnlockBeforeItApplies() {
    lookUp(users, "50000");
    model.setValue(field("email"), "new@example.com");
    assertThat(model.applyText().get()).isEqualTo("Unlock to apply");
    model.edit().apply();
    assertThat(unlockQuestions).hasValue(1);
    assertThat(service.applied()).isEmpty();
  }

  @Test
  void appliesAndShowsTheRecordAsTheServerNowHasIt() {
    lookUp(users, "50000");
    model.setValue(field("email"), "new@example.com");
    workspace.writeLock().unlock(Duration.ofMinutes(1));
    model.edit().refreshLock();
    assertThat(model.applyText().get()).isEqualTo("Apply to Asia");
    model.edit().apply();
    assertThat(model.edit().stateProperty().get()).isInstanceOf(EditState.Applied.class);
    assertThat(shown().value("email")).isEqualTo("new@example.com");
    assertThat(shown().version()).isEqualTo("48214");
    assertThat(model.edit().dirty().get()).isFalse();
    assertThat(plain(model.status().get())).startsWith("Applied to Asia in 5 ms");
  }

  @Test
  void namesProductionOnTheButton() {
    Topology production = SampleTopologies.usersByRange(Environment.PROD);
    Workspace dangerous =
        new FakeWorkspace(production)
            .withRecords(new ScriptedRecordService(production))
            .workspace();
    dangerous.writeLock().unlock(Duration.ofMinutes(1));
    RecordViewModel inProduction = model(dangerous);
    inProduction.question().ask(production.shardedTables().getFirst(), List.of("50000"));
    inProduction.lookUp();
    inProduction.setValue(inProduction.edit().fields().get(1), "x");
    assertThat(inProduction.applyText().get()).isEqualTo("Apply to Asia, PROD");
  }

  @Test
  void showsAConflictAndKeepsTheChangeOnTopOfTheCurrentRecord() {
    conflict(Map.of("email", "hers@example.com", "country", "FR"));
    assertThat(model.edit().stateProperty().get()).isInstanceOf(EditState.Conflicted.class);
    assertThat(model.editNotice().get().orElseThrow().actions())
        .containsExactly(Notice.Action.TAKE_CURRENT_AND_KEEP_CHANGE, Notice.Action.DISCARD);
    model.setValue(field("full_name"), "not now");
    assertThat(model.edit().stateProperty().get()).isInstanceOf(EditState.Conflicted.class);

    model.edit().takeCurrentAndKeepChange();

    assertThat(shown().value("country")).isEqualTo("FR");
    assertThat(model.edit().stateProperty().get())
        .isInstanceOfSatisfying(
            EditState.Pending.class,
            pending -> {
              assertThat(pending.change().before().version()).isEqualTo("48299");
              assertThat(pending.change().values()).containsEntry("email", "mine@example.com");
            });
  }

  @Test
  void dropsAChangeThatSomeoneElseHasMadeAlready() {
    conflict(Map.of("email", "mine@example.com"));
    model.edit().takeCurrentAndKeepChange();
    assertThat(model.edit().stateProperty().get()).isInstanceOf(EditState.Clean.class);
  }

  @Test
  void discardAfterAConflictShowsTheRecordAsItIsNow() {
    conflict(Map.of("email", "hers@example.com"));
    model.edit().discard();
    assertThat(shown().value("email")).isEqualTo("hers@example.com");
    assertThat(model.edit().dirty().get()).isFalse();
  }

  private void conflict(Map<String, String> theirs) {
    Map<String, @Nullable String> values = new HashMap<>(theirs);
    service.answerChanges(change ->
        new ChangeOutcome.Conflict(
            ScriptedRecordService.changed(change.before(), values, "48299")));
    applyEmail("mine@example.com");
  }

  private void applyEmail(String email) {
    lookUp(users, "50000");
    model.setValue(field("email"), email);
    workspace.writeLock().unlock(Duration.ofMinutes(1));
    model.edit().apply();
  }

  @Test
  void keepsARejectedChangeSoThatItCanBeCorrected() {
    service.answerChanges(
        change -> new ChangeOutcome.Rejected("duplicate key value violates users_email", "23505"));
    applyEmail("taken@example.com");
    assertThat(model.editNotice().get().orElseThrow().detail())
        .contains("users_email")
        .contains("23505")
        .contains("Nothing was written");
    assertThat(field("email").valueProperty().get().text()).isEqualTo("taken@example.com");
    model.setValue(field("email"), "free@example.com");
    assertThat(model.edit().canApply().get()).isTrue();
  }

  @Test
  void saysThatTheRecordIsGone() {
    service.answerChanges(change -> new ChangeOutcome.Gone());
    applyEmail("x@example.com");
    assertThat(model.editNotice().get().orElseThrow().title()).contains("no longer on Asia");
    assertThat(model.edit().canApply().get()).isFalse();
  }

  @Test
  void neverClaimsToKnowAnUnknownOutcome() {
    service.answerChanges(change -> new ChangeOutcome.Unknown("The connection broke"));
    applyEmail("x@example.com");
    assertThat(model.editNotice().get().orElseThrow().title()).contains("not known");
    assertThat(model.status().get()).startsWith("Outcome unknown");
    assertThat(model.edit().canApply().get()).isFalse();
    model.reload();
    assertThat(model.edit().stateProperty().get()).isInstanceOf(EditState.Clean.class);
  }

  @Test
  void treatsADefectWhileApplyingAsAnUnknownOutcome() {
    service.answerChanges(change -> {
      throw new IllegalStateException("boom");
    });
    applyEmail("x@example.com");
    assertThat(model.edit().stateProperty().get()).isInstanceOf(EditState.Unknown.class);
  }

  @Test
  void holdsALookUpThatWouldLoseAChange() {
    lookUp(users, "50000");
    model.setValue(field("email"), "new@example.com");
    lookUp(users, "12");
    assertThat(model.stateProperty().get()).isInstanceOf(RecordState.Held.class);
    assertThat(shown().value("id")).isEqualTo("50000");
    model.keepEditing();
    assertThat(model.stateProperty().get()).isInstanceOf(RecordState.Answered.class);
    lookUp(users, "12");
    model.discardAndLookUp();
    assertThat(shown().value("id")).isEqualTo("12");
    assertThat(model.edit().dirty().get()).isFalse();
  }

  @Test
  void cutsADifferenceBetweenCharactersOnly() {
    assertThat(Difference.of("linh@example.com", "linh@example.vn"))
        .isEqualTo(new Difference("linh@example.", "com", "vn", ""));
    assertThat(Difference.of("a😀b", "a😁b")).isEqualTo(new Difference("a", "😀", "😁", "b"));
    assertThat(Difference.of("aa", "aaa")).isEqualTo(new Difference("aa", "", "a", ""));
  }

  private static String plain(String text) {
    return text.replace('\u202f', ' ');
  }

  @Test
  void doesNotLeaveARecordWhileItsChangeIsBeingApplied() {
    HeldWork work = new HeldWork();
    RecordViewModel held = model(workspace, new Background(work, Runnable::run));
    workspace.writeLock().unlock(Duration.ofMinutes(1));
    held.question().ask(users, List.of("50000"));
    held.lookUp();
    held.setValue(email(held), "new@example.com");
    work.hold();
    held.edit().apply();
    held.question().ask(users, List.of("50001"));
    held.lookUp();
    assertThat(held.stateProperty().get()).isInstanceOf(RecordState.Held.class);

    held.discardAndLookUp();
    held.edit().discard();

    assertThat(held.edit().stateProperty().get()).isInstanceOf(EditState.Applying.class);
    work.release();
    assertThat(held.edit().stateProperty().get()).isInstanceOf(EditState.Applied.class);
    assertThat(held.stateProperty().get()).isInstanceOf(RecordState.Answered.class);
    assertThat(held.lookupNotice().get()).isEmpty();
  }

  @Test
  void asksOnceForAKeyThatIsBeingLookedUp() {
    HeldWork work = new HeldWork();
    RecordViewModel held = model(workspace, new Background(work, Runnable::run));
    work.hold();
    held.question().ask(users, List.of("50000"));
    held.lookUp();
    held.lookUp();
    assertThat(work.waiting).hasSize(1);
  }

  @Test
  void takesNoValuesWhileTheAnswerThatWouldReplaceThemIsUnderWay() {
    HeldWork work = new HeldWork();
    RecordViewModel held = model(workspace, new Background(work, Runnable::run));
    held.question().ask(users, List.of("50000"));
    held.lookUp();
    work.hold();
    held.reload();
    held.setValue(email(held), "new@example.com");
    assertThat(held.edit().dirty().get()).isFalse();
    work.release();
    held.setValue(email(held), "new@example.com");
    assertThat(held.edit().dirty().get()).isTrue();
  }

  private static FieldRow email(RecordViewModel of) {
    return of.edit().fields().stream()
        .filter(row -> row.definition().name().equals("email"))
        .findFirst()
        .orElseThrow();
  }
}
