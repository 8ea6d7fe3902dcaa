package io.shardlens.topology.json;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// What the names of a topology may be. Each method returns the text, or `null` when it has
/// reported what is wrong with it; `null` goes through.
final class NameRules {
  /// `NAMEDATALEN - 1` of PostgreSQL: longer names are cut by the server.
  private static final int MAXIMUM_IDENTIFIER_BYTES = 63;

  private static final int MAXIMUM_NAME_LENGTH = 200;

  private final Problems problems;

  NameRules(Problems problems) {
    this.problems = problems;
  }

  /// A text for people: a topology's name, a label.
  @Nullable String name(String member, Located.@Nullable Text text) {
    if (text == null) {
      return null;
    }
    String value = text.value();
    if (value.isBlank()) {
      return refuse(text, "\"" + member + "\" must not be empty");
    }
    if (Shown.isUrlOrCredentials(value)) {
      return refuse(
          text,
          "\""
              + member
              + "\" looks like a connection URL or a password; a topology file holds neither: give"
              + " host, port, database, user and sslMode");
    }
    if (value.codePoints().anyMatch(Shown::isUnfitForDisplay)) {
      return refuse(
          text,
          "\"" + member + "\" holds a control character or one that turns the writing direction");
    }
    return value.length() <= MAXIMUM_NAME_LENGTH
        ? value
        : refuse(text, "\"" + member + "\" is longer than " + MAXIMUM_NAME_LENGTH + " characters");
  }

  /// A shard's id, which also stands in lists on the command line.
  @Nullable String shardId(Located.@Nullable Text text) {
    String value = name("id", text);
    return text != null
            && value != null
            && (value.indexOf(',') >= 0 || !value.equals(value.strip()))
        ? refuse(text, "\"id\" holds no comma and no blanks at its ends")
        : value;
  }

  /// A name in PostgreSQL's catalog, as stored: no quotes around it.
  @Nullable String identifier(String member, Located.@Nullable Text text) {
    String value = name(member, text);
    return text == null || value == null ? null : identifier(member, text, value);
  }

  /// A part of a text that is a name in PostgreSQL's catalog.
  @Nullable String identifier(String member, Located.Text text, String part) {
    return part.getBytes(StandardCharsets.UTF_8).length <= MAXIMUM_IDENTIFIER_BYTES
        ? part
        : refuse(
            text,
            "\""
                + member
                + "\" is longer than "
                + MAXIMUM_IDENTIFIER_BYTES
                + " bytes, the longest name that PostgreSQL keeps");
  }

  private @Nullable String refuse(Located.Text text, String message) {
    problems.add(text.place(), message);
    return null;
  }
}
