package io.shardlens.map;

import io.shardlens.map.Shape.Anchor;

/// The flag of the looked-up key: its text, and where it landed.
final class MarkerFlag {
  private static final double PADDING = 8;

  /// A longer key leaves room for the words after it.
  private static final double LONGEST_KEY = 240;

  private MarkerFlag() {}

  /// @param middle where the flag would like its middle; it stays inside the scene
  static void draw(
      Sketch sketch, double middle, double top, double height, String key, String words) {
    // Two labels, so that a key that is written from right to left does not pull the words along.
    double room = Math.max(0, sketch.width() - 3 * PADDING);
    String shownKey = sketch.fitting(key, TextStyle.VALUE_BOLD, Math.min(LONGEST_KEY, room));
    double keyWidth = sketch.measured(shownKey, TextStyle.VALUE_BOLD);
    String shownWords = sketch.fitting(words, TextStyle.TEXT, room - keyWidth);
    double width = keyWidth + sketch.measured(shownWords, TextStyle.TEXT) + 3 * PADDING;
    if (shownKey.isEmpty() || width > sketch.width()) {
      return;
    }
    double left = Math.clamp(middle - width / 2, 0, sketch.width() - width);
    sketch.fill(left, top, width, height, Paint.Role.INK);
    sketch.labelInFull(
        left + PADDING,
        top + height / 2,
        shownKey,
        TextStyle.VALUE_BOLD,
        Anchor.LEFT,
        Paint.Role.SURFACE);
    sketch.labelInFull(
        left + 2 * PADDING + keyWidth,
        top + height / 2,
        shownWords,
        TextStyle.TEXT,
        Anchor.LEFT,
        Paint.Role.SURFACE);
  }
}
