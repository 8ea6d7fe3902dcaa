package io.shardlens.topology;

import java.util.Arrays;
import java.util.Optional;

/// How a connection to a shard is encrypted and whom it trusts; libpq's `sslmode`.
public enum SslMode {
  DISABLE("disable"),
  REQUIRE("require"),
  VERIFY_CA("verify-ca"),
  VERIFY_FULL("verify-full");

  private final String word;

  SslMode(String word) {
    this.word = word;
  }

  /// The word that files and libpq use: `verify-full`.
  public String word() {
    return word;
  }

  public static Optional<SslMode> ofWord(String word) {
    return Arrays.stream(values()).filter(mode -> mode.word.equals(word)).findFirst();
  }
}
