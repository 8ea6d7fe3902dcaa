def _postgres_hash_bytes(data: bytes, seed: int) -> int:
    """PostgreSQL's hash_bytes_extended, which hashtextextended and uuid_hash_extended call."""
    whole = len(data) - len(data) % 12
    # The lowest byte of the very last word is kept free: the length stands there.
    last = data[whole : whole + 8].ljust(8, b"\0") + b"\0" + data[whole + 8 :]
    return _lookup3(data[:whole] + last.ljust(12, b"\0"), len(data), seed)
