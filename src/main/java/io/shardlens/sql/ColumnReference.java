package io.shardlens.sql;

/// A column as a statement names it, folded to the catalog's spelling.
///
/// @param qualifier the table or alias before the dot, empty where there is none
public record ColumnReference(String qualifier, String name) {}
