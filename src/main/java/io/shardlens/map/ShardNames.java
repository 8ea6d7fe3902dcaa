package io.shardlens.map;

import io.shardlens.topology.ShardId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The shards of a topology by their position, which is also that of their colours.
public final class ShardNames {

  /// Stands where a position would: no shard owns it.
  public static final int NOBODY = -1;

  private final List<ShardName> names;
  private final List<String> letters;
  private final Map<ShardId, Integer> positions = new HashMap<>();

  /// @param names in the order of the topology
  public ShardNames(List<ShardName> names) {
    this.names = List.copyOf(names);
    this.letters = lettersOf(names.stream().map(ShardName::label).toList());
    for (int i = 0; i < names.size(); i++) {
      positions.put(names.get(i).id(), i);
    }
  }

  public int size() {
    return names.size();
  }

  /// The position of a shard; [#NOBODY] for one that the topology does not name.
  public int position(ShardId id) {
    return positions.getOrDefault(id, NOBODY);
  }

  public ShardId id(int position) {
    return names.get(position).id();
  }

  public String label(int position) {
    return names.get(position).label();
  }

  /// Two letters that stand for the name where it does not fit; empty where no two letters tell the
  /// shard from the others.
  public String letters(int position) {
    return letters.get(position);
  }

  /// A name inside a sentence.
  String inWords(int position) {
    return position == NOBODY ? "no shard" : SceneWords.shortened(label(position), SceneWords.NAME);
  }

  /// The first two letters where they are nobody else's, else the first and another one.
  private static List<String> lettersOf(List<String> labels) {
    List<int[]> characters =
        labels.stream()
            .map(label ->
                label
                    .codePoints()
                    .limit(SceneWords.NAME)
                    .filter(Character::isLetterOrDigit)
                    .toArray())
            .toList();
    Map<String, Integer> wanted = new HashMap<>();
    characters.forEach(label -> wanted.merge(pair(label, 1), 1, Integer::sum));
    Set<String> taken = new HashSet<>(wanted.keySet());
    List<String> letters = new ArrayList<>();
    for (int[] label : characters) {
      String first = pair(label, 1);
      letters.add(
          !first.isEmpty() && wanted.getOrDefault(first, 0) == 1 ? first : other(label, taken));
    }
    return letters;
  }

  /// The last letter first: of `shard_1` and `shard_2` it is what differs.
  private static String other(int[] label, Collection<String> taken) {
    for (int i = label.length - 1; i > 0; i--) {
      String pair = pair(label, i);
      if (taken.add(pair)) {
        return pair;
      }
    }
    return "";
  }

  private static String pair(int[] label, int second) {
    return label.length <= second
        ? ""
        : new StringBuilder().appendCodePoint(label[0]).appendCodePoint(label[second]).toString();
  }
}
