package io.shardlens.app;

import io.shardlens.topology.Shard;
import io.shardlens.topology.TableDefinition;
import io.shardlens.topology.imports.catalog.CatalogSource;
import io.shardlens.ui.common.Background;
import io.shardlens.ui.common.Fonts;
import io.shardlens.ui.common.Navigation;
import io.shardlens.ui.common.SettingsFile;
import io.shardlens.ui.common.SettingsStore;
import io.shardlens.ui.common.Theme;
import io.shardlens.ui.common.Workspace;
import io.shardlens.ui.common.WorkspaceOpener;
import io.shardlens.ui.shell.ReloadViewModel;
import io.shardlens.ui.shell.ShellViewModel;
import io.shardlens.ui.shell.ShellWindow;
import io.shardlens.ui.shell.TopologyViews;
import io.shardlens.ui.shell.TopologyWatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/// Draws the screens of a workspace into PNG files, light and dark, in a window of the mock-ups'
/// size. Needs no display; not to be run on the JavaFX thread.
final class ScreenshotTour {
  static final int WIDTH = 1440;
  static final int HEIGHT = 900;

  /// A screen is done when it has not changed for so long.
  private static final Duration STILL = Duration.ofMillis(700);

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

  private final WorkspaceOpener opener;
  private final Workspace workspace;
  private final Path folder;

  private ScreenshotTour(Workspace workspace, Path folder) {
    this.workspace = workspace;
    this.folder = folder;
    this.opener = new AlreadyOpen(workspace);
  }

  static ScreenshotTour of(Workspace workspace, Path folder) {
    return new ScreenshotTour(workspace, folder);
  }

  /// The files, in the order in which they were drawn.
  List<Path> run() throws IOException {
    startToolkit();
    Files.createDirectories(folder);
    Path settings = Files.createTempDirectory("shardlens-tour").resolve("window.properties");
    List<Path> pictures = new ArrayList<>();
    for (Theme.Choice choice : List.of(Theme.Choice.LIGHT, Theme.Choice.DARK)) {
      Tour tour = onJavaFxThread(() -> open(choice, settings));
      String theme = choice == Theme.Choice.DARK ? "dark" : "light";
      for (View view : views()) {
        onJavaFxThread(() -> {
          view.action().accept(tour);
          return view;
        });
        WritableImage image = whenStill(tour);
        Path file = folder.resolve(view.name() + "-" + theme + ".png");
        PngFile.write(image, file);
        pictures.add(file);
      }
      onJavaFxThread(() -> {
        tour.stage().hide();
        return tour;
      });
    }
    return pictures;
  }

  private record Tour(Stage stage, ShellWindow window, ShellViewModel viewModel) {}

  private record View(String name, Consumer<Tour> action) {}

  private List<View> views() {
    List<View> views = new ArrayList<>();
    views.add(new View("empty", tour -> {}));
    views.add(new View("map", this::showMap));
    Optional<TableDefinition.Sharded> table =
        workspace.topology().shardedTables().stream().findFirst();
    table.ifPresent(asked -> {
      views.add(
          new View(
              "record",
              tour ->
                  tour.window().navigation().ifPresent(to -> to.openRecord(asked, sampleKey()))));
      views.add(new View("query", tour -> runQuery(tour, asked)));
      views.add(
          new View("checks", tour -> tour.window().navigation().ifPresent(Navigation::showChecks)));
    });
    return views;
  }

  private void showMap(Tour tour) {
    tour.viewModel().open(workspace.file());
    tour.window()
        .question()
        .ifPresent(question -> question.textProperty().set(String.join(", ", sampleKey())));
  }

  private List<String> sampleKey() {
    return workspace.topology().shardedTables().stream()
        .findFirst()
        .map(table -> HeadlessTour.sampleKey(workspace.topology(), table))
        .orElse(List.of());
  }

  /// Presses the button, as a reader would.
  private void runQuery(Tour tour, TableDefinition.Sharded table) {
    tour.window().navigation().ifPresent(to -> to.openQuery(sql(table)));
    tour.stage().getScene().getRoot().applyCss();
    tour.stage().getScene().getRoot().layout();
    tour.stage().getScene().getRoot().lookupAll("#run").stream()
        .filter(ScreenshotTour::isInFront)
        .filter(Button.class::isInstance)
        .map(Button.class::cast)
        .findFirst()
        .ifPresent(Button::fire);
  }

