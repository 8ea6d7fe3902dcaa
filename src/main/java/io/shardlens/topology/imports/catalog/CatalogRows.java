package io.shardlens.topology.imports.catalog;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The answer to one query, every cell as PostgreSQL's text.
///
/// @param rows at most [#MOST]; each with the columns of the query
public record CatalogRows(List<Row> rows) {

  /// Catalogs with more rows than these are refused.
  public static final int MOST = 200_000;

  public CatalogRows {
    rows = List.copyOf(rows);
  }

  public static CatalogRows of(List<? extends List<? extends @Nullable String>> rows) {
    return new CatalogRows(rows.stream().map(Row::new).toList());
  }

  /// One row.
  public record Row(List<? extends @Nullable String> cells) {
    public Row {
      cells = Collections.unmodifiableList(new ArrayList<>(cells));
    }

    /// The text of a cell, or `""` for NULL.
    String text(int column) {
      return optional(column).orElse("");
    }

    Optional<String> optional(int column) {
      return Optional.ofNullable(cells.get(column));
    }

    boolean isTrue(int column) {
      return text(column).equals("t");
    }
  }
}
