package io.shardlens.bench.suite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/// The results as tables: totals, first rows, and what was wrong or failed.
final class SuiteTable {

  private static final String OURS = "shardlens";
  private static final String IDEAL = "ideal";

  /// They are no products: written for one query, or without shards, or without a question.
  private static final List<String> NO_PEERS = List.of(OURS, IDEAL, SuiteServers.TRUTH, "direct");

  private final List<String> peers;
  private final Map<String, Map<String, Measured>> results = new LinkedHashMap<>();

  SuiteTable(List<String> peers) {
    this.peers = List.copyOf(peers);
  }

  void add(SuiteQuery query, Map<String, Measured> measured) {
    results.put(query.name(), measured);
  }

  /// One line for the console, as soon as a query is measured.
  static String line(SuiteQuery query, Map<String, Measured> measured) {
    StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-20s", query.name()));
    measured.forEach((peer, result) -> line.append("  " + peer + " " + cell(result)));
    return line.toString();
  }

  String markdown() {
    List<String> totals = new ArrayList<>(List.of("query"));
    totals.addAll(peers);
    totals.addAll(List.of("best right peer", "shardlens / it", "shardlens / ideal"));
    StringBuilder text = new StringBuilder();
    header(text, totals);
    results.forEach((query, measured) -> {
      List<String> cells = new ArrayList<>(List.of(query));
      peers.forEach(peer -> cells.add(cell(measured.get(peer))));
      cells.addAll(ratios(measured));
      row(text, cells);
    });
    firstRows(text);
    lookUps(text);
    list(text);
    return text.toString();
  }

  private void firstRows(StringBuilder text) {
    List<String> names =
        List.of("q04_fullscan", "q06_order_full", "q03_range10k", "q09_group_100k");
    if (names.stream().noneMatch(results::containsKey)) {
      return;
    }
    text.append("\nFirst row, milliseconds:\n\n");
    List<String> titles = new ArrayList<>(List.of("query"));
    titles.addAll(peers);
    header(text, titles);
    for (String query : names) {
      Map<String, Measured> measured = results.get(query);
      if (measured != null) {
        List<String> cells = new ArrayList<>(List.of(query));
        peers.forEach(peer ->
            cells.add(
                measured.get(peer) instanceof Measured.Right(Times _, Times first)
                        && !first.isEmpty()
                    ? number(first.median())
                    : "–"));
        row(text, cells);
      }
    }
  }

  private void lookUps(StringBuilder text) {
    Map<String, Measured> measured = results.get(SuiteQuery.POINT);
    if (measured == null) {
      return;
    }
    text.append("\nPoint look-up, p50 / p99, milliseconds: ");
    List<String> words = new ArrayList<>();
    measured.forEach((peer, result) -> {
      if (result instanceof Measured.Right(Times times, Times _)) {
        words.add(peer + " " + number(times.median()) + " / " + number(times.part(0.99)));
      }
    });
    text.append(String.join(", ", words)).append(".\n");
  }

  private void list(StringBuilder text) {
    List<String> lines = new ArrayList<>();
    List<String> unsteady = new ArrayList<>();
    results.forEach((query, measured) ->
        measured.forEach((peer, result) -> {
          String place = query + ", " + peer;
          switch (result) {
            case Measured.Wrong(String difference) -> lines.add(place + ", WRONG: " + difference);
            case Measured.Failed(String firstLine) -> lines.add(place + ", ERROR: " + firstLine);
            case Measured.Right(Times times, Times _) -> {
              if (times.greatest() > 2 * times.least() && !query.equals(SuiteQuery.POINT)) {
                unsteady.add(
                    place + " " + number(times.least()) + " to " + number(times.greatest()));
              }
            }
            case Measured.NotAsked() -> {}
          }
        }));
    if (!unsteady.isEmpty()) {
      lines.add("The slowest round took more than twice the fastest: " + join(unsteady));
    }
    if (!lines.isEmpty()) {
      text.append('\n');
      lines.forEach(line -> text.append("- ").append(line).append('\n'));
    }
  }

  private static String join(List<String> words) {
    return String.join("; ", words) + ".";
  }

  private static List<String> ratios(Map<String, Measured> measured) {
    OptionalDouble ours = median(measured.get(OURS));
    String best = "–";
    double least = Double.POSITIVE_INFINITY;
    for (var entry : measured.entrySet()) {
      OptionalDouble time = median(entry.getValue());
      if (!NO_PEERS.contains(entry.getKey()) && time.isPresent() && time.getAsDouble() < least) {
        best = entry.getKey();
        least = time.getAsDouble();
      }
    }
    return List.of(best, ratio(ours, least), ratio(ours, median(measured.get(IDEAL)).orElse(0)));
  }

  private static String ratio(OptionalDouble ours, double other) {
    return ours.isEmpty() || other == 0 || Double.isInfinite(other)
        ? "–"
        : String.format(Locale.ROOT, "%.2f", ours.getAsDouble() / other);
  }

  private static OptionalDouble median(@org.jspecify.annotations.Nullable Measured measured) {
    return measured instanceof Measured.Right(Times times, Times _) && !times.isEmpty()
        ? OptionalDouble.of(times.median())
        : OptionalDouble.empty();
  }

  private static String cell(@org.jspecify.annotations.Nullable Measured measured) {
    return switch (measured) {
      case Measured.Right(Times times, Times _) when !times.isEmpty() -> number(times.median());
      case Measured.Wrong _ -> "WRONG";
      case Measured.Failed _ -> "ERROR";
      case null, default -> "–";
    };
  }

  private static String number(double millis) {
    return String.format(Locale.ROOT, millis < 10 ? "%.2f" : "%.0f", millis);
  }

  private static void header(StringBuilder text, List<String> titles) {
    row(text, titles);
    List<String> rules = new ArrayList<>(List.of("---"));
    titles.stream().skip(1).forEach(_ -> rules.add("---:"));
    row(text, rules);
  }

  private static void row(StringBuilder text, List<String> cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }
}
