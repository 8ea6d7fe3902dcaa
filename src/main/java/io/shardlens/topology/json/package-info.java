/// The topology file: JSON text to a [io.shardlens.topology.Topology] and back, and the JSON text
/// that the command line prints.
///
/// A topology file comes from a stranger. [io.shardlens.topology.json.TopologyReader] parses it
/// with Jackson into a small tree in which every value knows its place, then reads the topology
/// from that tree and lists everything that is wrong with it. No other package sees Jackson. Other
/// systems' configuration is not read here.
@NullMarked
package io.shardlens.topology.json;

import org.jspecify.annotations.NullMarked;
