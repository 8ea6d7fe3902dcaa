package io.shardlens.topology.json;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/// Reads time zones.
record ZoneReader(Problems problems) {

  /// The zone of a rule, or empty where it names none.
  ///
  /// @param meaningful whether the rule has to do with moments
  Optional<ZoneId> read(MemberReader rule, boolean meaningful) {
    if (!rule.has("zone")) {
      return Optional.empty();
    }
    if (!meaningful) {
      problems.add(
          rule.place("zone"), "Only keys of type timestamptz have a \"zone\": take it out");
    }
    return Optional.of(named(rule, "zone"));
  }

  /// The zone that a member names; UTC where it names none, which has been reported.
  ZoneId named(MemberReader members, String name) {
    Located.Text text = members.text(name);
    if (text == null) {
      return ZoneOffset.UTC;
    }
    try {
      return ZoneId.of(text.value());
    } catch (DateTimeException e) {
      problems.add(
          text.place(),
          "No time zone "
              + Shown.quoted(text.value())
              + " is known: write one such as \"Europe/Berlin\" or \"UTC\"");
      return ZoneOffset.UTC;
    }
  }
}
