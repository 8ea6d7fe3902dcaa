package io.shardlens.topology.imports.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A name with expressions in it: `ds_${user_id % 2}`, or `$->{…}`, which means the same and does
/// not clash with other placeholders.
///
/// @param parts in their order
record InlineTemplate(List<Part> parts) {

  /// What lists and ranges multiply to; more names are refused.
  static final int MAXIMUM_NAMES = 10_000;

  private static final int MAXIMUM_LENGTH = 10_000;

  InlineTemplate {
    parts = List.copyOf(parts);
  }

  sealed interface Part {
    record Literal(String text) implements Part {}

    record Computed(InlineExpression expression) implements Part {}
  }

  /// Reads one name; a comma outside of the expressions is a part of it.
  static InlineTemplate parse(String text) throws InlineException {
    if (text.length() > MAXIMUM_LENGTH) {
      throw new InlineException("it is longer than " + MAXIMUM_LENGTH + " characters");
    }
    List<Part> parts = new ArrayList<>();
    int position = 0;
    while (position < text.length()) {
      int start = text.indexOf('$', position);
      if (start < 0) {
        parts.add(new Part.Literal(text.substring(position)));
        break;
      }
      if (start > position) {
        parts.add(new Part.Literal(text.substring(position, start)));
      }
      int brace = text.startsWith("$->{", start) ? start + 3 : start + 1;
      int end = text.indexOf('}', brace);
      if (brace >= text.length() || text.charAt(brace) != '{' || end < 0) {
        throw new InlineException("a \"$\" in it does not begin a ${…}");
      }
      parts.add(new Part.Computed(InlineParser.parse(text.substring(brace + 1, end))));
      position = end + 1;
    }
    return new InlineTemplate(parts);
  }

  /// Reads names that commas separate, those within expressions aside.
  static List<InlineTemplate> parseList(String text) throws InlineException {
    List<InlineTemplate> templates = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      char character = i == text.length() ? ',' : text.charAt(i);
      depth += character == '{' || character == '[' ? 1 : 0;
      depth -= character == '}' || character == ']' ? 1 : 0;
      if (character == ',' && (depth <= 0 || i == text.length())) {
        String name = text.substring(start, i).strip();
        if (!name.isEmpty()) {
          templates.add(parse(name));
        }
        start = i + 1;
      }
    }
    return templates;
  }

  /// The expressions in it, in their order.
  List<InlineExpression> expressions() {
    return parts.stream()
        .flatMap(part ->
            part instanceof Part.Computed(InlineExpression expression)
                ? Stream.of(expression)
                : Stream.empty())
        .toList();
  }

  /// What the only expression would have to give for the template to be a name; empty where the
  /// rest of it does not fit the name.
  Optional<String> filling(String name) {
    StringBuilder before = new StringBuilder();
    StringBuilder after = new StringBuilder();
    StringBuilder here = before;
    for (Part part : parts) {
      switch (part) {
        case Part.Literal(String text) -> here.append(text);
        case Part.Computed _ -> here = after;
      }
    }
    int end = name.length() - after.length();
    return name.startsWith(before.toString())
            && name.endsWith(after.toString())
            && before.length() < end
        ? Optional.of(name.substring(before.length(), end))
        : Optional.empty();
  }

  /// The names that the template stands for: one for each combination of what its lists hold.
  List<String> names(InlineEvaluator evaluator) throws InlineException {
    List<String> names = List.of("");
    for (Part part : parts) {
      List<String> texts =
          switch (part) {
            case Part.Literal(String text) -> List.of(text);
            case Part.Computed(InlineExpression expression) -> texts(evaluator.value(expression));
          };
      if ((long) names.size() * texts.size() > MAXIMUM_NAMES) {
        throw new InlineException("it stands for more than " + MAXIMUM_NAMES + " names");
      }
      names = names.stream().flatMap(name -> texts.stream().map(text -> name + text)).toList();
    }
    return names;
  }

  private static List<String> texts(InlineValue value) throws InlineException {
    if (!(value instanceof InlineValue.Several(List<InlineValue> values))) {
      return List.of(InlineEvaluator.text(value));
    }
    List<String> texts = new ArrayList<>();
    for (InlineValue each : values) {
      texts.add(InlineEvaluator.text(each));
    }
    return texts;
  }
}
