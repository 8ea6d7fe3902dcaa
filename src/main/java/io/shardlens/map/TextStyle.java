package io.shardlens.map;

/// How a text on the map is set. Values of the database and figures are monospaced, names are not.
public enum TextStyle {
  NAME(13, false, true),
  TEXT(12, false, false),
  AXIS(11, false, false),
  VALUE(12, true, false),
  VALUE_BOLD(12, true, true),
  TICK(11, true, false),
  TICK_BOLD(11, true, true);

  private final double size;
  private final boolean mono;
  private final boolean bold;

  TextStyle(double size, boolean mono, boolean bold) {
    this.size = size;
    this.mono = mono;
    this.bold = bold;
  }

  /// Pixels.
  public double size() {
    return size;
  }

  public boolean mono() {
    return mono;
  }

  public boolean bold() {
    return bold;
  }
}
