package io.shardlens.ui.common;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Scene;

/// Light or dark, as the reader chose or as the system is. Dresses every scene that was handed to
/// [#dress]. To be used on the JavaFX thread.
public final class Theme {

  /// What the reader wants.
  public enum Choice {
    SYSTEM,
    LIGHT,
    DARK
  }

  private static final List<String> SHEETS =
      List.of("app", "shell", "map", "record", "query", "checks").stream()
          .map(name -> "/styles/" + name + ".css")
          .toList();

  private final ObjectProperty<Choice> choice = new SimpleObjectProperty<>(Choice.SYSTEM);
  private final BooleanProperty dark = new SimpleBooleanProperty();
  private final List<Scene> scenes = new ArrayList<>();

  public Theme() {
    dark.bind(
        choice
            .flatMap(wish ->
                switch (wish) {
                  case SYSTEM -> Platform.getPreferences().colorSchemeProperty();
                  case LIGHT -> new SimpleObjectProperty<>(ColorScheme.LIGHT);
                  case DARK -> new SimpleObjectProperty<>(ColorScheme.DARK);
                })
            .map(scheme -> scheme == ColorScheme.DARK));
    // A value subscriber also hears the first value; the theme must be there before any control is.
    dark.subscribe(now -> apply());
  }

  public ObjectProperty<Choice> choiceProperty() {
    return choice;
  }

  /// Gives a scene the style sheets, now and at each change.
  public void dress(Scene scene) {
    scenes.add(scene);
    scene.getStylesheets().setAll(sheets());
  }

  private void apply() {
    Application.setUserAgentStylesheet(
        dark.get()
            ? new PrimerDark().getUserAgentStylesheet()
            : new PrimerLight().getUserAgentStylesheet());
    List<String> sheets = sheets();
    scenes.forEach(scene -> scene.getStylesheets().setAll(sheets));
  }

  private List<String> sheets() {
    List<String> sheets = new ArrayList<>();
    sheets.add(sheet(dark.get() ? "/styles/dark.css" : "/styles/light.css"));
    SHEETS.forEach(name -> sheets.add(sheet(name)));
    return sheets;
  }

  private static String sheet(String name) {
    return Objects.requireNonNull(Theme.class.getResource(name), name).toExternalForm();
  }
}
