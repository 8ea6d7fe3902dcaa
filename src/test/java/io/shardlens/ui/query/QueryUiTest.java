package io.shardlens.ui.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.execute.QueryError;
import io.shardlens.execute.QueryError.Code;
import io.shardlens.topology.Topology;
import io.shardlens.ui.common.Background;
import io.shardlens.ui.common.Fonts;
import io.shardlens.ui.common.OpenTopology;
import io.shardlens.ui.common.Stake;
import io.shardlens.ui.common.Theme;
import io.shardlens.ui.fixtures.FakeWorkspace;
import io.shardlens.ui.fixtures.SampleTopologies;
import io.shardlens.ui.fixtures.ScriptedQueryService;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

class QueryUiTest extends ApplicationTest {

  private final ScriptedQueryService service = new ScriptedQueryService();

  @SuppressWarnings("NullAway.Init") // made in start, which TestFX calls before each test
  private QueryScreen screen;

  @Override
  public void start(Stage stage) {
    Fonts.load();
    Topology topology = SampleTopologies.usersByRange();
    Background background = Background.onJavaFxThread();
    screen =
        new QueryScreen(
            OpenTopology.of(
                new FakeWorkspace(topology).withQueries(service).workspace(), background),
            background,
            "");
    Scene scene = new Scene(screen.root(), 1000, 800);
    new Theme().dress(scene);
    stage.setScene(scene);
    stage.show();
    screen.shown();
  }

  @AfterEach
  void close() {
    interact(screen::close);
  }

  private void runStatement(String sql) {
    write(sql);
    push(KeyCode.CONTROL, KeyCode.ENTER);
    awaitIdle();
  }

