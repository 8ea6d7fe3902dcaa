package io.shardlens.ui.shell;

import io.shardlens.ui.common.Fxml;
import io.shardlens.ui.common.KeyQuestion;
import io.shardlens.ui.common.Navigation;
import io.shardlens.ui.common.Theme;
import java.util.List;
import java.util.Optional;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;

/// The scene of the window, with its keyboard.
public final class ShellWindow {
  private static final List<KeyCode> DIGITS =
      List.of(
          KeyCode.DIGIT1,
          KeyCode.DIGIT2,
          KeyCode.DIGIT3,
          KeyCode.DIGIT4,
          KeyCode.DIGIT5,
          KeyCode.DIGIT6,
          KeyCode.DIGIT7,
          KeyCode.DIGIT8,
          KeyCode.DIGIT9);

  private final ShellController controller;
  private final Scene scene;

  /// @param quit ends the program
  public ShellWindow(
      ShellViewModel viewModel,
      ReloadViewModel reload,
      Theme theme,
      FileChoice files,
      TopologyViews topologies,
      Runnable quit) {
    controller = new ShellController(viewModel, theme, files, topologies, quit);
    reload.stakes(controller::stakes);
    WarningsViewModel warnings = new WarningsViewModel(reload.warningsProperty());
    Parent root =
        Fxml.load(
            "shell", controller, new ReloadController(reload), new WarningsController(warnings));
    scene = new Scene(root);
    theme.dress(scene);
    onKey(KeyCode.O, controller::chooseFile);
    onKey(KeyCode.I, controller::importConfiguration);
    onKey(KeyCode.E, controller::export);
    onKey(KeyCode.Q, quit);
    onKey(KeyCode.L, () -> controller.topology().ifPresent(TopologyView::focusKey));
    onKey(KeyCode.T, () -> controller.topology().ifPresent(view -> view.tabs().newQuery()));
    onKey(KeyCode.W, () -> controller.topology().ifPresent(view -> view.tabs().closeQuery()));
    onKey(KeyCode.R, () -> controller.topology().ifPresent(view -> reload.reload()));
    for (int i = 0; i < DIGITS.size(); i++) {
      int position = i;
      onKey(
          DIGITS.get(i),
          () -> controller.topology().ifPresent(view -> view.sidebar().chooseShard(position)));
    }
    scene.getAccelerators().put(new KeyCodeCombination(KeyCode.F1), controller::showShortcuts);
  }

  public Scene scene() {
    return scene;
  }

  /// The ways of the open topology, empty where none is open.
  public Optional<Navigation> navigation() {
    return controller.topology().map(TopologyView::tabs);
  }

  /// The key question of the open topology, empty where none is open.
  public Optional<KeyQuestion> question() {
    return controller.topology().map(view -> view.open().question());
  }

  private void onKey(KeyCode code, Runnable action) {
    scene.getAccelerators().put(new KeyCodeCombination(code, KeyCombination.SHORTCUT_DOWN), action);
  }
}
