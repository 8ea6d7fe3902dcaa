package io.shardlens.topology.json;

import io.shardlens.topology.KeyType;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The key that a rule sees.
///
/// @param types of its columns, after any preparation; empty where the file does not say them
///   rightly, which has been reported
/// @param place where the file says them
/// @param zone in which moments without an offset are to be understood
record RuleKey(List<KeyType> types, Located.Place place, Optional<ZoneId> zone) {

  RuleKey {
    types = List.copyOf(types);
  }

  /// The type of the only column, or `null` where it is not known; several columns are reported.
  @Nullable KeyType only(MemberReader rule) {
    if (types.size() > 1) {
      rule.problems()
          .add(
              place,
              rule.what()
                  + " routes by one key column, not by "
                  + types.size()
                  + ": name one type");
    }
    return types.size() == 1 ? types.getFirst() : null;
  }

  boolean hasMoments() {
    return types.contains(KeyType.TIMESTAMPTZ);
  }

  RuleKey in(Optional<ZoneId> other) {
    return other.isEmpty() ? this : new RuleKey(types, place, other);
  }
}
