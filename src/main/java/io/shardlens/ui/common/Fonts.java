package io.shardlens.ui.common;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import javafx.scene.text.Font;

/// Makes the bundled fonts known to JavaFX: `Inter`, `Inter Medium`, `Inter Semi Bold` and
/// `JetBrains Mono`, each weight of Inter under its own family, as style sheets cannot ask for them
/// otherwise.
public final class Fonts {
  private static final List<String> FILES =
      List.of(
          "Inter-Regular.otf",
          "Inter-Medium.otf",
          "Inter-SemiBold.otf",
          "Inter-Bold.otf",
          "JetBrainsMono-Regular.ttf",
          "JetBrainsMono-Bold.ttf");

  private Fonts() {}

  /// Loads them; loading twice does no harm.
  public static void load() {
    FILES.forEach(Fonts::load);
  }

  private static void load(String file) {
    try (InputStream stream = Fonts.class.getResourceAsStream("/fonts/" + file)) {
      if (stream == null || Font.loadFont(stream, 13) == null) {
        throw new IllegalStateException("The font " + file + " is missing or damaged");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
