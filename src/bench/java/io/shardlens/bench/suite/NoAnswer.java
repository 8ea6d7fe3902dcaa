package io.shardlens.bench.suite;

/// A peer said that it cannot answer, and why.
final class NoAnswer extends Exception {

  private static final long serialVersionUID = 1;

  NoAnswer(String why) {
    super(why);
  }
}
