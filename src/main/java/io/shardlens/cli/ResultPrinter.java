package io.shardlens.cli;

import io.shardlens.execute.QueryError;
import io.shardlens.execute.QueryResult;
import io.shardlens.execute.ShardOutcome;
import io.shardlens.plan.Verdict;
import io.shardlens.rows.Column;
import io.shardlens.rows.Row;
import io.shardlens.rows.SafeText;
import io.shardlens.topology.Topology;
import io.shardlens.topology.json.JsonText;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Prints results: rows on standard output, what they promise on standard error, except in the JSON
/// forms, which hold everything.
final class ResultPrinter {

  private final Topology topology;
  private final ResultFormat format;
  private final PrintWriter out;
  private final PrintWriter err;
  private final JsonText json;

  ResultPrinter(Topology topology, ResultFormat format, PrintWriter out, PrintWriter err) {
    this.topology = topology;
    this.format = format;
    this.out = out;
    this.err = err;
    this.json = new JsonText(out);
  }

  void begin() {
    if (format == ResultFormat.json) {
      json.startArray();
    }
  }

  void end() {
    if (format == ResultFormat.json) {
      json.endArray().endLine().flush();
    }
  }

  void print(String sql, QueryResult result) {
    switch (format) {
      case table -> table(result);
      case csv -> csv(result);
      case md -> markdown(result);
      case json -> object(sql, result);
      case jsonl -> {
        object(sql, result);
        json.endLine().flush();
      }
    }
    if (format != ResultFormat.json && format != ResultFormat.jsonl) {
      out.flush();
      summary(result);
    }
  }

  private void table(QueryResult result) {
    if (result.error().isPresent()) {
      return;
    }
    List<Boolean> numeric = new ArrayList<>();
    numeric.add(false);
    result.columns().forEach(column -> numeric.add(column.type().isNumber()));
    TextTable table = new TextTable(headers(result), numeric);
    result.rows().forEach(row -> table.add(cells(row)));
    table.print(out);
  }

  private void csv(QueryResult result) {
    if (result.error().isPresent()) {
      return;
    }
    out.print(
        headers(result).stream().map(ResultPrinter::quoted).collect(Collectors.joining(","))
            + "\r\n");
    for (Row row : result.rows()) {
      // RFC 4180; NULL is nothing, the empty text is a pair of quotes.
      out.print(
          cells(row).stream()
                  .map(cell -> cell == null ? "" : quoted(cell))
                  .collect(Collectors.joining(","))
              + "\r\n");
    }
  }

  private static String quoted(String cell) {
    return cell.isEmpty() || cell.chars().anyMatch(c -> ",\"\r\n".indexOf(c) >= 0)
        ? '"' + cell.replace("\"", "\"\"") + '"'
        : cell;
  }

  private void markdown(QueryResult result) {
    if (result.error().isPresent()) {
      return;
    }
    markdownLine(new ArrayList<>(headers(result)));
    List<@Nullable String> rule = new ArrayList<>();
    rule.add("---");
    result.columns().forEach(column -> rule.add(column.type().isNumber() ? "---:" : "---"));
    out.println("|" + String.join("|", rule) + "|");
    result.rows().forEach(row -> markdownLine(cells(row)));
  }

  private void markdownLine(List<@Nullable String> cells) {
    out.println(
        cells.stream()
            .map(cell ->
                cell == null
                    ? "NULL"
                    : SafeText.escape(cell)
                        .replace("\\", "\\\\")
                        .replace("|", "\\|")
                        .replace("`", "\\`"))
            .collect(Collectors.joining(" | ", "| ", " |")));
  }

  private List<String> headers(QueryResult result) {
    List<String> headers = new ArrayList<>();
    headers.add("shard");
    result.columns().stream().map(Column::name).forEach(headers::add);
    return headers;
  }

  private List<@Nullable String> cells(Row row) {
    List<@Nullable String> cells = new ArrayList<>();
    cells.add(row.source() == Row.MERGED ? "" : topology.shards().get(row.source()).id().value());
    cells.addAll(row.cells());
    return cells;
  }

  private void object(String sql, QueryResult result) {
    json.startObject().name("sql").text(sql).name("verdict").text(result.verdict().name());
    json.name("reasons").startArray();
    result.reasons().forEach(json::text);
    json.endArray().name("columns").startArray();
    for (Column column : result.columns()) {
      json.startObject()
          .name("name")
          .text(column.name())
          .name("type")
          .text(column.type().name())
          .endObject();
    }
    json.endArray().name("rows").startArray();
    for (Row row : result.rows()) {
      json.startArray();
      row.cells().forEach(json::text);
      json.endArray();
    }
    json.endArray().name("outcomes").startArray();
    result.outcomes().forEach(this::outcome);
    json.endArray().name("error");
    if (result.error().isPresent()) {
      QueryError error = result.error().get();
      json.startObject()
          .name("code")
          .text(error.code().name())
          .name("sqlstate")
          .text(error.sqlState())
          .name("message")
          .text(error.message())
          .endObject();
    } else {
      json.nothing();
    }
    json.endObject();
  }

  private void outcome(ShardOutcome outcome) {
    json.startObject()
        .name("shard")
        .text(outcome.shard().value())
        .name("status")
        .text(outcome.status().name())
        .name("rows")
        .number(outcome.rows())
        .name("millis")
        .number(outcome.millis());
    if (!outcome.message().isEmpty()) {
      json.name("message").text(outcome.message());
    }
    json.endObject();
  }

  /// The message, the place in the statement, and the SQLSTATE.
  static String sentence(QueryError error) {
    String position =
        error.position().isPresent() ? " (character " + error.position().getAsInt() + ")" : "";
    String state = error.sqlState().isEmpty() ? "" : " [" + error.sqlState() + "]";
    return error.message() + position + state;
  }

  private void summary(QueryResult result) {
    if (result.error().isPresent()) {
      err.println("shardlens: " + sentence(result.error().get()));
    }
    long answered =
        result.outcomes().stream()
            .filter(outcome ->
                outcome.status() == ShardOutcome.Status.COMPLETED
                    || outcome.status() == ShardOutcome.Status.TRUNCATED)
            .count();
    long pruned =
        result.outcomes().stream()
            .filter(outcome -> outcome.status() == ShardOutcome.Status.PRUNED)
            .count();
    err.println(
        result.verdict()
            + " · "
            + answered
            + " of "
            + result.outcomes().size()
            + " shards"
            + (pruned > 0 ? " (" + pruned + " pruned)" : "")
            + " · "
            + result.rows().size()
            + (result.rows().size() == 1 ? " row" : " rows")
            + " · "
            + result.millis()
            + " ms");
    if (result.verdict() != Verdict.EXACT && result.error().isEmpty()) {
      result.reasons().forEach(reason -> err.println("  " + reason));
    }
    if (result.outcomes().stream().noneMatch(ResultPrinter::wasAsked)) {
      return;
    }
    result.outcomes().stream()
        .filter(outcome -> !outcome.status().isComplete() && !outcome.message().isEmpty())
        .forEach(outcome ->
            err.println(
                "  "
                    + SafeText.escape(topology.shard(outcome.shard()).label())
                    + ": "
                    + outcome.status().word()
                    + ", "
                    + outcome.message()));
  }

  private static boolean wasAsked(ShardOutcome outcome) {
    return outcome.status() != ShardOutcome.Status.PRUNED
        && outcome.status() != ShardOutcome.Status.SKIPPED;
  }
}
