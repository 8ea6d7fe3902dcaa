package io.shardlens.ui.shell;

import io.shardlens.ui.common.ValueText;

/// The beginning of a file that is about to be saved.
final class FilePreview {

  /// Characters of a long file that are shown.
  static final int SHOWN = 100_000;

  private FilePreview() {}

  /// The text as it may be shown: with one kind of line end, escaped, and cut where it is long.
  static String of(String text) {
    String shown = text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "\n…";
    return ValueText.escapeLines(shown.replace("\r\n", "\n"));
  }

  /// A name for a file: `users` and `.py` become `users.py`.
  static String name(String name, String ending) {
    return name.replaceAll("[^A-Za-z0-9_-]+", "_") + ending;
  }
}
