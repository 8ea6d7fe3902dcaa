package io.shardlens.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.testfx.util.WaitForAsyncUtils.waitFor;
import static org.testfx.util.WaitForAsyncUtils.waitForFxEvents;

import io.shardlens.ui.common.Background;
import io.shardlens.ui.common.Fonts;
import io.shardlens.ui.common.SettingsFile;
import io.shardlens.ui.common.SettingsStore;
import io.shardlens.ui.common.Theme;
import io.shardlens.ui.fixtures.DiskOpener;
import io.shardlens.ui.shell.FileChoice;
import io.shardlens.ui.shell.ReloadViewModel;
import io.shardlens.ui.shell.ShellViewModel;
import io.shardlens.ui.shell.ShellWindow;
import io.shardlens.ui.shell.TopologyViews;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// A configuration is imported, saved and opened in the window, by the keyboard alone.
@ExtendWith(ApplicationExtension.class)
class ImportUiTest {
  private static final Path DJANGO =
      Path.of("src/test/resources/io/shardlens/topology/imports/django");

  @TempDir private static Path folder;

  private List<Path> chosen = List.of();
  private Path target = Path.of("none");

  @SuppressWarnings("NullAway.Init") // made in start, which TestFX calls before each test
  private Theme theme;

  @SuppressWarnings("NullAway.Init")
  private ReloadViewModel reload;

  @SuppressWarnings("NullAway.Init")
  private ShellViewModel shell;

  @SuppressWarnings("NullAway.Init")
  private FxRobot robot;

  @Start
  void start(Stage stage) throws IOException {
    Fonts.load();
    theme = new Theme();
    Background background = Background.onJavaFxThread();
    target = Files.createTempDirectory(folder, "saved").resolve("shop.json");
    shell =
        new ShellViewModel(
            new DiskOpener(),
            background,
            new SettingsStore(
                new SettingsFile(folder.resolve("window.properties")), Background.direct()),
            InstantSource.system());
    reload = new ReloadViewModel(shell, new TopologyFileWatch(), background);
    ShellWindow window =
        new ShellWindow(
            shell,
            reload,
            theme,
            new ScriptedChoice(),
            new TopologyViews(new Screens(background), background, InstantSource.system()),
            () -> {});
    stage.setScene(window.scene());
    stage.setWidth(1000);
    stage.setHeight(900);
    stage.show();
  }

  @BeforeEach
  void keep(FxRobot given) {
    robot = given;
  }

  @AfterEach
  void close() {
    reload.close();
    Platform.runLater(shell::close);
    waitForFxEvents();
  }

  @Test
  void importsTheArticlesDjangoProjectWithoutAQuestionAndOpensIt() throws Exception {
    chosen = List.of(DJANGO.resolve("settings.py"), DJANGO.resolve("routers.py"));
    robot.push(KeyCode.CONTROL, KeyCode.I);
    until(() -> isFocused("#choose"));
    picture("import-empty");
    robot.push(KeyCode.ENTER);
    until(() -> preview().contains("\"shop_shard_1\""));
    assertThat(text("#importSummary")).contains("left out").contains("assumed");
    assertThat(found("#questions .import-question")).isFalse();
    picture("import");
    until(() -> isFocused("#save"));
    robot.push(KeyCode.ENTER);

    until(() -> text("#fileName").equals("shop.json"));
    assertThat(found("#importLines")).as("the dialog is closed").isFalse();
    assertThat(Files.readString(target)).doesNotContain("c4n4ry");
    lands("49999", "shard_1");
    lands("50000", "shard_2");
  }

  @Test
  void asksForTheRoutingThatTheFilesDoNotSay() throws Exception {
    chosen = List.of(DJANGO.resolve("settings.py"));
    robot.push(KeyCode.CONTROL, KeyCode.I).push(KeyCode.ENTER);
    until(() -> isFocused("#questions .text-field"));
    assertThat(robot.lookup("#save").query().isDisabled()).isTrue();
    robot.write("\"shard_1\" if user_id < 50000 else \"shard_2\"", 0);
    picture("import-question");
    robot.push(KeyCode.ENTER);
    until(() -> isFocused("#save"));
    assertThat(preview()).contains("\"to\": 50000");
    robot.push(KeyCode.ENTER);
    until(() -> text("#fileName").equals("shop.json"));
    lands("50000", "shard_2");
  }

