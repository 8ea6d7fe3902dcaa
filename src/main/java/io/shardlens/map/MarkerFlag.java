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
      Drawing drawing, double middle, double top, double height, String key, String words) {
    // Two labels, so that a key that is written from right to left does not pull the words along.
    double room = Math.max(0, drawing.width() - 3 * PADDING);
    String shownKey = drawing.fitting(key, TextStyle.VALUE_BOLD, Math.min(LONGEST_KEY, room));
    double keyWidth = drawing.measured(shownKey, TextStyle.VALUE_BOLD);
    String shownWords = drawing.fitting("in " + words, TextStyle.TEXT, room - keyWidth);
    double width = keyWidth + drawing.measured(shownWords, TextStyle.TEXT) + 3 * PADDING;
    if (shownKey.isEmpty() || width > drawing.width()) {
      return;
    }
    double left = Math.clamp(middle - width / 2, 0, drawing.width() - width);
    drawing.box(left, top, width, height, Paint.Role.INK);
    drawing.label(
        left + PADDING,
        top + height / 2,
        shownKey,
        TextStyle.VALUE_BOLD,
        Anchor.LEFT,
        Paint.Role.SURFACE);
    drawing.label(
        left + 2 * PADDING + keyWidth,
        top + height / 2,
        shownWords,
        TextStyle.TEXT,
        Anchor.LEFT,
        Paint.Role.SURFACE);
  }
}
