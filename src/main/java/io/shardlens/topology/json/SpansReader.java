package io.shardlens.topology.json;

import io.shardlens.topology.CalendarStep;
import io.shardlens.topology.KeyType;
import io.shardlens.topology.KeyValue;
import io.shardlens.topology.RoutingRule;
import io.shardlens.topology.ShardId;
import java.math.BigInteger;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the strategies whose ranges have one length: `volume` of integers, `interval` of time.
record SpansReader(ShardReferences shards) {

  private static final int MAXIMUM_RANGES = 100_000;
  private static final Pattern EVERY =
      Pattern.compile("([1-9][0-9]{0,3}) (hour|day|week|month|year)s?");

  Optional<RoutingRule> volume(MemberReader rule, RuleKey key) {
    Problems problems = shards.problems();
    int before = problems.errors();
    KeyType type = key.only(rule);
    if (type != null && !type.isInteger()) {
      problems.add(key.place(), rule.what() + " takes an integer key, not " + type.word());
      return Optional.empty();
    }
    KeyValue lower = bound(rule, "lower", type, key.zone());
    KeyValue upper = bound(rule, "upper", type, key.zone());
    Located volumeValue = rule.value("volume");
    BigInteger volume =
        volumeValue == null ? null : WholeNumber.read("volume", volumeValue, problems);
    if (volume != null && (volume.signum() < 1 || volume.bitLength() > 63)) {
      problems.add(rule.place("volume"), "\"volume\" is 1 at least, and a bigint at most");
    }
    List<ShardId> owners = shards.readAll(rule, "shards");
    checkOrder(rule, lower, "lower", upper, "upper");
    if (problems.errors() > before
        || volume == null
        || !(lower instanceof KeyValue.Int(long low))
        || !(upper instanceof KeyValue.Int(long high))) {
      return Optional.empty();
    }
    long size = volume.longValueExact();
    // The width may not fit in a signed long, and neither may the number of ranges.
    if (Long.compareUnsigned(Long.divideUnsigned(high - low, size), MAXIMUM_RANGES) > 0) {
      problems.add(
          rule.place("volume"),
          "There are more than " + MAXIMUM_RANGES + " ranges: make \"volume\" larger");
      return Optional.empty();
    }
    long ranges = RoutingRule.Volume.rangeCount(low, high, size);
    if (ranges != owners.size() && rule.has("shards")) {
      problems.add(
          rule.place("shards"),
          "\"shards\" names the shard of each range: there are %d with the two at the ends, the list has %d"
              .formatted(ranges, owners.size()));
    }
    if (problems.errors() > before) {
      return Optional.empty();
    }
    return Optional.of(new RoutingRule.Volume(low, high, size, owners));
  }

  Optional<RoutingRule> interval(MemberReader rule, RuleKey key) {
    Problems problems = shards.problems();
    int before = problems.errors();
    KeyType type = key.only(rule);
    if (type != null && !type.isTime()) {
      problems.add(
          key.place(),
          rule.what() + " takes a date, a timestamp or a timestamptz, not " + type.word());
      return Optional.empty();
    }
    if (type == KeyType.TIMESTAMPTZ && key.zone().isEmpty()) {
      problems.add(
          rule.place(),
          rule.what()
              + " needs a \"zone\" for a timestamptz: its calendar says where a day begins");
    }
    KeyValue from = finite(rule, "from", type, key.zone());
    KeyValue to = finite(rule, "to", type, key.zone());
    checkOrder(rule, from, "from", to, "to");
    CalendarStep step = step(rule, type);
    List<ShardId> owners = shards.readAll(rule, "shards");
    Optional<ShardId> earlier = Optional.ofNullable(shards.read(rule, "before"));
    Optional<ShardId> later = Optional.ofNullable(shards.read(rule, "after"));
    if (problems.errors() > before || from == null || to == null || step == null) {
      return Optional.empty();
    }
    ZoneId zone = type == KeyType.TIMESTAMPTZ ? key.zone().orElseThrow() : ZoneOffset.UTC;
    int ranges = step.starts(from, to, zone).size();
    if (ranges > CalendarStep.MAXIMUM_STEPS) {
      problems.add(
          rule.place("every"),
          "There are more than " + CalendarStep.MAXIMUM_STEPS + " ranges: make them longer");
      return Optional.empty();
    }
    if (owners.size() > ranges) {
      problems.warn(
          rule.place("shards"),
          "\"shards\" names %d shards, and there are %d ranges only: the last %d get none"
              .formatted(owners.size(), ranges, owners.size() - ranges));
    }
    return Optional.of(new RoutingRule.Intervals(from, to, step, zone, owners, earlier, later));
  }

  private @Nullable KeyValue bound(
      MemberReader rule, String name, @Nullable KeyType type, Optional<ZoneId> zone) {
    Located value = rule.value(name);
    return value == null ? null : new KeyValueReader(type, zone, shards.problems()).read(value);
  }

  private @Nullable KeyValue finite(
      MemberReader rule, String name, @Nullable KeyType type, Optional<ZoneId> zone) {
    KeyValue bound = bound(rule, name, type, zone);
    if (type != null
        && bound instanceof KeyValue.Countable time
        && (time.ordinal() == type.minimum() || time.ordinal() == type.maximum())) {
      shards
          .problems()
          .add(
              rule.place(name),
              "\""
                  + name
                  + "\" is a day or a moment; for the time beyond there are \"before\" and"
                  + " \"after\"");
      return null;
    }
    return bound;
  }

  private void checkOrder(
      MemberReader rule,
      @Nullable KeyValue low,
      String lowName,
      @Nullable KeyValue high,
      String highName) {
    if (low != null && high != null && low.compareTo(high) >= 0) {
      shards
          .problems()
          .add(
              rule.place(highName),
              "\"%s\" lies above \"%s\", and %s does not lie above %s"
                  .formatted(
                      highName, lowName, Shown.escaped(high.text()), Shown.escaped(low.text())));
    }
  }

  private @Nullable CalendarStep step(MemberReader rule, @Nullable KeyType type) {
    Located.Text every = rule.text("every");
    if (every == null) {
      return null;
    }
    Matcher matcher = EVERY.matcher(every.value());
    if (!matcher.matches()) {
      shards
          .problems()
          .add(
              every.place(),
              "\"every\" is a number of hours, days, weeks, months or years: \"1 month\","
                  + " \"6 hours\"");
      return null;
    }
    CalendarStep step =
        new CalendarStep(
            Integer.parseInt(matcher.group(1)),
            CalendarStep.Unit.ofWord(matcher.group(2)).orElseThrow());
    if (type == KeyType.DATE && step.unit() == CalendarStep.Unit.HOUR) {
      shards.problems().add(every.place(), "A date has no hours: \"every\" is a day at least");
      return null;
    }
    return step;
  }
}
