package io.shardlens.topology;

import java.util.Arrays;
import java.util.Optional;

/// How careful the tool must be with a topology.
public enum Environment {
  DEV("dev"),
  STAGING("staging"),
  PROD("prod");

  private final String word;

  Environment(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  public static Optional<Environment> ofWord(String word) {
    return Arrays.stream(values()).filter(environment -> environment.word.equals(word)).findFirst();
  }
}
