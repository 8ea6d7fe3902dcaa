package io.shardlens.ui.common;

import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The settings of the running window: changed at once, saved in the background.
public final class SettingsStore {
  private static final Logger LOG = LoggerFactory.getLogger(SettingsStore.class);

  private final SettingsFile file;
  private final Background background;
  private volatile Settings current;

  public SettingsStore(SettingsFile file, Background background) {
    this.file = file;
    this.background = background;
    this.current = file.load();
  }

  public Settings current() {
    return current;
  }

  public void update(UnaryOperator<Settings> change) {
    current = change.apply(current);
    // Saves may overtake each other; each writes what is newest when it runs.
    background.run(
        () -> {
          saveNow();
          return "saved";
        },
        saved -> {},
        failure -> LOG.warn("The settings of the window were not saved", failure));
  }

  /// Saves before the program ends.
  public void saveNow() throws java.io.IOException {
    file.save(current);
  }
}
