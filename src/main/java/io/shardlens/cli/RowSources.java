package io.shardlens.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/// Where each of many rows came from, four bytes a row.
final class RowSources {

  private static final int SEGMENT = 64 * 1024;

  private final List<int[]> segments = new ArrayList<>();
  private int size;

  /// @param source as [io.shardlens.rows.Row#source]
  void add(int source) {
    if (size % SEGMENT == 0) {
      segments.add(new int[SEGMENT]);
    }
    segments.getLast()[size++ % SEGMENT] = source;
  }

  void forEach(IntConsumer consumer) {
    for (int i = 0; i < size; i++) {
      consumer.accept(segments.get(i / SEGMENT)[i % SEGMENT]);
    }
  }
}
