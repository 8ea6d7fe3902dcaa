package io.shardlens.topology.imports.catalog;

/// A catalog could not be read. The message is for people, names the server, and holds no secret.
public final class CatalogFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean connection;

  /// @param connection whether there was no connection, rather than a refused query
  public CatalogFailure(String message, boolean connection) {
    super(message);
    this.connection = connection;
  }

  public boolean isConnection() {
    return connection;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
