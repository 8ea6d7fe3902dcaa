def _truncated(number: int, count: int) -> int:
    """The remainder as C, Java, Go and PostgreSQL have it; a negative one is no bucket."""
    if number < 0 and -number % count:
        raise NoShard(f"no shard owns the remainder {-(-number % count)}")
    return abs(number) % count
