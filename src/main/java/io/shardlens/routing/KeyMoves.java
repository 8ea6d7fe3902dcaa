package io.shardlens.routing;

import io.shardlens.topology.KeyValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Which keys belong to another shard when one rule takes the place of another.
public sealed interface KeyMoves {

  /// The two rules can be compared.
  ///
  /// @param moves empty where every key stays
  /// @param apart overridden keys, which are in no move but one of their own
  record Known(List<KeyMove> moves, Set<List<KeyValue>> apart) implements KeyMoves {
    public Known {
      moves = List.copyOf(moves);
      apart = Collections.unmodifiableSet(new LinkedHashSet<>(apart));
    }

    public Known(List<KeyMove> moves) {
      this(moves, Set.of());
    }
  }

  /// The two rules have nothing in common by which keys could be told: any key may move.
  ///
  /// @param reason a clause without a full stop
  record NotComparable(String reason) implements KeyMoves {}

  /// In words, one a line; never empty.
  default List<String> words() {
    return switch (this) {
      case Known(List<KeyMove> moves, Set<List<KeyValue>> _) when moves.isEmpty() ->
          List.of("no key moves");
      case Known(List<KeyMove> moves, Set<List<KeyValue>> apart) -> {
        List<String> words = new ArrayList<>(moves.stream().map(KeyMove::words).toList());
        boolean others =
            moves.stream().anyMatch(move -> !(move.keys() instanceof KeySet.Overridden));
        if (others && !apart.isEmpty()) {
          words.add("keys with an override stay where no line names them");
        }
        yield words;
      }
      case NotComparable(String reason) -> List.of("any key may move: " + reason);
    };
  }
}