  private void awaitIdle() {
    try {
      WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, screen::isIdle);
    } catch (java.util.concurrent.TimeoutException e) {
      throw new AssertionError("The query did not end", e);
    }
    WaitForAsyncUtils.waitForFxEvents();
  }

  private TableView<?> rows() {
    return lookup("#rows").queryTableView();
  }

  private String text(String query) {
    return lookup(query).<Labeled>query().getText().replace('\u202f', ' ');
  }

  @Test
  void saysWhatWillAppearBeforeAnythingWasRun() {
    assertThat(lookup("Merged rows appear here").tryQuery()).isPresent();
    assertThat(screen.stake()).isEqualTo(Stake.NOTHING);
    runStatement("SELECT 1");
    assertThat(screen.stake()).isEqualTo(Stake.ANSWER);
    assertThat(screen.draft()).isEqualTo("SELECT 1");
    assertThat(lookup("Merged rows appear here").tryQuery()).isEmpty();
  }

  @Test
  void runsWhatIsTypedAndShowsTheMergedRowsWithTheirShard() {
    runStatement("SELECT 1");
    assertThat(service.requests().getFirst().sql()).isEqualTo("SELECT 1");
    assertThat(rows().getItems()).hasSize(200);
    assertThat(rows().getColumns()).hasSize(2 + ScriptedQueryService.COLUMNS.size());
    assertThat(text(".badge")).isEqualTo("EXACT");
    assertThat(screen.statusProperty().get().replace('\u202f', ' '))
        .isEqualTo("EXACT · 4 of 4 shards · 200 rows · 61 ms");
  }

  @Test
  void holdsRowsBackWhileAShardIsDownAndShowsThemWhenAsked() {
    service.answer((request, progress) -> ScriptedQueryService.africaDown(request));
    runStatement("SELECT 1");
    assertThat(rows().getItems()).isEmpty();
    assertThat(text("#noticeTitle")).startsWith("Africa did not answer");

    clickOn("#query-showPartial");
    awaitIdle();

    assertThat(rows().getItems()).hasSize(41);
    assertThat(text(".badge")).isEqualTo("PARTIAL");
  }

  @Test
  void keepsTheRowsOnTheScreenWhileItRunsAndWhenItFails() throws InterruptedException {
    runStatement("SELECT 1");
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    service.answer((request, progress) -> {
      asked.countDown();
      try {
        answer.await();
      } catch (InterruptedException e) {
        return ScriptedQueryService.cancelled(request);
      }
      return ScriptedQueryService.failed(
          request, new QueryError(Code.SQL, "no such column", "42703", OptionalInt.of(8)));
    });
    push(KeyCode.F5);
    assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(rows().getItems()).hasSize(200);
    assertThat(lookup("#cancel").<Button>query().isDisabled()).isFalse();
    answer.countDown();
    awaitIdle();
    assertThat(rows().getItems()).hasSize(200);
    assertThat(lookup("The statement failed").tryQuery()).isPresent();
    assertThat(text("#stale")).isNotEmpty();
  }

  @Test
  void showsRowsWhileTheRestArrivesAndMovesNothing() throws InterruptedException {
    CountDownLatch shown = new CountDownLatch(1);
    CountDownLatch looked = new CountDownLatch(1);
    CountDownLatch grown = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    service.answer((request, progress) -> {
      var whole = ScriptedQueryService.complete(request, 5_000);
      try {
        progress.merged(whole.columns(), whole.rows().subList(0, 100));
        shown.countDown();
        looked.await();
        progress.merged(whole.columns(), whole.rows().subList(0, 3_000));
        grown.countDown();
        answer.await();
      } catch (InterruptedException e) {
        return ScriptedQueryService.cancelled(request);
      }
      return whole;
    });
    write("SELECT 1");
    push(KeyCode.F5);
    assertThat(shown.await(10, TimeUnit.SECONDS)).isTrue();
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(rows().getItems()).hasSize(100);
    assertThat(lookup("#stale").query().isVisible()).isFalse();
    Object column = rows().getColumns().get(2);
    interact(() -> {
      rows().scrollTo(60);
      rows().getSelectionModel().clearAndSelect(70);
    });
    double position = scrolled();
    looked.countDown();
    assertThat(grown.await(10, TimeUnit.SECONDS)).isTrue();
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(rows().getItems()).hasSize(3_000);
    answer.countDown();
    awaitIdle();
    assertThat(rows().getItems()).hasSize(5_000);
    assertThat(rows().getSelectionModel().getSelectedIndices()).containsExactly(70);
    assertThat(rows().getColumns().get(2)).isSameAs(column);
    assertThat(scrolled()).as("the first row that is seen").isEqualTo(position);
  }

  /// The index of the first row that is on the screen.
  private double scrolled() {
    WaitForAsyncUtils.waitForFxEvents();
    return rows().lookupAll(".table-row-cell").stream()
        .map(node -> (TableRow<?>) node)
        .filter(row -> !row.isEmpty() && row.isVisible())
        .mapToInt(row -> row.getIndex())
        .min()
        .orElse(-1);
  }

  @Test
  void cancelsFromTheKeyboard() throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(1);
    service.answer((request, progress) -> {
      asked.countDown();
      try {
        Thread.sleep(60_000);
      } catch (InterruptedException e) {
        return ScriptedQueryService.cancelled(request);
      }
      return ScriptedQueryService.complete(request, 1);
    });
    write("SELECT 1");
    push(KeyCode.F5);
    assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
    push(KeyCode.CONTROL, KeyCode.F2);
    awaitIdle();
    assertThat(text("#strong")).isEqualTo("Cancelled");
  }

  @Test
  void showsThePlanWithoutRunning() {
    write("SELECT 1");
    push(KeyCode.F7);
    awaitIdle();
    assertThat(service.requests()).isEmpty();
    assertThat(lookup("#plan .step-number").queryAll()).hasSize(4);
  }

  @Test
  void copiesTheSelectedRowsAsText() {
    runStatement("SELECT 1");
    interact(() -> {
      rows().requestFocus();
      rows().getSelectionModel().clearAndSelect(0);
    });
    push(KeyCode.CONTROL, KeyCode.C);
    String[] copied = new String[1];
    interact(() -> copied[0] = Clipboard.getSystemClipboard().getString());
    assertThat(copied[0]).startsWith("Europe\t61204\tamara.okafor@example.com\t");
    assertThat(copied[0]).endsWith("\t\\N");
  }
}
