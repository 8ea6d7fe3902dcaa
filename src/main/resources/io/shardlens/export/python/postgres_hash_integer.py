def _postgres_hash_integer(number: int, seed: int) -> int:
    """PostgreSQL's hashint8extended, which gives the same as those of the shorter types."""
    high = number >> 32
    folded = (number ^ (high if number >= 0 else ~high)) & 0xFFFFFFFF
    return _lookup3(folded.to_bytes(12, "little"), 4, seed)
