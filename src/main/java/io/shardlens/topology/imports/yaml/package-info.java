/// Apache ShardingSphere's YAML becomes a topology: data sources, sharding rules, and the closed
/// part of its inline expressions that can be read without running Groovy.
///
/// The only package that knows the YAML library, of which it uses the events alone: no object is
/// ever made by what a file says.
@NullMarked
package io.shardlens.topology.imports.yaml;

import org.jspecify.annotations.NullMarked;
