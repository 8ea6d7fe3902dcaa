package io.shardlens.topology.imports.python.evaluation;

import io.shardlens.topology.imports.ImportPlace;
import io.shardlens.topology.imports.python.evaluation.Value.Failure;
import io.shardlens.topology.imports.python.evaluation.Value.Text;
import io.shardlens.topology.imports.python.evaluation.Value.Unknown;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Texts put together: `+`, f-strings, `%` and `format`.
final class Texts {
  private static final int MAXIMUM_LENGTH = 20_000;
  private static final int MAXIMUM_PARTS = 200;

  private static final Pattern ZEROS = Pattern.compile("0([0-9])d?");
  private static final Pattern PERCENT = Pattern.compile("%(?:%|([sdi])|0([0-9])d)");
  private static final Pattern FIELD = Pattern.compile("\\{([0-9a-zA-Z_]*)(?::([^{}]*))?}");

  private Texts() {}

  /// What a value is in a text, in the format of an f-string's field.
  static Value formatted(Value value, String format) {
    Matcher zeros = ZEROS.matcher(format);
    return switch (value) {
      case Value.Whole(ImportPlace place, long number) when zeros.matches() ->
          new Text(place, String.format("%0" + zeros.group(1) + "d", number));
      case Value.Whole(ImportPlace place, long number)
          when format.isEmpty() || format.equals("d") ->
          new Text(place, Long.toString(number));
      case Text text when format.isEmpty() || format.equals("s") || format.equals("!s") -> text;
      case Value.Truth(ImportPlace place, boolean holds) when format.isEmpty() ->
          new Text(place, holds ? "True" : "False");
      case Value.Nothing(ImportPlace place) when format.isEmpty() -> new Text(place, "None");
      case Value.Setting setting -> setting;
      case Value.Template template when format.isEmpty() -> template;
      case Value.Undecided undecided -> undecided;
      case Value.Written written when format.isEmpty() -> written;
      case Value.Digest digest -> new Unknown(digest.place(), "a text of a hash");
      case Value.Opaque input when format.isEmpty() -> new Value.Written(input.place(), input);
      case Failure failure -> failure;
      default -> new Unknown(value.place(), "a part of a text that is not known");
    };
  }

  /// The parts one after the other.
  static Value joined(ImportPlace place, List<Value> parts) {
    List<Value> joined = new ArrayList<>();
    StringBuilder characters = new StringBuilder();
    int length = 0;
    for (Value part : flat(parts)) {
      switch (part) {
        case Text(_, String text) -> {
          characters.append(text, 0, Math.min(text.length(), MAXIMUM_LENGTH));
          length += text.length();
        }
        case Failure failure -> {
          return failure;
        }
        case Value.Undecided undecided -> {
          return undecided;
        }
        default -> {
          joined.add(new Text(place, characters.toString()));
          characters.setLength(0);
          joined.add(part);
        }
      }
      if (length > MAXIMUM_LENGTH || joined.size() > MAXIMUM_PARTS) {
        return new Unknown(place, "a text that is too long");
      }
    }
    Text last = new Text(place, characters.toString());
    if (joined.isEmpty()) {
      return last;
    }
    if (joined.size() == 2 && joined.getLast() instanceof Value.Written written) {
      boolean alone = joined.getFirst() instanceof Text(_, String text) && text.isEmpty();
      return alone && last.text().isEmpty()
          ? written
          : new Unknown(place, "a text made of an input");
    }
    joined.add(last);
    return new Value.Template(place, joined);
  }

  private static List<Value> flat(List<Value> parts) {
    List<Value> flat = new ArrayList<>();
    for (Value part : parts) {
      if (part instanceof Value.Template(_, List<Value> inner)) {
        flat.addAll(inner);
      } else {
        flat.add(part);
      }
    }
    return flat;
  }

  /// `format % values`.
  static Value percent(ImportPlace place, Text format, Value values) {
    List<Value> arguments =
        values instanceof Value.Sequence sequence ? sequence.elements() : List.of(values);
    List<Value> parts = new ArrayList<>();
    Matcher field = PERCENT.matcher(format.text());
    int next = 0;
    int end = 0;
    while (field.find()) {
      parts.add(between(place, format, end, field.start()));
      end = field.end();
      if (field.group().equals("%%")) {
        parts.add(new Text(place, "%"));
      } else if (next < arguments.size()) {
        parts.add(
            formatted(arguments.get(next++), field.group(2) == null ? "" : "0" + field.group(2)));
      } else {
        return new Failure(place, "TypeError");
      }
    }
    parts.add(between(place, format, end, format.text().length()));
    return next == arguments.size() && !hasPercent(parts)
        ? joined(place, parts)
        : new Unknown(place, "a text with a format that is not known");
  }

  /// A `%` that was not read is one that the pattern does not know.
  private static boolean hasPercent(List<Value> parts) {
    return parts.stream()
        .anyMatch(part ->
            part instanceof Text(_, String text) && text.length() > 1 && text.contains("%"));
  }

  /// `format.format(values, name=value)`.
  static Value format(ImportPlace place, Text format, List<Value> values, Value.Mapping keywords) {
    List<Value> parts = new ArrayList<>();
    Matcher field = FIELD.matcher(format.text());
    int next = 0;
    int end = 0;
    while (field.find()) {
      Text between = between(place, format, end, field.start());
      parts.add(between);
      end = field.end();
      String name = field.group(1);
      boolean number = name.matches("[0-9]{1,3}");
      int index = name.isEmpty() ? next++ : number ? Integer.parseInt(name) : -1;
      Value value =
          index < 0 ? keywords.get(name) : index < values.size() ? values.get(index) : null;
      if (value == null || between.text().indexOf('{') >= 0 || between.text().indexOf('}') >= 0) {
        return new Unknown(place, "a text with a format that is not known");
      }
      parts.add(formatted(value, field.group(2) == null ? "" : field.group(2)));
    }
    Text rest = between(place, format, end, format.text().length());
    parts.add(rest);
    return rest.text().indexOf('{') < 0 && rest.text().indexOf('}') < 0
        ? joined(place, parts)
        : new Unknown(place, "a text with a format that is not known");
  }

  private static Text between(ImportPlace place, Text format, int from, int to) {
    return new Text(place, format.text().substring(from, to));
  }
}
