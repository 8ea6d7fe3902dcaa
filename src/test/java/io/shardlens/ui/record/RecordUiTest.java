package io.shardlens.ui.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.record.ChangeOutcome;
import io.shardlens.record.LookupOutcome;
import io.shardlens.routing.Derivation;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.Topology;
import io.shardlens.ui.common.Background;
import io.shardlens.ui.common.Fonts;
import io.shardlens.ui.common.Navigation;
import io.shardlens.ui.common.OpenTopology;
import io.shardlens.ui.common.Stake;
import io.shardlens.ui.common.Theme;
import io.shardlens.ui.common.Workspace;
import io.shardlens.ui.fixtures.FakeWorkspace;
import io.shardlens.ui.fixtures.SampleTopologies;
import io.shardlens.ui.fixtures.ScriptedRecordService;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

class RecordUiTest extends ApplicationTest {

  private final Topology topology = SampleTopologies.usersByRange();
  private final ScriptedRecordService service = new ScriptedRecordService(topology);
  private final Workspace workspace = new FakeWorkspace(topology).withRecords(service).workspace();
  private final AtomicInteger unlockQuestions = new AtomicInteger();

  @SuppressWarnings("NullAway.Init") // made in start, which TestFX calls before each test
  private RecordScreen screen;

  @Override
  public void start(Stage stage) {
    Fonts.load();
    Background background = Background.onJavaFxThread();
    screen =
        new RecordScreen(
            OpenTopology.of(workspace, background), background, new CountingNavigation());
    Scene scene = new Scene(screen.root(), 1000, 900);
    new Theme().dress(scene);
    stage.setScene(scene);
    stage.show();
    screen.shown();
  }

  @AfterEach
  void close() {
    interact(screen::close);
  }

