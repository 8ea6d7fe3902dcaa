package io.shardlens.cli;

import io.shardlens.execute.QueryError;
import io.shardlens.execute.QueryRequest;
import io.shardlens.execute.QueryResult;
import io.shardlens.execute.QueryService;
import io.shardlens.execute.ResultConsumer;
import io.shardlens.execute.ShardOutcome;
import io.shardlens.rows.Column;
import io.shardlens.rows.Row;
import io.shardlens.topology.json.JsonText;
import java.io.PrintWriter;
import java.util.List;

/// Results as JSON objects that hold everything: statement, columns, rows and the shard of each,
/// then what is known only at the end: verdict, reasons, outcomes, error.
final class JsonResults {

  private final JsonText json;
  private final PrintWriter out;
  private final ShardNames names;

  JsonResults(PrintWriter out, ShardNames names) {
    this.out = out;
    this.names = names;
    this.json = new JsonText(out);
  }

  void begin() {
    json.startArray();
  }

  void end() {
    json.endArray().endLine().flush();
  }

  void endLine() {
    json.endLine().flush();
  }

  /// Runs a statement and writes its result as one object.
  QueryResult print(QueryRequest request, QueryService queries) {
    json.startObject().name("sql").text(request.sql().strip());
    Rows rows = new Rows();
    QueryResult result =
        queries.stream(request, ResultPrinter.HELD_BYTES, rows, QueryService.Progress.NONE)
            .result();
    rows.end();
    json.name("verdict").text(result.verdict().name()).name("reasons").startArray();
    result.reasons().forEach(json::text);
    json.endArray().name("outcomes").startArray();
    result.outcomes().forEach(this::outcome);
    json.endArray().name("error");
    result.error().ifPresentOrElse(this::error, json::nothing);
    json.endObject();
    return result;
  }

  /// The rows of one result, and then the shard of each.
  private final class Rows implements ResultConsumer {
    private final OpenEnd end = new OpenEnd(out);
    private final RowSources sources = new RowSources();
    private boolean begun;

    @Override
    public void columns(List<Column> columns) {
      begun = true;
      json.name("columns").startArray();
      for (Column column : columns) {
        json.startObject()
            .name("name")
            .text(column.name())
            .name("type")
            .text(column.type().name())
            .endObject();
      }
      json.endArray().name("rows").startArray();
    }

    @Override
    public boolean row(Row row) {
      json.startArray();
      row.cells().forEach(json::text);
      json.endArray();
      sources.add(row.source());
      return end.isRead();
    }

    void end() {
      if (!begun) {
        columns(List.of());
      }
      json.endArray().name("shards").startArray();
      sources.forEach(source -> json.text(source == Row.MERGED ? null : names.of(source)));
      json.endArray();
    }
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

  private void error(QueryError error) {
    json.startObject()
        .name("code")
        .text(error.code().name())
        .name("sqlstate")
        .text(error.sqlState())
        .name("message")
        .text(error.message())
        .endObject();
  }
}
