/// The hash functions of the systems whose routing we follow, bit for bit.
///
/// Numbers and bytes go in, a number comes out, or an index: which value becomes which bytes and
/// which shard owns the index is said by the topology and done by `routing`. Everything may be used
/// by many threads at once, and nothing is allocated for a key that is a number or a slice of
/// bytes, so that millions of keys can be hashed in constant memory. Where each function comes
/// from, and why, says `docs/decisions/0008-hash-functions.md`.
@NullMarked
package io.shardlens.routing.hash;

import org.jspecify.annotations.NullMarked;
