package io.shardlens.cli;

/// How results are printed; the names are those of the command line.
enum ResultFormat {
  table,
  csv,
  json,
  jsonl,
  md
}
