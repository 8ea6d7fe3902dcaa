package io.shardlens.ui.common;

import io.shardlens.execute.ShardlensException;
import io.shardlens.topology.KeyFormatException;
import java.util.Objects;
import java.util.concurrent.CancellationException;

/// What a failure says to people.
public final class Failures {
  private Failures() {}

  /// One or more sentences, escaped. An exception that was not meant for people keeps its class
  /// name, so that a report of it can be acted upon.
  public static String text(Throwable failure) {
    return switch (failure) {
      case ShardlensException expected -> ValueText.escapeLines(expected.error().message());
      case KeyFormatException expected ->
          ValueText.escapeLines(Objects.requireNonNullElse(expected.getMessage(), ""));
      case InterruptedException cancelled -> Messages.text("failure.cancelled");
      case CancellationException cancelled -> Messages.text("failure.cancelled");
      default -> Messages.text("failure.unexpected", ValueText.escapeLines(failure.toString()));
    };
  }
}