  @Test
  void saysWhichFileCannotBeReadAndTakesAnother() throws Exception {
    Path bad = Files.write(folder.resolve("bad.py"), new byte[] {(byte) 0xff, (byte) 0xfe});
    chosen = List.of(bad, DJANGO.resolve("settings.py"));
    robot.push(KeyCode.CONTROL, KeyCode.I).push(KeyCode.ENTER);
    until(() -> found("#importLines .danger-text"));
    assertThat(labels("#importLines .label")).contains("This is not UTF-8 text", bad.toString());
    assertThat(robot.lookup("#save").query().isDisabled()).isTrue();
    picture("import-unreadable");

    chosen = List.of(DJANGO.resolve("settings.py"), DJANGO.resolve("routers.py"));
    robot.push(KeyCode.ENTER);
    until(() -> preview().contains("\"shop_shard_1\""));
    robot.push(KeyCode.ESCAPE);
    waitForFxEvents();
    assertThat(found("#importLines")).isFalse();
  }

  @Test
  void neverReplacesAFileWithoutBeingTold() throws Exception {
    Files.writeString(target, "mine");
    chosen = List.of(DJANGO.resolve("settings.py"), DJANGO.resolve("routers.py"));
    robot.push(KeyCode.CONTROL, KeyCode.I).push(KeyCode.ENTER);
    until(() -> isFocused("#save"));
    robot.push(KeyCode.ENTER);
    until(() -> found("#replace"));
    assertThat(target).hasContent("mine");
    assertThat(text("#note")).contains("is there already");
    robot.interact(() -> robot.lookup("#replace").query().requestFocus());
    robot.push(KeyCode.SPACE);
    until(() -> text("#fileName").equals("shop.json"));
    assertThat(Files.readString(target)).contains("shop_shard_1");
  }

  private void lands(String key, String shard) throws TimeoutException {
    robot.push(KeyCode.CONTROL, KeyCode.L).write(key, 0);
    until(() -> text("#answer .shard-label").equals(shard));
  }

  private boolean isFocused(String query) {
    return robot.lookup(query).tryQuery().filter(Node::isFocused).isPresent();
  }

  private boolean found(String query) {
    return robot.lookup(query).match(Node::isVisible).tryQuery().isPresent();
  }

  private String text(String query) {
    return robot.lookup(query).tryQueryAs(Labeled.class).map(Labeled::getText).orElse("");
  }

  private List<String> labels(String query) {
    return robot.lookup(query).queryAllAs(Labeled.class).stream().map(Labeled::getText).toList();
  }

  private String preview() {
    return robot
        .lookup("#preview")
        .tryQueryAs(TextInputControl.class)
        .map(TextInputControl::getText)
        .orElse("");
  }

  private static void until(BooleanSupplier condition) throws TimeoutException {
    waitFor(15, TimeUnit.SECONDS, condition::getAsBoolean);
    waitForFxEvents();
  }

  /// With `-Dshardlens.screenshots=`, for people to look at.
  private void picture(String name) {
    String wanted = System.getProperty("shardlens.screenshots");
    if (wanted == null) {
      return;
    }
    for (Theme.Choice choice : List.of(Theme.Choice.DARK, Theme.Choice.LIGHT)) {
      robot.interact(() -> theme.choiceProperty().set(choice));
      waitForFxEvents();
      robot.interact(() -> {
        try {
          Scene scene = robot.lookup("#importLines").query().getScene();
          PngFile.write(
              ScreenshotTour.picture(scene, 1000, 900),
              Path.of(wanted)
                  .resolve(name + "-" + choice.name().toLowerCase(Locale.ROOT) + ".png"));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      });
    }
  }

  private final class ScriptedChoice implements FileChoice {
    @Override
    public Optional<Path> choose(Window owner) {
      return Optional.empty();
    }

    @Override
    public List<Path> chooseToImport(Window owner) {
      return chosen;
    }

    @Override
    public Optional<Path> chooseToSave(Window owner, String name) {
      return Optional.of(target.resolveSibling(name));
    }
  }
}
