package io.shardlens.ui.common;

import io.shardlens.plan.Verdict;
import javafx.scene.control.Label;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// An icon with a word: a verdict, or how serious something is.
public final class Badge extends Label {

  /// How serious a badge is, in the words of the style sheet.
  public enum Tone {
    NEUTRAL("neutral"),
    SUCCESS("success"),
    WARNING("warning"),
    DANGER("danger"),
    PRODUCTION("production");

    private final String styleClass;

    Tone(String styleClass) {
      this.styleClass = styleClass;
    }

    public String styleClass() {
      return styleClass;
    }
  }

  public Badge(Tone tone, Feather icon, String word) {
    super(word, new FontIcon(icon));
    getStyleClass().addAll("badge", tone.styleClass());
  }

  public static Badge of(Verdict verdict) {
    return switch (verdict) {
      case EXACT -> new Badge(Tone.SUCCESS, Feather.CHECK_CIRCLE, verdict.name());
      case CONCATENATED -> new Badge(Tone.NEUTRAL, Feather.LIST, verdict.name());
      case PARTIAL -> new Badge(Tone.WARNING, Feather.ALERT_TRIANGLE, verdict.name());
      case APPROXIMATE -> new Badge(Tone.WARNING, Feather.ACTIVITY, verdict.name());
      case REFUSED -> new Badge(Tone.DANGER, Feather.ALERT_OCTAGON, verdict.name());
    };
  }
}