  /// A page of rows: of numbers every so-manieth, so that each shard has some of them.
  private String sql(TableDefinition.Sharded table) {
    String key = table.key().getFirst();
    boolean numbers =
        workspace.topology().routing(table.routing()).keyTypes().getFirst().isInteger();
    return "SELECT *\n  FROM %s\n".formatted(table.name())
        + (numbers ? " WHERE %s %% 9973 = 0\n".formatted(key) : "")
        + " ORDER BY %s\n LIMIT 200".formatted(key);
  }

  /// Other tabs have a button of the same name.
  private static boolean isInFront(Node node) {
    for (@Nullable Node at = node; at != null; at = at.getParent()) {
      if (!at.isVisible()) {
        return false;
      }
    }
    return true;
  }

  private Tour open(Theme.Choice choice, Path settings) {
    Fonts.load();
    Background background = Background.onJavaFxThread();
    Theme theme = new Theme();
    theme.choiceProperty().set(choice);
    ShellViewModel viewModel =
        new ShellViewModel(
            opener,
            // The workspace is there already: opening it at once keeps the tour in step.
            Background.direct(),
            new SettingsStore(new SettingsFile(settings), Background.direct()),
            InstantSource.system());
    ShellWindow window =
        new ShellWindow(
            viewModel,
            new ReloadViewModel(viewModel, TopologyWatch.NONE, background),
            theme,
            owner -> Optional.empty(),
            new TopologyViews(new Screens(background), background, InstantSource.system()),
            () -> {});
    Stage stage = new Stage();
    stage.setScene(window.scene());
    stage.setWidth(WIDTH);
    stage.setHeight(HEIGHT);
    stage.show();
    return new Tour(stage, window, viewModel);
  }

  /// The picture, once it has stopped changing: all answers are there.
  private static WritableImage whenStill(Tour tour) throws IOException {
    long start = System.nanoTime();
    long changed = start;
    // A caret that blinks is never still.
    onJavaFxThread(() -> {
      tour.stage().getScene().getRoot().requestFocus();
      return tour;
    });
    WritableImage last = snapshot(tour);
    while (System.nanoTime() - changed < STILL.toNanos()
        && System.nanoTime() - start < LONGEST_WAIT.toNanos()) {
      try {
        Thread.sleep(100);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("The tour was interrupted", e);
      }
      WritableImage next = snapshot(tour);
      if (!PngFile.isSame(last, next)) {
        changed = System.nanoTime();
      }
      last = next;
    }
    return last;
  }

  private static WritableImage snapshot(Tour tour) {
    return onJavaFxThread(() -> picture(tour.stage().getScene(), WIDTH, HEIGHT));
  }

  /// What a scene shows now. A scroll pane keeps a bitmap of its content, and a second picture
  /// between two pulses would show the content of the first: the bitmaps are turned off.
  static WritableImage picture(Scene scene, int width, int height) {
    scene.getRoot().lookupAll(".viewport").forEach(viewport -> viewport.setCache(false));
    return scene.snapshot(new WritableImage(width, height));
  }

  private static void startToolkit() {
    CountDownLatch started = new CountDownLatch(1);
    try {
      Platform.startup(started::countDown);
    } catch (IllegalStateException e) {
      // Running already, as in tests.
      started.countDown();
    }
    Platform.setImplicitExit(false);
    try {
      started.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static <T> T onJavaFxThread(Supplier<T> action) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Platform.runLater(() -> {
      try {
        result.complete(action.get());
      } catch (RuntimeException | Error e) {
        result.completeExceptionally(e);
      }
    });
    try {
      return result.join();
    } catch (CompletionException e) {
      throw new IllegalStateException("A screen could not be drawn", e.getCause());
    }
  }

  /// Hands out the workspace that the tour was given, and leaves it open.
  private record AlreadyOpen(Workspace workspace) implements WorkspaceOpener {
    @Override
    public Opened open(Path file) {
      return new Opened.Ready(
          new Workspace(
              workspace.file(),
              workspace.warnings(),
              workspace.router(),
              workspace.queries(),
              workspace.records(),
              workspace.inspector(),
              workspace.writeLock(),
              () -> {}));
    }

    @Override
    public CatalogSource openCatalog(Shard server) {
      throw new IllegalStateException("The tour imports nothing from a server");
    }

    @Override
    public Opened openDemo(Consumer<Step> progress) {
      return open(workspace.file());
    }
  }
}
