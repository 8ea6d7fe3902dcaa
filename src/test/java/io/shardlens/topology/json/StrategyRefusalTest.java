package io.shardlens.topology.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.shardlens.topology.TopologyProblem;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every strategy refuses what it cannot mean, at its place. A case is one routing, with `'` for
/// `"`; `§` stands where the problem must be reported.
final class StrategyRefusalTest {
  static final String DOCUMENT =
      """
      { "version": 1, "name": "n",
        "shards": [
          { "id": "a", "host": "h", "database": "d", "user": "u" },
          { "id": "b", "host": "h", "database": "d", "user": "u" } ],
        "routings": { "r":
      %s
      } }
      """;

  static Stream<Arguments> wrongRanges() {
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

  static Stream<Arguments> wrongIntervals() {
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

  static Stream<Arguments> wrongListsAndTenants() {
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

  static Stream<Arguments> wrongBuckets() {
    return Stream.of(
        wrong(
            "'modulo', 'keyTypes': §['text'], 'modulus': 1, 'shards': ['a'], 'remainder': 'floor'",
            "/keyTypes",
            "takes an integer key, not text: name a hash function"),
        wrong(
            "§'modulo', 'keyTypes': ['bigint'], 'modulus': 1, 'shards': ['a']",
            "",
            "needs the member \"remainder\""),
        wrong(
            "'modulo', 'keyTypes': ['bigint'], 'modulus': 1, 'shards': ['a'], 'remainder':"
                + " §'rounded'",
            "/remainder",
            "\"rounded\" is not"),
        wrong(
            "'modulo', 'keyTypes': ['bigint'], 'modulus': §1048577, 'shards': ['a'], 'remainder':"
                + " 'floor'",
            "/modulus",
            "from 1 to 1048576"),
        wrong(
            buckets("{ 'from': 0, 'to': 3, 'shard': 'a' }, { 'from': §5, 'to': 8, 'shard': 'b' }"),
            "/buckets/1/from",
            "No range holds the buckets [3, 5)"),
        wrong(
            buckets("{ 'from': 0, 'to': 6, 'shard': 'a' }, { 'from': §5, 'to': 8, 'shard': 'b' }"),
            "/buckets/1/from",
            "Two ranges hold the buckets [5, 6)"),
        wrong(buckets("{ 'from': 0, 'to': §7, 'shard': 'a' }"), "/buckets/0/to", "[7, 8)"),
        wrong(buckets("{ 'from': 0, 'to': §9, 'shard': 'a' }"), "/buckets/0/to", "[0, 8)"),
        wrong(buckets("{ 'from': 8, 'to': §8, 'shard': 'a' }"), "/buckets/0/to", "is empty"),
        wrong(
            "'modulo', 'keyTypes': ['bigint'], 'modulus': 1, 'shards': ['a'], §'buckets': [{"
                + " 'from': 0, 'to': 1, 'shard': 'a' }], 'remainder': 'floor'",
            "/buckets",
            "\"shards\" or \"buckets\", not both"),
        wrong(
            "'bits', 'keyTypes': ['bigint'], 'layout': §'twitter', 'buckets': []",
            "/layout",
            "\"twitter\" is not"),
        wrong(
            "'bits', 'keyTypes': ['bigint'], 'shift': 62, 'width': §3, 'buckets': [{ 'from': 0,"
                + " 'to': 8, 'shard': 'a' }]",
            "/width",
            "64 bits"),
        wrong(
            "'bits', 'keyTypes': ['bigint'], 'layout': 'snowflake', 'buckets': [{ 'from': 0, 'to':"
                + " §1000, 'shard': 'a' }]",
            "/buckets/0/to",
            "No range holds the buckets [1000, 1024)"),
        wrong(
            "§'bits', 'keyTypes': ['bigint'], 'layout': 'snowflake', 'shards': ['a']",
            "",
            "\"shards\" needs the member \"modulus\" beside it"),
        wrong(
            "'bits', 'keyTypes': §['uuid'], 'layout': 'snowflake', 'buckets': [{ 'from': 0, 'to':"
                + " 1024, 'shard': 'a' }]",
            "/keyTypes",
            "takes an integer key"),
        wrong(
            "'jump', 'keyTypes': §['text'], 'shards': ['a']",
            "/keyTypes",
            "takes an integer key, not text: name a hash function"),
        wrong(
            "§'jump', 'keyTypes': ['text'], 'shards': ['a'], 'bytes': 'text'",
            "",
            "\"bytes\" needs the member \"function\" beside it"));
  }

  private static String buckets(String ranges) {
    return "'modulo', 'keyTypes': ['bigint'], 'modulus': 8, 'remainder': 'floor', 'buckets': ["
        + ranges
        + "]";
  }

  static Stream<Arguments> wrongHashes() {
    return Stream.of(
        wrong(hash("'text'", "'function': §'python'"), "/function", "randomised per process"),
        wrong(
            hash("'uuid'", "'function': §'python'"), "/function", "of integers only, not of uuid"),
        wrong(hash("'date'", "'function': §'java'"), "/function", "not of date"),
        wrong(
            hash("'bigint', 'bigint'", "'function': §'citus'"),
            "/function",
            "one key column, not 2"),
        wrong(hash("'bigint'", "'function': §'crc32'"), "/function", "say which with \"bytes\""),
        wrong(
            hash("'text'", "'function': 'crc32', 'bytes': §'int64-le'"),
            "/bytes",
            "A text has no bytes \"int64-le\""),
        wrong(
            hash("'bigint'", "'function': 'crc32', 'bytes': §'uuid'"), "/bytes", "A bigint has no"),
        wrong(
            hash("'bigint'", "'function': 'postgresql', 'bytes': §'text'"),
            "/bytes",
            "hashes a value by its type"),
        wrong(
            hash("'bigint'", "'function': 'crc32', 'bytes': 'int64-le', 'charset': §'utf-8'"),
            "/charset",
            "Only a text has a \"charset\""),
        wrong(
            "§"
                + "'hash', 'keyTypes': ['text', 'text'], 'function': 'crc32', 'modulus': 1,"
                + " 'shards': ['a']",
            "",
            "with \"separator\""),
        wrong(
            hash("'text'", "'function': 'crc32', 'separator': §':'"), "/separator", "Only several"),
        wrong(hash("'text'", "'function': §'xxhash64'"), "/function", "say \"number\""),
        wrong(
            hash("'text'", "'function': §'md5', 'take': { 'from': 0, 'bytes': 8, 'order': 'big' }"),
            "/function",
            "say \"number\""),
        wrong(
            hash(
                "'text'",
                "'function': 'md5', 'take': §{ 'from': 10, 'bytes': 8, 'order': 'big' }, 'number':"
                    + " 'signed'"),
            "/take",
            "md5 gives 16 bytes"),
        wrong(
            hash(
                "'text'", "'function': 'java', 'take': §{ 'from': 0, 'bytes': 1, 'order': 'big' }"),
            "/take",
            "has no meaning"),
        wrong(hash("'text'", "'function': 'md5', 'seed': §1"), "/seed", "md5 has no seed"),
        wrong(
            hash("'text'", "'function': 'murmur3-32', 'number': 'unsigned', 'seed': §4294967296"),
            "/seed",
            "32 bits"),
        wrong(
            hash(
                "'text'", "'function': 'murmur3-32', 'number': 'unsigned', 'seed': §'0xfffffffff'"),
            "/seed",
            "32 bits"),
        wrong(
            hash("'text'", "'function': 'xxhash64', 'number': 'unsigned', 'seed': §1.5"),
            "/seed",
            "is a whole number"),
        wrong(
            "'hash', 'keyTypes': ['bigint'], 'function': 'citus', 'modulus': §1, 'shards': ['a']",
            "/modulus",
            "say \"remainder\""),
        wrong(
            "§'hash', 'keyTypes': ['bigint'], 'function': 'citus'",
            "",
            "needs \"modulus\" or \"uniform\" or \"hashRanges\""),
        wrong(
            "'hash', 'keyTypes': ['bigint'], 'function': 'citus', 'uniform': ['a'], §'hashRanges':"
                + " [{ 'shard': 'a' }]",
            "/hashRanges",
            "not both"),
        wrong(
            "'hash', 'keyTypes': ['bigint'], 'function': 'citus', 'hashRanges': [{ 'to': 0,"
                + " 'shard': 'a' }, { 'from': §1, 'shard': 'b' }]",
            "/hashRanges/1/from",
            "No range holds the hashes [0, 1)"),
        wrong(
            "'hash', 'keyTypes': ['bigint'], 'function': 'citus', 'hashRanges': [{ 'to':"
                + " §2147483647, 'shard': 'a' }]",
            "/hashRanges/0/to",
            "[2147483647, 2147483648)"),
        wrong(
            "'hash', 'keyTypes': ['text'], 'function': 'crc16', 'hashRanges': [{ 'from': §'-0x1',"
                + " 'shard': 'a' }]",
            "/hashRanges/0/from",
            "is a whole number"),
        wrong(
            "'hash', 'keyTypes': ['text'], 'function': 'crc16', 'hashRanges': [{ 'to': §65537,"
                + " 'shard': 'a' }]",
            "/hashRanges/0/to",
            "outside of the hashes [0, 65536)"),
        wrong(
            hash("'bigint'", "'function': 'citus', 'number': §'unsigned'"),
            "/number",
            "The number of citus is signed"),
        wrong(
            "'rendezvous', 'keyTypes': ['bigint'], 'function': 'crc32', 'bytes': §'int64-le',"
                + " 'label': '{shard}{key}', 'shards': ['a']",
            "/bytes",
            "take \"bytes\" out"),
        wrong(
            "'jump', 'keyTypes': ['text'], 'function': §'md5', 'shards': ['a']",
            "/function",
            "numbers of 8 bytes at most: say with \"take\""));
  }

  private static String hash(String types, String members) {
    return "'hash', 'keyTypes': [%s], 'modulus': 1, 'shards': ['a'], 'remainder': 'floor', %s"
        .formatted(types, members);
  }

  static Stream<Arguments> wrongRings() {
    return Stream.of(
        wrong(
            "'ring', 'keyTypes': ['text'], 'layout': 'ketama', 'labels': §3, 'shards': ['a']",
            "/labels",
            "take one of the two out"),
        wrong(
            "§'ring', 'keyTypes': ['text'], 'shards': ['a']",
            "",
            "needs \"layout\" or \"function\""),
        wrong(
            ring("'label': §'{point}', 'labels': 1, 'shards': ['a']"),
            "/label",
            "without {shard} all hashes are the same"),
        wrong(
            ring("'label': '{shard}{point}', 'labels': 1, 'pointsPerLabel': §3, 'shards': ['a']"),
            "/pointsPerLabel",
            "not enough for 3 points of 2 bytes"),
        wrong(
            ring(
                "'label': '{shard}{point}', 'labels': §100000, 'pointsPerLabel': 1, 'members': ["
                    + "{'name':'1','shard':'a'},{'name':'2','shard':'a'},{'name':'3','shard':'a'},"
                    + "{'name':'4','shard':'a'},{'name':'5','shard':'a'},{'name':'6','shard':'a'},"
                    + "{'name':'7','shard':'a'},{'name':'8','shard':'a'},{'name':'9','shard':'a'},"
                    + "{'name':'10','shard':'a'},{'name':'11','shard':'a'}]"),
            "/labels",
            "more than 1048576 points"),
        wrong(
            ring("'label': '{shard}{point}', 'labels': 1, 'shards': ['a', §'a']"),
            "/shards/1",
            "hashed twice"),
        wrong(
            ring(
                "'label': '{shard}{point}', 'labels': 1, 'members': [{ 'name': 'x', 'shard': 'a'"
                    + " }, { 'name': §'x', 'shard': 'b' }]"),
            "/members/1/name",
            "hashed twice"),
        wrong(
            ring("'label': '{shard}{point}', 'labels': 1, 'strictlyAfter': §1, 'shards': ['a']"),
            "/strictlyAfter",
            "is true or false, not a number"),
        wrong(
            "'ring', 'keyTypes': ['bigint'], 'function': §'citus', 'label': '{shard}{point}',"
                + " 'labels': 1, 'shards': ['a']",
            "/function",
            "name a function of bytes"),
        wrong(
            "'rendezvous', 'keyTypes': ['text'], 'function': 'crc32', 'label': §'{shard}',"
                + " 'shards': ['a']",
            "/label",
            "without {key}"),
        wrong(
            "'rendezvous', 'keyTypes': ['text'], 'function': §'md5', 'label': '{shard}{key}',"
                + " 'shards': ['a']",
            "/function",
            "8 bytes at most"));
  }

  private static String ring(String members) {
    return "'ring', 'keyTypes': ['text'], 'function': 'md5', 'take': { 'from': 12, 'bytes': 2,"
        + " 'order': 'big' }, 'number': 'unsigned', "
        + members;
  }

  static Stream<Arguments> wrongDirectoriesAndGroups() {
    return Stream.of(
        wrong(directory("'key': §['x', 'y']"), "/key", "there are 1, the list has 2"),
        wrong(directory("'key': ['x'], 'cacheSeconds': §86401"), "/cacheSeconds", "0 to 86400"),
        wrong(directory("'key': ['x'], 'names': §[]"), "/names", "an object, not a list"),
        wrong(directory("'key': ['x'], 'names': §{}"), "/names", "must not be empty"),
        wrong(directory("'key': ['x'], 'names': { 'eu': §'c' }"), "/names/eu", "No shard \"c\""),
        wrong(
            "'directory', 'keyTypes': ['text'], 'shard': 'a', 'table': §'a.b.c', 'key': ['x'],"
                + " 'column': 'c'",
            "/table",
            "schema.table"),
        wrong(
            "'grouped', 'keyTypes': §['text'], 'groups': [{ 'in': ['x'], 'routing': { 'strategy':"
                + " 'single', 'shard': 'a' } }]",
            "/keyTypes",
            "needs two key columns"),
        wrong(
            grouped(
                "{ 'in': ['x'], 'routing': { 'strategy': 'single', 'shard': 'a' } }, { 'in':"
                    + " [§'x'], 'routing': { 'strategy': 'single', 'shard': 'a' } }"),
            "/groups/1/in/0",
            "listed twice"),
        wrong(
            grouped(
                "{ 'in': ['x'], 'routing': { 'strategy': 'single', §'keyTypes': ['text'],"
                    + " 'shard': 'a' } }"),
            "/groups/0/routing/keyTypes",
            "has no member \"keyTypes\""),
        wrong(
            grouped("{ 'in': ['x'], 'routing': { 'strategy': §'grouped_', 'shard': 'a' } }"),
            "/groups/0/routing/strategy",
            "Did you mean \"grouped\"?"),
        wrong(
            grouped(
                "{ 'in': ['x'], 'routing': { 'strategy': 'range', 'ranges': [{ 'to': §'x',"
                    + " 'shard': 'a' }] } }"),
            "/groups/0/routing/ranges/0/to",
            "no bigint"));
  }

  private static String directory(String members) {
    return "'directory', 'keyTypes': ['text'], 'shard': 'a', 'table': 't', 'column': 'c', "
        + members;
  }

  private static String grouped(String groups) {
    return "'grouped', 'keyTypes': ['text', 'bigint'], 'groups': [" + groups + "]";
  }

  static Stream<Arguments> wrongPreparationsNullsAndOverrides() {
    return Stream.of(
        single("'bigint'", "'prepare': [§'lower']", "/prepare/0", "takes a text, and gets"),
        single("'text'", "'prepare': [§'lowercase']", "/prepare/0", "Did you mean \"lower\"?"),
        single("'text'", "'prepare': ['integer', §'trim']", "/prepare/1", "of type bigint"),
        single("'text'", "'prepare': [§5]", "/prepare/0", "not a number"),
        single("'text'", "'prepare': §[]", "/prepare", "must not be empty"),
        single("'text', 'text'", "'prepare': §['lower']", "/prepare", "Only a key of one column"),
        single(
            "'text'",
            "'prepare': [{ 'substring': { 'start': §0, 'length': 1 } }]",
            "/prepare/0/substring/start",
            "counts from 1"),
        single(
            "'text'",
            "'prepare': [{ 'substring': §{ 'start': 1 } }]",
            "/prepare/0/substring",
            "needs the member \"length\""),
        single(
            "'text'", "'prepare': [{ §'substr': {} }]", "/prepare/0/substr", "mean \"substring\"?"),
        single(
            "'timestamptz'",
            "'prepare': [{ 'localDate': §'Mars/Base' }]",
            "/prepare/0/localDate",
            "No time zone"),
        single("'date'", "'prepare': [§{ 'localDate': 'UTC' }]", "/prepare/0", "a timestamptz"),
        single("'text'", "'nulls': §'reject'", "/nulls", "\"refuse\", \"anywhere\" or an object"),
        single("'text'", "'nulls': { 'shard': §'c' }", "/nulls/shard", "No shard \"c\""),
        single(
            "'bigint'",
            "'overrides': [{ 'shard': 'a', 'in': [7] }, { 'shard': 'b', 'in': [§'+7'] }]",
            "/overrides/1/in/0",
            "overridden twice, first on line 6"),
        single(
            "'bigint', 'text'",
            "'overrides': [{ 'shard': 'a', 'in': [§[7]] }]",
            "/overrides/0/in/0",
            "write a list of 2 values"),
        single(
            "'bigint'",
            "'overrides': [{ 'shard': 'a', 'in': [§'x'] }]",
            "/overrides/0/in/0",
            "no bigint"));
  }

  private static Arguments single(String types, String members, String pointer, String message) {
    return wrong(
        "'single', 'shard': 'a', 'keyTypes': [" + types + "], " + members, pointer, message);
  }

  /// All cases: a routing, the pointer below it, the message.
  static Stream<Arguments> wrong() {
    return Stream.of(
            wrongRanges(),
            wrongIntervals(),
            wrongListsAndTenants(),
            wrongBuckets(),
            wrongHashes(),
            wrongRings(),
            wrongDirectoriesAndGroups(),
            wrongPreparationsNullsAndOverrides())
        .flatMap(cases -> cases);
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void refusesAtItsPlace(String routing, String pointer, String message) {
    String text = DOCUMENT.formatted(routing.replace("§", ""));

    ReadResult result = new TopologyReader().read(text);

    assertThat(result).as(routing).isInstanceOf(ReadResult.Refused.class);
    List<TopologyProblem> problems = ((ReadResult.Refused) result).problems();
    assertThat(problems)
        .as("%s", problems)
        .anySatisfy(problem -> {
          assertThat(problem.pointer()).isEqualTo("/routings/r" + pointer);
          assertThat(problem.message()).contains(message);
          assertThat(problem.line()).isEqualTo(6);
          assertThat(problem.column()).isEqualTo(routing.indexOf('§') + 1);
        });
    assertThat(problems).as("%s", problems).hasSizeLessThanOrEqualTo(2);
  }

  /// A `§` before the strategy stands for the routing itself.
  private static Arguments wrong(String members, String pointer, String message) {
    String routing =
        members.startsWith("§")
            ? "§{ 'strategy': " + members.substring(1) + " }"
            : "{ 'strategy': " + members + " }";
    return arguments(routing.replace('\'', '"'), pointer, message);
  }
}
