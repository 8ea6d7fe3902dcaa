package io.shardlens.map;

import java.util.Locale;

/// How pictures write counts and shares, and what they cut.
final class SceneWords {
  private static final char NARROW_SPACE = '\u202f';

  /// Longer names are cut where a sentence holds them.
  static final int NAME = 60;

  private SceneWords() {}

  /// `49 512`.
  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count).replace(',', NARROW_SPACE);
  }

  /// `1 bucket`, `49 512 buckets`.
  static String count(long count, String one) {
    return count(count) + " " + (count == 1 ? one : one + "s");
  }

  /// `24.8 %` of a share from 0 to 1.
  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f", share * 100) + NARROW_SPACE + "%";
  }

  /// The text, or its beginning and an ellipsis; no pair of surrogates is torn.
  static String shortened(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
    return text.substring(0, end) + "…";
  }
}
