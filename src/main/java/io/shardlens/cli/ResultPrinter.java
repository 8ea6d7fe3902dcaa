package io.shardlens.cli;

import io.shardlens.execute.QueryRequest;
import io.shardlens.execute.QueryResult;
import io.shardlens.execute.QueryService;
import io.shardlens.execute.StreamedResult;
import io.shardlens.rows.Column;
import io.shardlens.topology.Topology;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/// Runs statements and prints their results: rows on standard output, what they promise on standard
/// error, except in the JSON forms, which hold everything.
///
/// All forms but the table are written while rows arrive, in memory that does not grow with them.
/// [#HELD_BYTES] of rows are held back first, so that of a result that is no larger nothing is
/// written when a shard is missing.
final class ResultPrinter {

  static final long HELD_BYTES = 16L << 20;

  private final QueryService queries;
  private final ResultFormat format;
  private final ShardNames names;
  private final Topology topology;
  private final PrintWriter out;
  private final PrintWriter err;
  private final JsonResults json;

  ResultPrinter(
      QueryService queries,
      Topology topology,
      ResultFormat format,
      PrintWriter out,
      PrintWriter err) {
    this.queries = queries;
    this.topology = topology;
    this.names = new ShardNames(topology);
    this.format = format;
    this.out = out;
    this.err = err;
    this.json = new JsonResults(out, names);
  }

  void begin() {
    if (format == ResultFormat.json) {
      json.begin();
    }
  }

  void end() {
    if (format == ResultFormat.json) {
      json.end();
    }
  }

  /// @return the result; its rows are printed, and may no longer be there
  QueryResult print(QueryRequest request) {
    return switch (format) {
      case table -> summed(table(request));
      case csv -> {
        CsvRows csv = new CsvRows(out, names);
        StreamedResult streamed = stream(request, csv);
        csv.end();
        yield summed(streamed);
      }
      case md -> summed(stream(request, new MarkdownRows(out, names)));
      case json -> json.print(request, queries);
      case jsonl -> {
        QueryResult result = json.print(request, queries);
        json.endLine();
        yield result;
      }
    };
  }

  private StreamedResult stream(
      QueryRequest request, io.shardlens.execute.ResultConsumer consumer) {
    return queries.stream(request, HELD_BYTES, consumer, QueryService.Progress.NONE);
  }

  private QueryResult summed(StreamedResult streamed) {
    out.flush();
    new ResultSummary(streamed.result(), streamed.rows(), topology).print(err);
    return streamed.result();
  }

  /// The widths of columns are known only when all rows are there.
  private StreamedResult table(QueryRequest request) {
    QueryResult result = queries.run(request, QueryService.Progress.NONE);
    if (result.error().isEmpty()) {
      List<Boolean> numeric = new ArrayList<>();
      numeric.add(false);
      result.columns().forEach(column -> numeric.add(column.type().isNumber()));
      new TextTable(headers(result.columns()), numeric)
          .print(out, () -> result.rows().stream().map(names::cells).iterator());
    }
    return new StreamedResult(result, result.rows().size());
  }

  static List<String> headers(List<Column> columns) {
    List<String> headers = new ArrayList<>();
    headers.add("shard");
    columns.stream().map(Column::name).forEach(headers::add);
    return headers;
  }
}
