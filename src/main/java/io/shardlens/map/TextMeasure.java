package io.shardlens.map;

/// How wide a text is. Who paints knows its fonts; the scene has to know what fits.
@FunctionalInterface
public interface TextMeasure {

  /// Pixels, 0 for an empty text.
  double width(String text, TextStyle style);

  /// Every character as wide as a monospaced one: for scenes that nobody paints.
  TextMeasure MONOSPACED = (text, style) -> text.length() * style.size() * 0.6;

  /// The text, or as much of its beginning as fits with an ellipsis; empty where not even a
  /// character fits.
  default String fitting(String text, TextStyle style, double room) {
    if (width(text, style) <= room) {
      return text;
    }
    int low = 0;
    int high = text.length();
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (width(text.substring(0, middle) + "…", style) <= room) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    if (low > 0 && Character.isHighSurrogate(text.charAt(low - 1))) {
      low--;
    }
    return low == 0 ? "" : text.substring(0, low) + "…";
  }
}
