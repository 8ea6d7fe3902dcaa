package io.shardlens.map;

/// The room that a picture has.
///
/// @param width pixels; what is no number or below 0 counts as 0
/// @param height pixels, as the width
/// @param measure how wide texts are in it
public record Room(double width, double height, TextMeasure measure) {
  public Room {
    width = Double.isFinite(width) ? Math.max(0, width) : 0;
    height = Double.isFinite(height) ? Math.max(0, height) : 0;
  }
}
