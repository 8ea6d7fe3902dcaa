package io.shardlens.embedded;

import io.shardlens.execute.TextOrder;
import io.shardlens.sql.Identifier;

/// Writes how a new database orders text.
final class DatabaseLocale {

  /// By its bytes.
  static final String BYTES =
      "ENCODING 'UTF8' LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LC_COLLATE 'C' LC_CTYPE 'C'"
          + " STRATEGY file_copy";

  private DatabaseLocale() {}

  /// As another database does, as far as its name says; whether this server's library agrees has to
  /// be compared.
  static String sql(TextOrder text) {
    String locale =
        switch (text.provider()) {
          case "c" ->
              "libc LC_COLLATE "
                  + Identifier.literal(text.collate())
                  + " LC_CTYPE "
                  + Identifier.literal(text.ctype());
          case "i" ->
              "icu ICU_LOCALE "
                  + Identifier.literal(text.locale())
                  + (text.rules().isEmpty() ? "" : " ICU_RULES " + Identifier.literal(text.rules()))
                  + " LC_COLLATE 'C' LC_CTYPE 'C'";
          default ->
              "builtin BUILTIN_LOCALE "
                  + Identifier.literal(text.locale())
                  + " LC_COLLATE 'C' LC_CTYPE 'C'";
        };
    return "ENCODING 'UTF8' LOCALE_PROVIDER " + locale + " STRATEGY file_copy";
  }
}
