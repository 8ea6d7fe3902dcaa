package io.shardlens.topology;

import java.util.AbstractList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.function.Function;

/// A list whose elements have names, and are found by them without a search. Immutable.
///
/// @param <N> the names
/// @param <E> the elements
public final class NamedList<N, E> extends AbstractList<E> implements RandomAccess {

  private final List<E> elements;
  private final Map<N, E> byName;

  private NamedList(List<E> elements, Map<N, E> byName) {
    this.elements = elements;
    this.byName = byName;
  }

  /// @param name of an element; where two have one name, the first is found by it
  public static <N, E> NamedList<N, E> copyOf(List<E> elements, Function<E, N> name) {
    Map<N, E> byName = new HashMap<>();
    elements.forEach(element -> byName.putIfAbsent(name.apply(element), element));
    return new NamedList<>(List.copyOf(elements), byName);
  }

  /// The element of a name, or empty where there is none.
  public Optional<E> named(N name) {
    return Optional.ofNullable(byName.get(name));
  }

  @Override
  public E get(int index) {
    return elements.get(index);
  }

  @Override
  public int size() {
    return elements.size();
  }
}
