package io.shardlens.topology.json;

import static io.shardlens.topology.json.StrategyRefusalTest.wrong;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/// Wrong ranges, intervals, lists and tenants, as [StrategyRefusalTest] writes them.
final class WrongKeyRules {

  private WrongKeyRules() {}

  static Stream<Arguments> all() {
    return Stream.of(wrongRanges(), wrongIntervals(), wrongListsAndTenants())
        .flatMap(cases -> cases);
  }

  private static Stream<Arguments> wrongRanges() {
    return Stream.of(
        wrong(
            "'range', 'keyTypes': ['text', 'integer'], 'ranges': [{ 'to': §5, 'shard': 'a' }, {"
                + " 'from': ['x'], 'shard': 'a' }]",
            "/ranges/0/to",
            "The key has 2 columns: write a list of 1 to 2 values"),
        wrong(
            "'range', 'keyTypes': ['text', 'integer'], 'ranges': [{ 'to': ['x', 5], 'shard': 'a'"
                + " }, { 'from': §['x', 6], 'shard': 'a' }]",
            "/ranges/1/from",
            "No range holds the keys [(x, 5), (x, 6))"),
        wrong(
            "'range', 'keyTypes': ['text', 'integer'], 'ranges': [{ 'to': ['x', 5], 'shard': 'a'"
                + " }, { 'from': §['x'], 'shard': 'b' }]",
            "/ranges/1/from",
            "Two ranges hold the keys [(x), (x, 5))"),
        wrong(
            "'range', 'keyTypes': ['date'], 'zone': §'UTC', 'ranges': [{ 'shard': 'a' }]",
            "/zone",
            "Only keys of type timestamptz have a \"zone\""),
        wrong(
            "'range', 'keyTypes': ['timestamptz'], 'zone': §'Europe/Bonn', 'ranges': [{ 'shard':"
                + " 'a' }]",
            "/zone",
            "No time zone \"Europe/Bonn\" is known"),
        wrong(
            "'range', 'keyTypes': ['timestamptz'], 'ranges': [{ 'to': §'2024-01-01', 'shard': 'a'"
                + " }, { 'from': '2024-01-01 00:00:00+00', 'shard': 'a' }]",
            "/ranges/0/to",
            "needs its offset"),
        wrong(
            "'range', 'keyTypes': ['date'], 'ranges': [{ 'to': §20240101, 'shard': 'a' }]",
            "/ranges/0/to",
            "A key of type date is written as a text"),
        wrong(
            "'range', 'keyTypes': ['timestamp'], 'ranges': [{ 'to': §'2024-13-01', 'shard': 'a'"
                + " }]",
            "/ranges/0/to",
            "write it as 2024-01-31 12:00:00"),
        wrong(
            "'range', 'keyTypes': [§'timestamp with time zone'], 'ranges': [{ 'shard': 'a' }]",
            "/keyTypes/0",
            "is written \"timestamptz\" here"),
        wrong(
            "'range', 'keyTypes': ['bigint'], §'modulus': 4, 'ranges': [{ 'shard': 'a' }]",
            "/modulus",
            "has no member \"modulus\". It belongs to the strategy \"modulo\", \"hash\", \"bits\""),
        wrong(
            "'range', 'keyTypes': ['bigint'], §'range': [], 'ranges': [{ 'shard': 'a' }]",
            "/range",
            "Did you mean \"ranges\"? The ranges, in any order."),
        wrong(
            "'lowerBounds', 'keyTypes': ['bigint'], 'bounds': [{ 'from': 1, 'shard': 'a' }, {"
                + " 'from': §1, 'shard': 'b' }]",
            "/bounds/1/from",
            "Two ranges begin at 1, the other on line 6"),
        wrong("'lowerBounds', 'keyTypes': ['bigint'], 'bounds': §[]", "/bounds", "not be empty"),
        wrong(
            "'lowerBounds', 'keyTypes': ['bigint'], 'bounds': [{ 'from': 1, 'shard': 'a' }],"
                + " 'below': §'c'",
            "/below",
            "No shard \"c\""),
        wrong(
            "'boundaries', 'keyTypes': ['bigint'], 'boundaries': [1, 9, §5], 'shards': ['a', 'b',"
                + " 'a', 'b']",
            "/boundaries/2",
            "Boundaries ascend, and 5 does not lie above 9"),
        wrong(
            "'boundaries', 'keyTypes': ['bigint'], 'boundaries': [1, 5], 'shards': §['a', 'b']",
            "/shards",
            "2 boundaries make 3 ranges, and \"shards\" names 2"),
        wrong(
            "'volume', 'keyTypes': ['bigint'], 'lower': 0, 'upper': 100, 'volume': 40, 'shards':"
                + " §['a', 'b']",
            "/shards",
            "there are 5 with the two at the ends, the list has 2"),
        wrong(
            "'volume', 'keyTypes': ['bigint'], 'lower': 0, 'upper': §0, 'volume': 40, 'shards':"
                + " ['a', 'b']",
            "/upper",
            "0 does not lie above 0"),
        wrong(
            "'volume', 'keyTypes': ['bigint'], 'lower': 0, 'upper': 9, 'volume': §0, 'shards':"
                + " ['a', 'b']",
            "/volume",
            "1 at least"),
        wrong(
            "'volume', 'keyTypes': ['bigint'], 'lower': '-9223372036854775808', 'upper':"
                + " '9223372036854775807', 'volume': §1, 'shards': ['a', 'b']",
            "/volume",
            "more than 100000 ranges"),
        wrong(
            "'volume', 'keyTypes': §['text'], 'lower': '0', 'upper': '9', 'volume': 1, 'shards':"
                + " ['a']",
            "/keyTypes",
            "takes an integer key, not text"));
  }

