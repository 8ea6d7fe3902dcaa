/// Imports as a person asks for them: by the word of a kind, from files or from a server.
///
/// The command line and the window share this: which kinds there are, how their files are opened,
/// and what a connection URL says. What a configuration means is the business of
/// `topology.imports`, which opens nothing; how a server is reached, of whoever implements
/// [io.shardlens.importing.CatalogOpener].
@NullMarked
package io.shardlens.importing;

import org.jspecify.annotations.NullMarked;
