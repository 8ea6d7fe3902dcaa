package io.shardlens.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.testfx.util.WaitForAsyncUtils.waitFor;
import static org.testfx.util.WaitForAsyncUtils.waitForFxEvents;

import io.shardlens.ui.common.Background;
import io.shardlens.ui.common.Fonts;
import io.shardlens.ui.common.SettingsFile;
import io.shardlens.ui.common.SettingsStore;
import io.shardlens.ui.common.Theme;
import io.shardlens.ui.fixtures.FakeOpener;
import io.shardlens.ui.fixtures.PlainScreens;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TabPane;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class ShellUiTest {
  @TempDir private static Path folder;

  private Path chosen = Path.of("users.json");

  @Start
  void start(Stage stage) {
    Fonts.load();
    Background background = Background.onJavaFxThread();
    ShellViewModel viewModel =
        new ShellViewModel(
            new FakeOpener(),
            background,
            new SettingsStore(
                new SettingsFile(folder.resolve("window.properties")), Background.direct()),
            InstantSource.system());
    ShellWindow window =
        new ShellWindow(
            viewModel,
            new Theme(),
            owner -> Optional.of(chosen),
            new TopologyViews(new PlainScreens(), background, InstantSource.system()),
            () -> {});
    stage.setScene(window.scene());
    stage.setWidth(1000);
    stage.setHeight(800);
    stage.show();
  }

  @Test
  void opensATopologyAndAnswersWhereAKeyLands(FxRobot robot) throws TimeoutException {
    open(robot, "users.json");
    robot.push(KeyCode.CONTROL, KeyCode.L).write("50000");
    waitForFxEvents();
    assertThat(text(robot, "#answer .shard-label")).isEqualTo("Asia");
    robot.write("x");
    waitForFxEvents();
    assertThat(text(robot, "#answer .label")).isEqualTo("not a bigint");
    waitFor(5, TimeUnit.SECONDS, () -> text(robot, "#shardsUp").equals("4 of 4 up"));
  }

  @Test
  void opensTheChecksInOneTabAndAgainAfterItWasClosed(FxRobot robot) throws TimeoutException {
    open(robot, "users.json");
    TabPane tabs = robot.lookup("#tabs").queryAs(TabPane.class);
    int before = tabs.getTabs().size();
    for (int round = 0; round < 2; round++) {
      robot.clickOn("Details");
      robot.clickOn("Map");
      robot.clickOn("Details");
      waitForFxEvents();
      assertThat(tabs.getTabs()).hasSize(before + 1);
      assertThat(tabs.getSelectionModel().getSelectedItem().getText()).isEqualTo("Checks");
      robot.push(KeyCode.CONTROL, KeyCode.W);
      waitForFxEvents();
      assertThat(tabs.getTabs()).hasSize(before);
    }
  }

  @Test
  void keepsTheOldTopologyWhenABadFileIsRefused(FxRobot robot) throws TimeoutException {
    open(robot, "users.json");
    chosen = Path.of("bad.json");
    robot.push(KeyCode.CONTROL, KeyCode.O);
    waitFor(5, TimeUnit.SECONDS, () -> robot.lookup("#refusal").query().isVisible());
    assertThat(text(robot, "#refusalTitle")).isEqualTo("bad.json was not opened");
    assertThat(text(robot, "#refusalProblems .label")).contains("no host name");
    assertThat(text(robot, "#fileName")).isEqualTo("users.json");
    robot.interact(() -> robot.lookup("#putRefusalAway").queryAs(Button.class).fire());
    assertThat(robot.lookup("#refusal").query().isVisible()).isFalse();
  }

  @Test
  void unlocksProductionOnlyByItsName(FxRobot robot) throws TimeoutException {
    open(robot, "prod.json");
    Node band = robot.lookup("#productionBand").query();
    assertThat(band.isVisible()).isFalse();
    robot.interact(() -> robot.lookup("#lock").queryAs(Button.class).fire());
    Button unlock = robot.lookup("#unlock").queryAs(Button.class);
    assertThat(unlock.isDisabled()).isTrue();
    robot.write("users-prod");
    waitForFxEvents();
    assertThat(unlock.isDisabled()).isFalse();
    robot.push(KeyCode.ENTER);
    waitForFxEvents();
    assertThat(band.isVisible()).isTrue();
    robot.interact(() -> robot.lookup("#lockNow").queryAs(Button.class).fire());
    assertThat(band.isVisible()).isFalse();
  }

  @Test
  void unlocksByTheKeyboardAlone(FxRobot robot) throws TimeoutException {
    open(robot, "users.json");
    Labeled state = robot.lookup("#lockText").queryAs(Labeled.class);
    String readOnly = state.getText();
    robot.push(KeyCode.CONTROL, KeyCode.L);
    robot.interact(() -> robot.lookup("#lock").queryAs(Button.class).fire());
    robot.push(KeyCode.ESCAPE);
    waitForFxEvents();
    assertThat(robot.lookup("#unlock").tryQuery()).isEmpty();
    assertThat(state.getText()).isEqualTo(readOnly);
    robot.interact(() -> robot.lookup("#lock").queryAs(Button.class).fire());
    assertThat(robot.lookup("#unlock").query().isFocused()).isTrue();
    robot.push(KeyCode.ENTER);
    waitForFxEvents();
    assertThat(robot.lookup("#unlock").tryQuery()).isEmpty();
    assertThat(state.getText()).isNotEqualTo(readOnly);
  }

  @Test
  void offersToCancelWhenTheTypedNameIsNotProductions(FxRobot robot) throws TimeoutException {
    open(robot, "prod.json");
    robot.interact(() -> robot.lookup("#lock").queryAs(Button.class).fire());
    assertThat(robot.lookup("#name").query().isFocused()).isTrue();
    robot.write("users-p").push(KeyCode.ENTER);
    waitForFxEvents();
    assertThat(robot.lookup("#productionBand").query().isVisible()).isFalse();
    assertThat(robot.lookup("#cancel").query().isFocused()).isTrue();
    assertThat(text(robot, "#mismatch")).isEqualTo("This is not the topology's name.");
  }

  @Test
  void opensAndClosesQueriesFromTheKeyboard(FxRobot robot) throws TimeoutException {
    open(robot, "users.json");
    TabPane tabs = robot.lookup("#tabs").queryAs(TabPane.class);
    assertThat(tabs.getTabs()).hasSize(3);
    robot.push(KeyCode.CONTROL, KeyCode.T);
    waitForFxEvents();
    assertThat(tabs.getTabs()).hasSize(4);
    assertThat(tabs.getSelectionModel().getSelectedItem().getText()).isEqualTo("Query 2");
    robot.push(KeyCode.CONTROL, KeyCode.W);
    waitForFxEvents();
    assertThat(tabs.getTabs()).hasSize(3);
    robot.push(KeyCode.F1);
    waitForFxEvents();
    assertThat(robot.lookup(".shortcut-list").tryQuery()).isPresent();
    robot.push(KeyCode.ESCAPE);
    waitForFxEvents();
    assertThat(robot.lookup(".shortcut-list").tryQuery()).isEmpty();
  }

  private void open(FxRobot robot, String file) throws TimeoutException {
    chosen = Path.of(file);
    robot.push(KeyCode.CONTROL, KeyCode.O);
    waitFor(5, TimeUnit.SECONDS, () -> robot.lookup("#tabs").tryQuery().isPresent());
    waitForFxEvents();
  }

  private static String text(FxRobot robot, String query) {
    return robot.lookup(query).queryAs(Labeled.class).getText();
  }
}
