package io.shardlens.topology.imports.python.syntax;

import io.shardlens.topology.imports.ImportSource;
import java.util.List;

/// A Python file, read and not run.
///
/// @param name for messages
/// @param module the last part of the name by which others import it: `routers` of
///   `shop/routers.py`, `shop` of `shop/__init__.py`
public record SourceFile(String name, String module, List<Statement> statements) {

  public SourceFile {
    statements = List.copyOf(statements);
  }

  /// Reads a source of at most [ImportSource#MAXIMUM_CHARACTERS]. Never fails: what is not
  /// understood is a [Statement.Skipped].
  public static SourceFile read(ImportSource source) {
    Cursor cursor = new Cursor(source.name(), Tokenizer.ofFile(source.text()));
    return new SourceFile(source.name(), module(source.name()), new StatementParser(cursor).file());
  }

  private static String module(String fileName) {
    String path = fileName.replace('\\', '/');
    String stem = path.endsWith(".py") ? path.substring(0, path.length() - 3) : path;
    String module = stem.endsWith("/__init__") ? stem.substring(0, stem.lastIndexOf('/')) : stem;
    return module.substring(module.lastIndexOf('/') + 1);
  }
}
