package io.shardlens.topology.json;

import static io.shardlens.topology.json.StrategyRefusalTest.wrong;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/// Wrong buckets, hashes and rings, as [StrategyRefusalTest] writes them.
final class WrongHashRules {

  private WrongHashRules() {}

  static Stream<Arguments> all() {
    return Stream.of(wrongBuckets(), wrongHashes(), wrongRings()).flatMap(cases -> cases);
  }

  private static Stream<Arguments> wrongBuckets() {
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

  private static Stream<Arguments> wrongHashes() {
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

  private static Stream<Arguments> wrongRings() {
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
            "§" + ring("'label': '{shard}{point}', 'shards': ['a']"),
            "",
            "needs the member \"labels\""),
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
}
