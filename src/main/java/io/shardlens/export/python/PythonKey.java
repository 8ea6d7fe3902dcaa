package io.shardlens.export.python;

import io.shardlens.topology.KeyType;

/// A key column in Python: the type that a caller gives, and the value that is compared and hashed,
/// which is a number for times, a `uuid.UUID` for uuids, and the thing itself for the rest.
///
/// @param value an expression that gives the compared value
record PythonKey(String value, KeyType type) {

  /// The type of a parameter.
  static String annotation(KeyType type) {
    return switch (type) {
      case SMALLINT, INTEGER, BIGINT -> "int";
      case TEXT, VARCHAR, CHAR -> "str";
      case UUID -> "uuid.UUID";
      case DATE -> "datetime.date";
      case TIMESTAMP, TIMESTAMPTZ -> "datetime.datetime";
    };
  }

  /// The type of a compared value.
  static String comparedType(KeyType type) {
    return switch (type) {
      case SMALLINT, INTEGER, BIGINT, DATE, TIMESTAMP, TIMESTAMPTZ -> "int";
      case TEXT, VARCHAR, CHAR -> "str";
      case UUID -> "uuid.UUID";
    };
  }

  static void imports(KeyType type, PythonModule module) {
    if (type == KeyType.UUID) {
      module.imports("import uuid");
    } else if (type.isTime()) {
      module.imports("import datetime");
    }
  }

  /// The compared value of a parameter; what is no value of the column's type is an error there.
  static String compared(KeyType type, String parameter) {
    return switch (type) {
      case SMALLINT, INTEGER, BIGINT ->
          "_integer(" + parameter + ", " + type.minimum() + ", " + type.maximum() + ")";
      case TEXT, VARCHAR -> "_text(" + parameter + ")";
      case CHAR -> "_text(" + parameter + ").rstrip(\" \")";
      case UUID -> "_uuid_key(" + parameter + ")";
      case DATE -> "_days(" + parameter + ")";
      case TIMESTAMP -> "_micros(" + parameter + ")";
      case TIMESTAMPTZ -> "_moment(" + parameter + ")";
    };
  }

  /// The value as PostgreSQL prints it.
  String text() {
    return text(type, value);
  }

  /// @param value an expression that gives the compared value
  static String text(KeyType type, String value) {
    return switch (type) {
      case SMALLINT, INTEGER, BIGINT, UUID -> "str(" + value + ")";
      case TEXT, VARCHAR, CHAR -> value;
      case DATE -> "_date_text(" + value + ")";
      case TIMESTAMP -> "_timestamp_text(" + value + ")";
      case TIMESTAMPTZ -> "_timestamp_text(" + value + ") + \"+00\"";
    };
  }
}
