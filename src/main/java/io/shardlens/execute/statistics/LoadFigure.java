package io.shardlens.execute.statistics;

import java.util.function.Function;

/// A figure of a server that it may not tell.
public sealed interface LoadFigure<T> {

  record Known<T>(T value) implements LoadFigure<T> {}

  /// The server has none at the moment.
  record Unknown<T>() implements LoadFigure<T> {}

  /// The login lacks a privilege.
  record NotPermitted<T>() implements LoadFigure<T> {}

  /// In words: `unknown`, `not permitted`, or what the function says of the value.
  default String words(Function<? super T, String> known) {
    return switch (this) {
      case Known<T>(T value) -> known.apply(value);
      case Unknown<T> _ -> "unknown";
      case NotPermitted<T> _ -> "not permitted";
    };
  }
}
