package io.shardlens.topology.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;

/// Parses JSON text into values that know their places, within limits of depth and length.
///
/// A name that an object uses twice is reported here and not by Jackson's own detection, which
/// stops at the first and does not say where the other one is. Jackson's messages are not passed
/// on: they quote the file, and what stands there may be a password.
final class LocatedParser {
  static final int MAXIMUM_DEPTH = 32;
  static final int MAXIMUM_STRING_LENGTH = 64 * 1024;
  static final int MAXIMUM_NUMBER_LENGTH = 64;
  static final int MAXIMUM_NAME_LENGTH = 1024;

  /// Names, values and brackets; each takes about 200 bytes of memory.
  static final int MAXIMUM_TOKENS = 500_000;

  private static final int SHOWN_NAME_LENGTH = 100;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAXIMUM_DEPTH)
                  .maxStringLength(MAXIMUM_STRING_LENGTH)
                  .maxNumberLength(MAXIMUM_NUMBER_LENGTH)
                  .maxNameLength(MAXIMUM_NAME_LENGTH)
                  .maxTokenCount(MAXIMUM_TOKENS)
                  .maxDocumentLength(TopologyReader.MAXIMUM_BYTES)
                  .build())
          .build();

  private final String text;
  private final JsonParser parser;
  private final Problems problems;

  /// Where the parser is, for problems of the JSON itself.
  private String pointer = "";

  /// The name at which, or after which, the parser is in the innermost object; empty at its start.
  private Optional<String> lastName = Optional.empty();

  private LocatedParser(String text, JsonParser parser, Problems problems) {
    this.text = text;
    this.parser = parser;
    this.problems = problems;
  }

  /// The value of the whole text, or empty when it is not JSON; then the problem has been added.
  static Optional<Located> parse(String text, Problems problems) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      return new LocatedParser(text, parser, problems).document();
    }
  }

  private Optional<Located> document() {
    try {
      if (parser.nextToken() == null) {
        problems.add(
            new Located.Place("", 1, 1),
            "The file is empty: a topology is a JSON object that begins with {");
        return Optional.empty();
      }
      Located root = value("");
      pointer = "";
      if (parser.nextToken() != null) {
        problems.add(
            place(pointer), "Text follows the end of the topology: a file holds one JSON object");
      }
      return Optional.of(root);
    } catch (JacksonException e) {
      problems.add(placeOf(e), messageOf(e));
      return Optional.empty();
    }
  }

  private Located value(String at) {
    pointer = at;
    Located.Place place = place(at);
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(at, place);
      case START_ARRAY -> list(at, place);
      case VALUE_STRING -> new Located.Text(place, parser.getString());
      case VALUE_NUMBER_INT -> new Located.Numeral(place, parser.getString(), true);
      case VALUE_NUMBER_FLOAT -> new Located.Numeral(place, parser.getString(), false);
      case VALUE_TRUE -> new Located.Truth(place, true);
      case VALUE_FALSE -> new Located.Truth(place, false);
      case VALUE_NULL -> new Located.Nothing(place);
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
          throw new IllegalStateException("No JSON value begins with " + parser.currentToken());
    };
  }

  private Located object(String at, Located.Place place) {
    Map<String, Located.Member> members = new LinkedHashMap<>();
    lastName = Optional.empty();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      Located.Place namePlace = place(at + "/" + segment(name));
      pointer = namePlace.pointer();
      lastName = Optional.of(name);
      parser.nextToken();
      Located value = value(pointer);
      Located.Member first = members.putIfAbsent(name, new Located.Member(namePlace, value));
      if (first != null) {
        problems.add(
            namePlace,
            Shown.quoted(name)
                + " stands twice in this object, first on line "
                + first.name().line()
                + ": keep one");
      }
      pointer = at;
      lastName = Optional.of(name);
    }
    return new Located.Members(place, members);
  }

  private Located list(String at, Located.Place place) {
    List<Located> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(value(at + "/" + elements.size()));
      pointer = at;
    }
    return new Located.Elements(place, elements);
  }

  /// A name as a part of a pointer, by RFC 6901, and fit to be shown.
  private static String segment(String name) {
    String shown =
        name.length() <= SHOWN_NAME_LENGTH ? name : name.substring(0, SHOWN_NAME_LENGTH) + "…";
    return Shown.escaped(shown.replace("~", "~0").replace("/", "~1"));
  }

  private Located.Place place(String at) {
    TokenStreamLocation location = parser.currentTokenLocation();
    return new Located.Place(at, location.getLineNr(), location.getColumnNr());
  }

  private Located.Place placeOf(JacksonException problem) {
    TokenStreamLocation location =
        problem.getLocation() == null ? parser.currentLocation() : problem.getLocation();
    // The parser looks at the value before it hands out the name, so the name may be new here.
    String name = parser.streamReadContext().currentName();
    String at =
        name == null || lastName.equals(Optional.of(name))
            ? pointer
            : pointer + "/" + segment(name);
    return new Located.Place(
        at, Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
  }

  private String messageOf(JacksonException problem) {
    if (problem instanceof StreamConstraintsException) {
      return constraintMessage(problem.getOriginalMessage());
    }
    if (problem instanceof UnexpectedEndOfInputException) {
      return "The text ends before the JSON does: a closing bracket or quote is missing";
    }
    TokenStreamLocation location = problem.getLocation();
    long offset = location == null ? -1 : location.getCharOffset();
    return offset >= 0 && offset < text.length()
        ? syntaxMessage((int) offset)
        : "This is not JSON: look for a missing comma, quote or bracket at this place";
  }

  /// These messages name the limit and quote nothing of the file.
  private static String constraintMessage(String message) {
    if (message.contains("NestingDepth")) {
      return "Objects and lists lie more than " + MAXIMUM_DEPTH + " deep: a topology needs six";
    }
    if (message.contains("StringLength")) {
      return "A text is longer than " + MAXIMUM_STRING_LENGTH + " characters";
    }
    if (message.contains("NumberLength")) {
      return "A number is longer than " + MAXIMUM_NUMBER_LENGTH + " characters";
    }
    if (message.contains("TokenCount")) {
      return "The file holds more than " + MAXIMUM_TOKENS + " names, values and brackets";
    }
    return message.contains("NameLength")
        ? "A member's name is longer than " + MAXIMUM_NAME_LENGTH + " characters"
        : "The file is larger than a topology may be";
  }

  private String syntaxMessage(int offset) {
    char found = text.charAt(offset);
    if ((found == '}' || found == ']') && text.substring(0, offset).stripTrailing().endsWith(",")) {
      return "A comma stands before this closing bracket: take it out";
    }
    return switch (found) {
      case '/', '#' -> "JSON has no comments: take it out, or use a \"description\" member";
      case '\'' -> "JSON texts and names stand in double quotes";
      default ->
          found < ' '
              ? "A line break or control character stands inside a text: write \\n or \\uXXXX"
              : "This is not JSON: look for a missing comma, quote or bracket at this place";
    };
  }
}
