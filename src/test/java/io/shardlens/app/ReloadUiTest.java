package io.shardlens.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.testfx.util.WaitForAsyncUtils.waitFor;
import static org.testfx.util.WaitForAsyncUtils.waitForFxEvents;

import io.shardlens.topology.Environment;
import io.shardlens.topology.json.TopologyWriter;
import io.shardlens.ui.common.Background;
import io.shardlens.ui.common.Figures;
import io.shardlens.ui.common.Fonts;
import io.shardlens.ui.common.SettingsFile;
import io.shardlens.ui.common.SettingsStore;
import io.shardlens.ui.common.Theme;
import io.shardlens.ui.fixtures.DiskOpener;
import io.shardlens.ui.fixtures.SampleTopologies;
import io.shardlens.ui.shell.ReloadViewModel;
import io.shardlens.ui.shell.ShellViewModel;
import io.shardlens.ui.shell.ShellWindow;
import io.shardlens.ui.shell.TopologyViews;
import java.io.IOException;
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
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TabPane;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.fxmisc.richtext.CodeArea;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// A topology file changes on disk while it is open.
@ExtendWith(ApplicationExtension.class)
class ReloadUiTest {
  @TempDir private static Path folder;

  @SuppressWarnings("NullAway.Init")
  private Theme theme;

