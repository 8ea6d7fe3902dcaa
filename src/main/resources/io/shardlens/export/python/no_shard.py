class NoShard(LookupError):
    """No shard owns the key."""
