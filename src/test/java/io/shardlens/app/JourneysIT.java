package io.shardlens.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.shardlens.demo.DemoCluster;
import io.shardlens.demo.DemoFolder;
import io.shardlens.demo.DemoScale;
import io.shardlens.demo.PostgresServer;
import io.shardlens.jdbc.MaintenanceConnection;
import io.shardlens.ui.common.Background;
import io.shardlens.ui.common.Fonts;
import io.shardlens.ui.common.SettingsFile;
import io.shardlens.ui.common.SettingsStore;
import io.shardlens.ui.common.Theme;
import io.shardlens.ui.shell.ReloadViewModel;
import io.shardlens.ui.shell.ShellViewModel;
import io.shardlens.ui.shell.ShellWindow;
import io.shardlens.ui.shell.TopologyViews;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// What a reader does from opening a file to writing a row, in the window as it is delivered, over
/// the demo cluster's real servers.
@ExtendWith(ApplicationExtension.class)
class JourneysIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int RECORD = 1;
  private static final int QUERY = 2;
  private static final int EMAIL = 1;

  @TempDir static Path root;
  private static DemoCluster cluster;

  private Path chosen = Path.of("");

  @SuppressWarnings("NullAway.Init") // made in start, which TestFX calls before each test
  private ShellViewModel shell;

  @SuppressWarnings("NullAway.Init")
  private FxRobot robot;

  @BeforeAll
  static void startTheDemo() throws Exception {
    System.setProperty(DemoFolder.PROPERTY, root.resolve("demo").toString());
    cluster = DemoCluster.start(DemoFolder.standard(), DemoScale.SMALL, 55_531, step -> {});
  }

  @AfterAll
  static void stopTheDemo() {
    System.clearProperty(DemoFolder.PROPERTY);
    cluster.close();
  }

  @Start
  void start(Stage stage) {
    Fonts.load();
    Background background = Background.onJavaFxThread();
    shell =
        new ShellViewModel(
            Composition.opener(),
            background,
            new SettingsStore(
                new SettingsFile(root.resolve("window.properties")), Background.direct()),
            InstantSource.system());
    ShellWindow window =
        new ShellWindow(
            shell,
            new ReloadViewModel(shell, new TopologyFileWatch(), background),
            new Theme(),
            owner -> Optional.of(chosen),
            new TopologyViews(new Screens(background), background, InstantSource.system()),
            () -> {});
    stage.setScene(window.scene());
    stage.setWidth(1000);
    stage.setHeight(900);
    stage.show();
  }

  @BeforeEach
  void open(FxRobot given) {
    robot = given;
    choose(cluster.mainTopology());
    until("the topology is open", () -> found("#tabs"));
  }

  @AfterEach
  void closeTheWindow() {
    robot.interact(shell::closeTopology);
  }

  @Test
  void opensATopologyAndKeepsItWhenTheNextFileIsBad() throws Exception {
    until("all shards answer", () -> text("#shardsUp").equals("4 of 4 up"));
    until("the checks are made", () -> robot.lookup("#checks .check-row").queryAll().size() > 1);
    assertThat(robot.lookup("#checks .danger-text").queryAll()).isEmpty();

    Path bad = root.resolve("bad.json");
    Files.writeString(bad, "{\n  \"version\": 1,\n  \"password\": \"geheim\"\n}");
    choose(bad);

    until("the file is refused", () -> found("#refusal"));
    assertThat(text("#refusalTitle")).isEqualTo("bad.json was not opened");
    assertThat(robot.lookup("#refusalProblems .label").queryAllAs(Labeled.class))
        .extracting(Labeled::getText)
        .anySatisfy(line -> assertThat(line).contains("line 3"))
        .noneSatisfy(line -> assertThat(line).contains("geheim"));
    assertThat(text("#fileName")).isEqualTo("users-range.json");
    assertThat(text("#shardsUp")).isEqualTo("4 of 4 up");
  }

  @Test
  void asksWhereAKeyLandsAndFollowsItToItsRecord() {
    robot.push(KeyCode.CONTROL, KeyCode.L).write("49999", 0);
    until("the key lands", () -> text("#answer .shard-label").equals("Europe"));
    robot.push(KeyCode.CONTROL, KeyCode.L).write("50000", 0);
    until("the next key lands", () -> text("#answer .shard-label").equals("Asia"));

    showTab(RECORD);

    until("the record is there", () -> fields().getItems().size() == 11);
    until("the others were asked", () -> text("#elsewhere").equals("Only on Asia"));
  }

  @Test
  void looksARecordUpAndWritesAFieldOnItsShardOnceUnlockedByTheKeyboard() throws Exception {
    lookUp("50000");
    edit(EMAIL, "journey@example.org");
    until("the change is prepared", () -> text("#apply").equals("Unlock to apply"));

    press("#apply");
    robot.push(KeyCode.ESCAPE);
    until("the question is put away", () -> !found("#unlock"));
    assertThat(text("#apply")).isEqualTo("Unlock to apply");
    press("#apply");
    robot.push(KeyCode.ENTER);
    until("writing is allowed", () -> text("#apply").equals("Apply to Asia"));
    assertThat(found("#unlock")).isFalse();
    assertThat(emailOnAsia(50_000)).isNotEqualTo("journey@example.org");
    press("#apply");

    until("the change is written", () -> found("Applied to Asia"));
    assertThat(emailOnAsia(50_000)).isEqualTo("journey@example.org");
  }

  @Test
  void showsAConflictSideBySideAndWritesTheKeptChangeOnTheCurrentRecord() throws Exception {
    lookUp("50001");
    edit(EMAIL, "mine@example.org");
    until("the change is prepared", () -> text("#apply").equals("Unlock to apply"));
    onAsia("UPDATE users SET email = 'hers@example.org', full_name = 'Hers' WHERE id = 50001");
    press("#apply");
    robot.push(KeyCode.ENTER);
    until("writing is allowed", () -> text("#apply").equals("Apply to Asia"));

    press("#apply");

    until("the conflict is shown", () -> found("#conflict"));
    assertThat(robot.lookup("#conflict .conflict-cell").queryAllAs(Labeled.class))
        .extracting(Labeled::getText)
        .contains("hers@example.org", "mine@example.org", "Hers");
    assertThat(emailOnAsia(50_001)).isEqualTo("hers@example.org");

    press("#notice-take-current-and-keep-change");
    until("the change is prepared anew", () -> enabled("#apply"));
    press("#apply");

    until("the change is written", () -> found("Applied to Asia"));
    assertThat(emailOnAsia(50_001)).isEqualTo("mine@example.org");
    assertThat(valueOnAsia("full_name", 50_001)).isEqualTo("Hers");
  }

  @Test
  void holdsBackAResultWhileAShardIsDownAndIsExactOnceItIsBack() throws Exception {
    showTab(QUERY);
    robot.write("SELECT id, email FROM users ORDER BY id LIMIT 50", 0);
    PostgresServer africa = cluster.servers().getLast();
    africa.kill();
    try {
      robot.push(KeyCode.CONTROL, KeyCode.ENTER);
      until("the rows are held back", () -> text("#badgePlace .badge").equals("PARTIAL"));
      assertThat(text("#noticeTitle")).startsWith("Africa did not answer");
      assertThat(rows().getItems()).isEmpty();

      press("#query-showPartial");
      until("what there is is shown", () -> rows().getItems().size() == 50);
      until("its verdict is shown", () -> text("#badgePlace .badge").equals("PARTIAL"));
      assertThat(text("#noticeTitle"))
          .isEqualTo("Africa did not answer: its rows are missing below");
    } finally {
      africa.start();
    }
    press("#query-retry");

    until("the result is exact", () -> text("#badgePlace .badge").equals("EXACT"));
    assertThat(rows().getItems()).hasSize(50);
    assertThat(found("#notice")).isFalse();
    assertThat(robot.lookup("#lanes .lane-word").queryAllAs(Labeled.class))
        .extracting(Labeled::getText)
        .hasSize(4)
        .allSatisfy(word -> assertThat(word).isNotEqualTo("Running"));
  }

  // ---- what a reader does

  private void choose(Path file) {
    chosen = file;
    robot.push(KeyCode.CONTROL, KeyCode.O);
  }

  private void showTab(int place) {
    robot.interact(
        () -> robot.lookup("#tabs").queryAs(TabPane.class).getSelectionModel().select(place));
  }

  private void lookUp(String key) {
    showTab(RECORD);
    robot.write(key, 0).push(KeyCode.ENTER);
    until("the record is there", () -> fields().getItems().size() == 11);
  }

  private void edit(int row, String value) {
    robot.interact(() -> {
      fields().requestFocus();
      fields().getSelectionModel().clearAndSelect(row);
    });
    robot.push(KeyCode.F2).push(KeyCode.CONTROL, KeyCode.A).write(value, 0).push(KeyCode.ENTER);
  }

  /// Presses a button by the keyboard, wherever it is scrolled to.
  private void press(String button) {
    until(button + " can be pressed", () -> enabled(button));
    robot.interact(() -> node(button).ifPresent(Node::requestFocus));
    robot.push(KeyCode.SPACE);
  }

  // ---- what a reader sees

  /// Other tabs have nodes of the same names.
  private Optional<Node> node(String query) {
    return robot.lookup(query).match(JourneysIT::isInFront).tryQuery();
  }

  private static boolean isInFront(Node node) {
    for (Node at = node; at != null; at = at.getParent()) {
      if (!at.isVisible()) {
        return false;
      }
    }
    return true;
  }

  private boolean found(String query) {
    return node(query).isPresent();
  }

  private boolean enabled(String button) {
    return node(button)
        .map(ButtonBase.class::cast)
        .filter(Predicate.not(Node::isDisabled))
        .isPresent();
  }

  private String text(String query) {
    return node(query).map(Labeled.class::cast).map(Labeled::getText).orElse("");
  }

  private TableView<?> fields() {
    return robot.lookup("#fields").queryTableView();
  }

  private TableView<?> rows() {
    return robot.lookup("#rows").queryTableView();
  }

  private static void until(String what, Callable<Boolean> condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!WaitForAsyncUtils.waitFor(WaitForAsyncUtils.asyncFx(condition))) {
      assertThat(System.nanoTime() < end).as("Still waited for: %s", what).isTrue();
      WaitForAsyncUtils.sleep(40, TimeUnit.MILLISECONDS);
    }
    WaitForAsyncUtils.waitForFxEvents();
  }

  // ---- what the database says

  private static String emailOnAsia(int id) throws Exception {
    return valueOnAsia("email", id);
  }

  private static String valueOnAsia(String column, int id) throws Exception {
    try (MaintenanceConnection connection = asia()) {
      return String.valueOf(
          connection.queryText("SELECT " + column + " FROM users WHERE id = " + id));
    }
  }

  private static void onAsia(String sql) throws Exception {
    try (MaintenanceConnection connection = asia()) {
      connection.execute(sql);
    }
  }

  private static MaintenanceConnection asia() throws Exception {
    return cluster.servers().get(1).connect("users_asia");
  }
}