  @SuppressWarnings("NullAway.Init") // made in start, which TestFX calls before each test
  private Path file;

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
    file = Files.createTempDirectory(folder, "open").resolve("users.json");
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
            owner -> Optional.of(file),
            new TopologyViews(new Screens(background), background, InstantSource.system()),
            () -> {});
    stage.setScene(window.scene());
    stage.setWidth(1000);
    stage.setHeight(900);
    stage.show();
  }

  @BeforeEach
  void open(FxRobot given) throws IOException, TimeoutException {
    robot = given;
    new TopologyWriter().write(SampleTopologies.usersByRange(), file);
    robot.push(KeyCode.CONTROL, KeyCode.O);
    until(() -> robot.lookup("#tabs").tryQuery().isPresent());
  }

  @AfterEach
  void close() {
    reload.close();
    Platform.runLater(shell::close);
    waitForFxEvents();
  }

  @Test
  void readsTheFileAgainByItselfWhileOnlyTheMapIsLookedAt() throws Exception {
    key("45000");
    until(() -> text("#answer .shard-label").equals("Europe"));
    replace(": 50000", ": 40000");
    until(() -> shows("users.json has changed and was read again"));
    assertThat(lines())
        .containsExactly("routing by_user: keys [40000, 50000) move from Europe to Asia");
    until(() -> text("#answer .shard-label").equals("Asia"));
    robot.write("000");
    waitForFxEvents();
    until(() -> text("#answer .shard-label").equals("Africa"));
    picture("reload-applied");
    press("#dismiss");
    assertThat(isShown("#reload")).isFalse();
  }

  @Test
  void asksBeforeAnAnswerIsLostAndKeepsTheStatementsOfTheQueryTabs() throws Exception {
    key("45000");
    robot.push(KeyCode.CONTROL, KeyCode.T);
    until(() -> text(".tab:selected .tab-label").equals("Query 2"));
    until(this::isAnEditorFocused);
    robot.write("SELECT 42");
    until(() -> drafts().contains("SELECT 42"));
    robot.push(KeyCode.F5);
    waitForFxEvents();
    Files.writeString(
        file,
        Files.readString(file)
            .replace(": 50000", ": 40000")
            .replace("Africa", "Southern Africa")
            .replace(
                "\"name\": \"public.countries\", \"kind\": \"reference\"",
                "\"name\": \"public.countries\", \"kind\": \"unsharded\", \"shard\": \"shard_1\""));
    until(() -> shows("users.json has changed. The window still shows the topology from before."));
    assertThat(lines())
        .hasSize(4)
        .contains("shard Africa (shard_4): label Africa became Southern Africa");
    assertThat(text("#answer .shard-label")).isEqualTo("Europe");
    picture("reload-changed");
    press("#dismiss");
    assertThat(isShown("#reload")).as("the old topology is still shown").isTrue();
    assertThat(lines()).isEmpty();
    picture("reload-folded");
    press("#show");
    assertThat(lines()).hasSize(4);
    robot.push(KeyCode.CONTROL, KeyCode.R);
    until(() -> !isShown("#reload"));
    until(() -> text("#answer .shard-label").equals("Asia"));
    TabPane tabs = robot.lookup("#tabs").queryAs(TabPane.class);
    assertThat(tabs.getTabs()).hasSize(4);
    assertThat(tabs.getSelectionModel().getSelectedItem().getText()).isEqualTo("Query 2");
    assertThat(drafts()).contains("SELECT 42");
  }

  @Test
  void keepsTheOldTopologyWhileTheFileIsWrong() throws Exception {
    replace("\"127.0.0.1\", \"port\": 65431", "\"no host\", \"port\": 65431");
    until(() ->
        shows("users.json has changed and has 1 problem. The topology from before stays open."));
    assertThat(lines()).singleElement().asString().contains("host name");
    assertThat(text("#lines .mono")).startsWith("line ");
    Files.writeString(file, "{ \"version\": 1, \"shards\": [ { }, { } ] }");
    until(() -> title().matches(".*has [0-9]+ problems.*"));
    assertThat(text("#all")).startsWith("Show all ");
    picture("reload-wrong");
    press("#all");
    assertThat(lines().size()).isGreaterThan(5);
    assertThat(text("#fileName")).isEqualTo("users.json");
    key("45000");
    until(() -> text("#answer .shard-label").equals("Europe"));
    new TopologyWriter().write(SampleTopologies.usersByRange(), file);
    until(() -> !isShown("#reload"));
  }

  @Test
  void saysThatTheFileIsGoneUntilItIsBack() throws Exception {
    Files.delete(file);
    until(() -> shows("users.json is no longer there. The topology that it held stays open."));
    assertThat(isShown("#reloadNow")).isFalse();
    new TopologyWriter().write(SampleTopologies.usersByRange(), file);
    until(() -> !isShown("#reload"));
  }

  @Test
  void asksBeforeItConnectsToProduction() throws Exception {
    new TopologyWriter().write(SampleTopologies.usersByRange(Environment.PROD), file);
    until(() -> title().startsWith("users.json has changed."));
    assertThat(text("#lockEnvironment")).isEqualTo("DEV");
    press("#reloadNow");
    until(() -> text("#lockEnvironment").equals("PROD"));
    Files.writeString(file, Files.readString(file).replace(": 50000", ": 40000"));
    until(() -> title().startsWith("users.json has changed."));
    assertThat(lines().getFirst()).startsWith("This is production");
    picture("reload-production");
  }

  @Test
  void showsTheWarningsOfTheFileOnceItIsReadAgainAndPutsThemAway() throws Exception {
    assertThat(isShown("#warnings")).isFalse();
    String fine = Files.readString(file);
    Files.writeString(file, fine.replaceFirst("\"shards\": \\[", "\"shards\": [" + idle("idle_1")));
    until(() -> isShown("#warnings"));
    assertThat(text("#warningsTitle"))
        .isEqualTo("users.json has " + Figures.count(1, "warning", "warnings"));
    assertThat(isShown("#warningsScroll")).isFalse();

    press("#showWarnings");
    Labeled line = robot.lookup("#warningLines > .label").queryAs(Labeled.class);
    assertThat(line.getText()).contains("The shard \"idle_1\" owns nothing");
    assertThat(((Labeled) line.getGraphic()).getText()).isEqualTo("line 5, column 9  /shards/0/id");
    picture("warnings");

    press("#dismissWarnings");
    assertThat(isShown("#warnings")).isFalse();
    Files.writeString(
        file,
        fine.replaceFirst("\"shards\": \\[", "\"shards\": [" + idle("idle_1") + idle("idle_2")));
    until(() -> isShown("#warnings"));
    assertThat(text("#warningsTitle"))
        .isEqualTo("users.json has " + Figures.count(2, "warning", "warnings"));
  }

  private static String idle(String id) {
    return """
    {
      "id": "%1$s", "host": "127.0.0.1", "port": 5432, "database": "%1$s", "user": "reader",
      "sslMode": "disable"
    },
    """
        .formatted(id);
  }

  private void key(String text) {
    robot.push(KeyCode.CONTROL, KeyCode.L);
    robot.write(text);
    waitForFxEvents();
  }

  private void replace(String old, String now) throws IOException {
    Files.writeString(file, Files.readString(file).replace(old, now));
  }

  private void press(String button) {
    robot.interact(() -> robot.lookup(button).queryAs(Button.class).fire());
    waitForFxEvents();
  }

  private boolean shows(String title) {
    return isShown("#reload") && title().equals(title);
  }

  private String title() {
    return text("#title");
  }

  private List<String> lines() {
    return robot.lookup("#lines > .label").queryAllAs(Labeled.class).stream()
        .map(Labeled::getText)
        .toList();
  }

  private List<String> drafts() {
    return robot.lookup(node -> node instanceof CodeArea).queryAllAs(CodeArea.class).stream()
        .map(CodeArea::getText)
        .toList();
  }

  /// Until then the keys that are typed go elsewhere. Asks for the focus as a click would: whether
  /// a new tab takes it by itself is not for this test to tell.
  private boolean isAnEditorFocused() {
    Optional<Node> editor =
        robot.lookup(node -> node instanceof CodeArea && isSelected(node)).tryQuery();
    editor.filter(node -> !node.isFocused()).ifPresent(node -> robot.interact(node::requestFocus));
    return editor.filter(Node::isFocused).isPresent();
  }

  private static boolean isSelected(Node node) {
    for (Node at = node; at != null; at = at.getParent()) {
      if (!at.isVisible()) {
        return false;
      }
    }
    return true;
  }

  private boolean isShown(String query) {
    return robot.lookup(query).query().isVisible();
  }

  private String text(String query) {
    return robot.lookup(query).tryQueryAs(Labeled.class).map(Labeled::getText).orElse("");
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
          PngFile.write(
              ScreenshotTour.picture(robot.lookup("#reload").query().getScene(), 1000, 900),
              Path.of(wanted)
                  .resolve(name + "-" + choice.name().toLowerCase(Locale.ROOT) + ".png"));
        } catch (IOException e) {
          throw new java.io.UncheckedIOException(e);
        }
      });
    }
  }
}
