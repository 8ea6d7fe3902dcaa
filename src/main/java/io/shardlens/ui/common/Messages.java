package io.shardlens.ui.common;

import java.util.Locale;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The texts of the window, from `messages.properties`. FXML asks for them as `%key`.
public final class Messages {
  private static final ResourceBundle BUNDLE =
      ResourceBundle.getBundle("io.shardlens.ui.messages", Locale.ROOT);
  private static final Pattern PLACE = Pattern.compile("\\{([0-9])}");

  private Messages() {}

  public static ResourceBundle bundle() {
    return BUNDLE;
  }

  /// A text with `{0}`, `{1}`, … replaced. Unlike in `java.text.MessageFormat`, apostrophes are
  /// just apostrophes, and numbers are written by [Figures] before they come here.
  ///
  /// @throws java.util.MissingResourceException for a key that the file does not have
  public static String text(String key, Object... arguments) {
    return PLACE
        .matcher(BUNDLE.getString(key))
        .replaceAll(place ->
            Matcher.quoteReplacement(String.valueOf(arguments[Integer.parseInt(place.group(1))])));
  }
}