  private static Stream<Arguments> wrongIntervals() {
    return Stream.of(
        wrong(
            "§'interval', 'keyTypes': ['timestamptz'], 'from': '2024-01-01 00:00+00', 'to':"
                + " '2025-01-01 00:00+00', 'every': '1 month', 'shards': ['a']",
            "",
            "needs a \"zone\" for a timestamptz"),
        wrong(interval("'2024-01-01'", "§'2024-01-01'", "'1 month'"), "/to", "does not lie above"),
        wrong(interval("§'infinity'", "'2024-01-01'", "'1 month'"), "/from", "a day or a moment"),
        wrong(interval("'2024-01-01'", "'2025-01-01'", "§'month'"), "/every", "\"1 month\""),
        wrong(interval("'2024-01-01'", "'2025-01-01'", "§'0 days'"), "/every", "a number of hours"),
        wrong(interval("'2024-01-01'", "'2025-01-01'", "§'6 hours'"), "/every", "has no hours"),
        wrong(interval("'0001-01-01'", "'2025-01-01'", "§'1 day'"), "/every", "more than 10000"),
        wrong(
            interval("'2024-01-01'", "'2025-01-01'", "'1 day', 'zone': §'UTC'"),
            "/zone",
            "timestamptz"),
        wrong(
            "'interval', 'keyTypes': §['bigint'], 'from': 1, 'to': 2, 'every': '1 day', 'shards':"
                + " ['a']",
            "/keyTypes",
            "takes a date, a timestamp or a timestamptz, not bigint"));
  }

  private static String interval(String from, String to, String every) {
    return "'interval', 'keyTypes': ['date'], 'from': %s, 'to': %s, 'every': %s, 'shards': ['a']"
        .formatted(from, to, every);
  }

  private static Stream<Arguments> wrongListsAndTenants() {
    return Stream.of(
        wrong(
            "'tenants', 'keyTypes': ['text'], 'tenants': [{ 'in': ['x', §'x'], 'shard': 'a',"
                + " 'schema': 's' }]",
            "/tenants/0/in/1",
            "listed twice"),
        wrong(
            "'tenants', 'keyTypes': ['text'], 'tenants': [{ 'in': ['x'], 'shard': 'a', 'schema':"
                + " §'s_*' }]",
            "/tenants/0/schema",
            "\"default\" only"),
        wrong(
            "'tenants', 'keyTypes': ['text'], 'tenants': [{ 'in': ['x'], 'shard': 'a', 'schema':"
                + " 's' }], 'default': { 'shard': 'a', 'schema': §'*_*' }",
            "/default/schema",
            "One *"),
        wrong(
            "'tenants', 'keyTypes': ['text'], 'tenants': [§{ 'in': ['x'], 'shard': 'a' }]",
            "/tenants/0",
            "needs the member \"schema\""),
        wrong(
            "'list', 'keyTypes': ['date'], 'values': [{ 'shard': 'a', 'in': ['2024-01-01',"
                + " §'2024-01-01'] }]",
            "/values/0/in/1",
            "twice"),
        wrong(
            "'list', 'keyTypes': §['text', 'text'], 'values': [{ 'shard': 'a', 'in': ['x'] }]",
            "/keyTypes",
            "one key column"));
  }
}
