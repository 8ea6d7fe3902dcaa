package io.shardlens.topology.imports.python;

import io.shardlens.topology.json.Shown;
import java.util.regex.Pattern;

/// How a text of a source, of which nobody knows what it is, appears in a message.
final class Names {
  private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_. -]{1,40}");

  private Names() {}

  /// The text in quotes if it looks like a name, else `a text`: it could be or hold a password.
  static String shown(String text) {
    return PLAIN.matcher(text).matches() ? Shown.quoted(text) : "a text";
  }
}
