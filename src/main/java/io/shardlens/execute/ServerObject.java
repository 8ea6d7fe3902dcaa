package io.shardlens.execute;

/// Something that a statement may need of its database beside tables.
///
/// @param what for people: `type`, `function`, `collation`, `extension`
/// @param name as SQL, with its schema
/// @param definition the statement that makes it, empty where there is no way to make it
/// @param needed whether the gathered rows cannot be stored without it
record ServerObject(String what, String name, String definition, boolean needed) {

  @Override
  public String toString() {
    return "the " + what + " " + name;
  }
}
