package io.shardlens.topology.imports.python;

import io.shardlens.topology.json.Shown;

/// How a text of a source may appear in a message.
final class PythonText {
  private PythonText() {}

  /// The text in quotes, short, and never where it looks like a URL or a password.
  static String quoted(String text) {
    return Shown.quoted(text);
  }
}
