def _java_long_hash(number: int) -> int:
    """Java's Long.hashCode."""
    bits = number & 0xFFFFFFFFFFFFFFFF
    return _signed((bits ^ bits >> 32) & 0xFFFFFFFF, 32)
