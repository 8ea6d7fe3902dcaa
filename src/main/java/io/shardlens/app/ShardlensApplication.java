package io.shardlens.app;

import io.shardlens.ui.common.Background;
import io.shardlens.ui.common.Fonts;
import io.shardlens.ui.common.Messages;
import io.shardlens.ui.common.Settings;
import io.shardlens.ui.common.SettingsFile;
import io.shardlens.ui.common.SettingsStore;
import io.shardlens.ui.common.Theme;
import io.shardlens.ui.shell.ReloadViewModel;
import io.shardlens.ui.shell.ShellViewModel;
import io.shardlens.ui.shell.ShellWindow;
import io.shardlens.ui.shell.TopologyViews;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The program with its window.
public final class ShardlensApplication extends Application {
  private static final Logger LOG = LoggerFactory.getLogger(ShardlensApplication.class);
  private static final double WIDTH = 1440;
  private static final double HEIGHT = 900;

  private @Nullable ShellViewModel shell;
  private @Nullable ReloadViewModel reload;
  private @Nullable SettingsStore settings;

  @Override
  public void start(Stage stage) {
    Thread.currentThread()
        .setUncaughtExceptionHandler(
            (thread, failure) -> LOG.error("Something unexpected happened", failure));
    Fonts.load();
    Background background = Background.onJavaFxThread();
    SettingsStore store =
        new SettingsStore(
            new SettingsFile(
                SettingsFile.usualPlace(
                    System.getenv(),
                    System.getProperty("os.name"),
                    Path.of(System.getProperty("user.home")))),
            background);
    settings = store;
    Theme theme = new Theme();
    theme.choiceProperty().set(store.current().theme());
    theme
        .choiceProperty()
        .subscribe((before, now) -> store.update(current -> current.withTheme(now)));
    ShellViewModel viewModel =
        new ShellViewModel(Composition.opener(), background, store, InstantSource.system());
    shell = viewModel;
    ReloadViewModel following = new ReloadViewModel(viewModel, new TopologyFileWatch(), background);
    reload = following;
    ShellWindow window =
        new ShellWindow(
            viewModel,
            following,
            theme,
            new FileDialogs(),
            new TopologyViews(new Screens(background), background, InstantSource.system()),
            Platform::exit);
    stage.setTitle(Messages.text("shell.name"));
    stage.setScene(window.scene());
    stage.setMinWidth(1024);
    stage.setMinHeight(640);
    place(stage, store.current());
    stage.show();
    remember(stage, store);
    open(viewModel);
  }

  @Override
  public void stop() throws IOException {
    if (reload != null) {
      reload.close();
    }
    if (shell != null) {
      shell.close();
    }
    if (settings != null) {
      settings.saveNow();
    }
  }

  private void open(ShellViewModel viewModel) {
    java.util.List<String> words = getParameters().getRaw();
    if (words.contains("--demo")) {
      viewModel.openDemo();
    } else if (words.isEmpty()) {
      viewModel.openLast();
    } else {
      viewModel.open(Path.of(words.getFirst()));
    }
  }

  /// Where it stood last time, if a screen is still there.
  private static void place(Stage stage, Settings settings) {
    stage.setWidth(WIDTH);
    stage.setHeight(HEIGHT);
    settings
        .bounds()
        .filter(bounds ->
            !Screen.getScreensForRectangle(bounds.x(), bounds.y(), bounds.width(), bounds.height())
                .isEmpty())
        .ifPresent(bounds -> {
          stage.setX(bounds.x());
          stage.setY(bounds.y());
          stage.setWidth(bounds.width());
          stage.setHeight(bounds.height());
          stage.setMaximized(bounds.maximised());
        });
    Rectangle2D screen = Screen.getPrimary().getVisualBounds();
    stage.setWidth(Math.min(stage.getWidth(), screen.getWidth()));
    stage.setHeight(Math.min(stage.getHeight(), screen.getHeight()));
  }

  private static void remember(Stage stage, SettingsStore store) {
    stage.setOnHidden(event ->
        store.update(current ->
            current.withBounds(
                new Settings.Bounds(
                    stage.getX(),
                    stage.getY(),
                    stage.getWidth(),
                    stage.getHeight(),
                    stage.isMaximized()))));
  }
}