  private void awaitIdle() {
    WaitForAsyncUtils.waitForFxEvents();
    try {
      WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, screen::isIdle);
    } catch (TimeoutException e) {
      throw new AssertionError("The record screen is still at work", e);
    }
    WaitForAsyncUtils.waitForFxEvents();
  }

  private void lookUpKey(String key) {
    clickOn("#key");
    write(key);
    push(KeyCode.ENTER);
    awaitIdle();
  }

  private TableView<?> fields() {
    return lookup("#fields").queryTableView();
  }

  private void editField(int row, String value) {
    interact(() -> {
      fields().requestFocus();
      fields().getSelectionModel().clearAndSelect(row);
    });
    push(KeyCode.F2);
    interact(() -> lookup("#value-editor").<TextInputControl>query().setText(value));
    awaitIdle();
  }

  private String text(String query) {
    return lookup(query).<Labeled>query().getText().replace('\u202f', ' ');
  }

  private boolean shows(String query) {
    return lookup(query).match(Node::isVisible).tryQuery().isPresent();
  }

  @Test
  void saysWhatWillAppearBeforeAKeyWasAsked() {
    assertThat(text("#emptyTitle")).startsWith("A record and the shard that owns it");
    assertThat(shows("#emptyTitle")).isTrue();
  }

  @Test
  void looksAKeyUpAndShowsTheRecordItsShardAndItsNeighbours() {
    lookUpKey("50000");
    assertThat(fields().getItems()).hasSize(12);
    assertThat(text("#elsewhere")).isEqualTo("Only on Asia");
    assertThat(lookup(".derivation-chip").queryAll()).hasSizeGreaterThanOrEqualTo(4);
    assertThat(lookup("#neighbours-orders").queryTableView().getItems()).hasSize(7);
    assertThat(lookup("NULL").tryQuery()).isPresent();
    assertThat(lookup("empty text").tryQuery()).isPresent();
  }

  @Test
  void previewsAnEditAndAppliesItOnceUnlocked() {
    assertThat(screen.stake()).isEqualTo(Stake.NOTHING);
    lookUpKey("50000");
    assertThat(screen.stake()).isEqualTo(Stake.ANSWER);
    editField(1, "linh.nguyen@example.vn");
    assertThat(screen.stake()).isEqualTo(Stake.WORK);
    assertThat(text("#apply")).isEqualTo("Unlock to apply");
    assertThat(screen.dirtyProperty().get()).isTrue();
    clickOn("#apply");
    assertThat(unlockQuestions).hasValue(1);

    workspace.writeLock().unlock(Duration.ofMinutes(1));
    WaitForAsyncUtils.sleep(700, TimeUnit.MILLISECONDS);
    assertThat(text("#apply")).isEqualTo("Apply to Asia");
    clickOn("#apply");
    awaitIdle();

    assertThat(service.applied()).hasSize(1);
    assertThat(service.applied().getFirst().values())
        .containsEntry("email", "linh.nguyen@example.vn");
    assertThat(lookup("Applied to Asia").tryQuery()).isPresent();
    assertThat(screen.dirtyProperty().get()).isFalse();
  }

  @Test
  void escapeTakesAnEditBack() {
    lookUpKey("50000");
    editField(1, "nobody@example.com");
    assertThat(screen.dirtyProperty().get()).isTrue();
    clickOn("#value-editor");
    push(KeyCode.ESCAPE);
    awaitIdle();
    assertThat(screen.dirtyProperty().get()).isFalse();
    assertThat(shows("#value-editor")).isFalse();
  }

  @Test
  void setsNullFromTheKeyboard() {
    lookUpKey("50000");
    interact(() -> {
      fields().requestFocus();
      fields().getSelectionModel().clearAndSelect(10);
    });
    push(KeyCode.CONTROL, KeyCode.ALT, KeyCode.N);
    awaitIdle();
    assertThat(screen.dirtyProperty().get()).isTrue();
    assertThat(lookup("$1").tryQuery()).isPresent();
  }

  @Test
  void doesNotEditTheShardKeyAndSaysWhy() {
    lookUpKey("50000");
    interact(() -> {
      fields().requestFocus();
      fields().getSelectionModel().clearAndSelect(0);
    });
    push(KeyCode.F2);
    assertThat(shows("#value-editor")).isFalse();
    assertThat(text("#hint")).startsWith("id: The shard key decides");
  }

  @Test
  void showsAConflictSideBySideAndKeepsTheChangeOnTheCurrentRecord() {
    Map<String, @Nullable String> theirs = new HashMap<>();
    theirs.put("email", "hers@example.com");
    service.answerChanges(change ->
        new ChangeOutcome.Conflict(
            ScriptedRecordService.changed(change.before(), theirs, "48299")));
    workspace.writeLock().unlock(Duration.ofMinutes(1));
    lookUpKey("50000");
    editField(1, "mine@example.com");
    clickOn("#apply");
    awaitIdle();
    assertThat(lookup("#conflict").tryQuery()).isPresent();
    assertThat(lookup("hers@example.com").tryQuery()).isPresent();
    assertThat(lookup("mine@example.com").tryQuery()).isPresent();

    clickOn("#notice-take-current-and-keep-change");
    awaitIdle();

    assertThat(screen.dirtyProperty().get()).isTrue();
    assertThat(lookup("#apply").<Button>query().isDisabled()).isFalse();
    assertThat(lookup("48299").tryQuery()).isPresent();
  }

  @Test
  void offersTheOtherShardsWhenTheOwnerHasNoSuchRow() {
    service.answerLookups((table, key) ->
        new LookupOutcome.NotFound(SampleTopologies.ASIA, new Derivation(List.of()), 2));
    lookUpKey("50001");
    clickOn("#notice-look-on-the-others");
    awaitIdle();
    assertThat(lookup("No row users id = 50001 on Asia, nor on any other shard").tryQuery())
        .isPresent();
  }

  private final class CountingNavigation implements Navigation {
    @Override
    public void showMap() {}

    @Override
    public void openRecord(TableDefinition.Sharded table, List<String> key) {}

    @Override
    public void openQuery(String sql) {}

    @Override
    public void askToUnlock() {
      unlockQuestions.incrementAndGet();
    }

    @Override
    public void showDialog(Parent dialog) {}

    @Override
    public void closeDialog() {}
  }
}
