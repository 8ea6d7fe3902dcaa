package io.shardlens.cli;

import java.io.PrintWriter;

/// Whether anybody reads what is written: `| head` does so for a while.
final class OpenEnd {

  /// Looking flushes.
  private static final int ROWS = 8 * 1024;

  private final PrintWriter out;
  private long rows;

  OpenEnd(PrintWriter out) {
    this.out = out;
  }

  /// Asked once for each row.
  boolean isRead() {
    return ++rows % ROWS != 0 || !out.checkError();
  }
}
