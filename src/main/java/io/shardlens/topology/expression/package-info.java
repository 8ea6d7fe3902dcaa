/// The expression language of a routing: what an odd router computes, as data.
///
/// An [io.shardlens.topology.expression.ExpressionParser] reads the text of the topology file into
/// a small typed tree, or says what is wrong with it and where. The tree is bounded, so that
/// everything that walks it ends soon. Here it is also translated to SQL and to Python, and asked
/// which results are possible at all. It is evaluated in `routing`, which has the hash functions.
///
/// # The language
///
/// PostgreSQL's syntax and precedence, in any case of letters:
///
/// ```
/// CASE WHEN key < 50000 THEN 'shard_1' ELSE 'shard_2' END
/// floor_mod(key, 4)
/// 'shard_' || to_text(hex_mod(md5(lower(key)), 16))
/// CASE left(key2, 2) WHEN 'DE' THEN 0 WHEN 'FR' THEN 0 ELSE 1 + key1 % 3 END
/// ```
///
/// - The shard key is `key`; of several columns `key1`, `key2` and so on, in the order of the
///   routing's key types.
/// - Integers have 64 bits, and leaving them is an error. `/` and `%` cut towards zero, as in
///   PostgreSQL, C and Java; Python's are `floor_div` and `floor_mod`.
/// - Texts compare by their UTF-8 bytes, as in the collation "C" and as Python's do.
/// - Nothing turns into another type by itself: `to_text` and `to_integer` do, and a hash of a
///   number has to say whether it reads digits (`to_text(key)`) or bytes (`int64_le(key)`).
/// - An integer as the result is the position in the routing's list of shards, from 0; a text is
///   the shard's id. A `CASE` that gives the result may have no `ELSE`: no shard owns a key for
///   which no branch holds.
@NullMarked
package io.shardlens.topology.expression;

import org.jspecify.annotations.NullMarked;
