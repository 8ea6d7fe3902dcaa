/// PgDog's and PgCat's TOML becomes a topology.
///
/// The only package that knows the TOML library, whose messages are replaced by our own: it quotes
/// what it met.
@NullMarked
package io.shardlens.topology.imports.toml;

import org.jspecify.annotations.NullMarked;
