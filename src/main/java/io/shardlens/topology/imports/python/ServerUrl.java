package io.shardlens.topology.imports.python;

import io.shardlens.topology.Shard;
import io.shardlens.topology.imports.Findings;
import io.shardlens.topology.imports.FoundShard;
import io.shardlens.topology.imports.ImportPlace;
import io.shardlens.topology.imports.python.evaluation.Value;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// The server that a connection URL names, `postgresql://user@host:5432/database?sslmode=…`, by the
/// rules by which an application's URLs are read. The text is never repeated in a message.
public final class ServerUrl {
  private static final ImportPlace PLACE = new ImportPlace("connection URL", 0, 0);

  private ServerUrl() {}

  /// Reads a URL. Where it names no server yet, the findings say why: a problem, or a question for
  /// what is missing.
  public static Optional<Shard> read(String text, Findings findings) {
    Optional<DatabaseUrl> url = DatabaseUrl.read(new Value.Text(PLACE, text.strip()));
    if (url.isEmpty() || !url.get().isPostgres() || url.get().host() == null) {
      findings.problem(
          PLACE,
          "This is no URL of a server, such as postgresql://reader@db.example.com:5432/shop");
      return Optional.empty();
    }
    return new DatabaseReader(findings)
        .ofUrl(url.get(), "origin", null)
        .flatMap((FoundShard found) -> found.complete(findings));
  }

  /// The text without a password, to be shown.
  public static String withoutPassword(String text) {
    int authority = text.indexOf("://") + 3;
    if (authority < 3) {
      return text;
    }
    int question = text.indexOf('?', authority);
    String server = question < 0 ? text : text.substring(0, question);
    int at = server.lastIndexOf('@');
    int colon = server.indexOf(':', authority);
    String shown =
        colon >= 0 && colon < at ? server.substring(0, colon) + server.substring(at) : server;
    return question < 0 ? shown : shown + query(text.substring(question + 1));
  }

  private static String query(String parameters) {
    String kept =
        Arrays.stream(parameters.split("&", -1))
            .filter(parameter -> !parameter.matches("(?i)[a-z]*password=.*"))
            .collect(Collectors.joining("&"));
    return kept.isEmpty() ? "" : "?" + kept;
  }
}
