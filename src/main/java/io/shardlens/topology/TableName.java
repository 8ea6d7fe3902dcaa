package io.shardlens.topology;

/// A table's schema and name, as the catalog spells them (no quotes, case as stored).
public record TableName(String schema, String name) implements Comparable<TableName> {

  public TableName {
    if (schema.isEmpty() || name.isEmpty()) {
      throw new IllegalArgumentException("A table needs a schema and a name");
    }
  }

  /// `public.users` of the schema `public` becomes `users`; any other keeps its schema.
  public String shortName() {
    return schema.equals("public") ? name : schema + "." + name;
  }

  @Override
  public int compareTo(TableName other) {
    int bySchema = schema.compareTo(other.schema);
    return bySchema != 0 ? bySchema : name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return schema + "." + name;
  }
}
