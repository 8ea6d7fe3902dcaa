package io.shardlens.routing.hash;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A thing that is dear to make and serves one call at a time: one is kept between the calls, and a
/// call that meets another one makes its own.
///
/// Between [#take] and [#putBack] the thing belongs to the caller alone. One that is not put back,
/// after an exception, is forgotten.
final class Spare<T> {

  private final Supplier<T> maker;
  private final AtomicReference<@Nullable T> kept = new AtomicReference<>();

  Spare(Supplier<T> maker) {
    this.maker = maker;
  }

  T take() {
    T spare = kept.getAndSet(null);
    return spare == null ? maker.get() : spare;
  }

  void putBack(T spare) {
    kept.set(spare);
  }
}
