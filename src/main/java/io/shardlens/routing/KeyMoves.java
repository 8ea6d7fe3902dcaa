package io.shardlens.routing;

import java.util.List;

/// Which keys belong to another shard when one rule takes the place of another.
public sealed interface KeyMoves {

  /// The two rules can be compared key by key.
  ///
  /// @param moves empty where every key stays
  record Known(List<KeyMove> moves) implements KeyMoves {
    public Known {
      moves = List.copyOf(moves);
    }
  }

  /// The two rules have nothing in common by which keys could be told: any key may move.
  ///
  /// @param reason a clause without a full stop
  record NotComparable(String reason) implements KeyMoves {}

  /// In words, one a line; never empty.
  default List<String> words() {
    return switch (this) {
      case Known(List<KeyMove> moves) when moves.isEmpty() -> List.of("no key moves");
      case Known(List<KeyMove> moves) -> moves.stream().map(KeyMove::words).toList();
      case NotComparable(String reason) -> List.of("any key may move: " + reason);
    };
  }
}
