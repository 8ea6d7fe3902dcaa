package io.shardlens.demo;

import java.util.function.Consumer;

/// Brings the steps of several threads to one listener, one at a time and never backwards.
final class DemoProgress {

  private final Consumer<DemoCluster.Step> listener;
  private double share;

  DemoProgress(Consumer<DemoCluster.Step> listener) {
    this.listener = listener;
  }

  /// A step begins; what came before it is worth the share.
  synchronized void at(double reached, String text) {
    share = Math.max(share, reached);
    listener.accept(new DemoCluster.Step(text, share));
  }

  /// Something more is done.
  synchronized void add(double part, String text) {
    at(Math.min(1, share + part), text);
  }
}
