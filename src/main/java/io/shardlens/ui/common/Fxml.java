package io.shardlens.ui.common;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import javafx.fxml.FXMLLoader;
import javafx.scene.Parent;

/// Loads views. A view names its controller's class, and gets the instance that was made by hand.
public final class Fxml {
  private Fxml() {}

  /// @param name the file in `fxml/`, without its ending
  /// @param controllers the controllers of the view and of those it includes, one of each class
  /// @throws IllegalArgumentException when the view names a controller that was not handed over
  public static Parent load(String name, Object... controllers) {
    FXMLLoader loader =
        new FXMLLoader(
            Objects.requireNonNull(Fxml.class.getResource("/fxml/" + name + ".fxml"), name),
            Messages.bundle());
    loader.setControllerFactory(type -> controllerOf(type, List.of(controllers)));
    try {
      return loader.load();
    } catch (IOException e) {
      throw new UncheckedIOException("The view " + name + " cannot be loaded", e);
    }
  }

  private static Object controllerOf(Class<?> type, List<Object> controllers) {
    return controllers.stream()
        .filter(type::isInstance)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No controller of " + type));
  }
}
