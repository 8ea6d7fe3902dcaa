package io.shardlens.topology.imports.python;

import io.shardlens.topology.Shard;
import io.shardlens.topology.imports.Findings;
import io.shardlens.topology.imports.ImportPlace;
import io.shardlens.topology.imports.python.evaluation.Value;
import io.shardlens.topology.json.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The texts of a database's settings. What the application asks its environment for is taken from
/// the preset that stands beside it, with a note; without one it is asked.
final class GivenText {
  private final Findings findings;

  GivenText(Findings findings) {
    this.findings = findings;
  }

  /// The text of a value, or empty where the sources do not say it, or a person answered.
  ///
  /// @param id the shard's
  /// @param member `host`, `port`, `database`, `user`: a question about it is `id.member`
  Optional<String> read(@Nullable Value value, String id, String member) {
    if (value == null || value instanceof Value.Nothing) {
      return Optional.empty();
    }
    List<String> asked = new ArrayList<>();
    Optional<String> text =
        text(value, asked).filter(given -> isPlain(given, member, asked.isEmpty()));
    if (asked.isEmpty()) {
      return text;
    }
    if (text.isEmpty() || findings.answer(id + "." + member).isPresent()) {
      return Optional.empty();
    }
    assumed(value.place(), id, member, text.get(), asked);
    return text;
  }

  /// What is no name of its kind may hold more than it should, such as a password.
  private static boolean isPlain(String text, String member, boolean said) {
    return switch (member) {
      case "host" -> Shard.isHost(text);
      case "port" -> text.matches("[0-9]{1,5}");
      default -> !text.isBlank() && text.indexOf(':') < 0 && (said || text.indexOf('@') < 0);
    };
  }

  private void assumed(
      ImportPlace place, String id, String member, String text, List<String> asked) {
    findings.assumed(
        place,
        "%s: the %s is %s, the default of %s; where the environment says something else, answer %s"
            .formatted(
                Shown.quoted(id),
                member,
                Shown.quoted(text),
                String.join(", ", asked.stream().map(Shown::quoted).toList()),
                id + "." + member));
  }

  /// @param asked gets the names of the variables that the text depends on
  static Optional<String> text(@Nullable Value value, List<String> asked) {
    return switch (value) {
      case Value.Text(_, String text) -> Optional.of(text);
      case Value.Whole(_, long number) -> Optional.of(Long.toString(number));
      case Value.Setting(_, String name, Value preset) -> {
        asked.add(name);
        yield text(preset, asked);
      }
      case Value.Template(_, List<Value> parts) -> {
        StringBuilder joined = new StringBuilder();
        boolean whole = true;
        for (Value part : parts) {
          Optional<String> text = text(part, asked);
          text.ifPresent(joined::append);
          whole &= text.isPresent();
        }
        yield whole ? Optional.of(joined.toString()) : Optional.empty();
      }
      case null, default -> Optional.empty();
    };
  }
}
