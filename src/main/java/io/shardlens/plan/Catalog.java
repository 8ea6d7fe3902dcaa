package io.shardlens.plan;

/// What the planner must know of the servers.
public interface Catalog {}
