package io.shardlens.execute;

import java.util.List;

/// What a check of a topology against its live shards found.
///
/// @param findings in the order in which the checks were made
/// @param tables what was found of the keys of each sharded table, in the order of the file
/// @param millis how long all of it took
public record CheckReport(List<Finding> findings, List<TableProof> tables, long millis) {

  public CheckReport {
    findings = List.copyOf(findings);
    tables = List.copyOf(tables);
  }

  /// @param title what was checked: `Routing proved`
  /// @param detail figures: `4 000 keys sampled, 0 misplaced`
  /// @param examples of what is wrong, one a line
  public record Finding(
      Kind kind, Severity severity, String title, String detail, List<String> examples) {
    public Finding {
      examples = List.copyOf(examples);
    }
  }

  public enum Kind {
    CONNECTION,
    SEPARATE_DATABASES,
    SERVERS,
    SCHEMA,
    REFERENCE_TABLES,
    ROUTING
  }

  public enum Severity {
    OK,
    WARNING,
    ERROR
  }
}
