def _fnv1a_32(data: bytes) -> int:
    """FNV-1a of Fowler, Noll and Vo, 32 bits."""
    number = 0x811C9DC5
    for byte in data:
        number = (number ^ byte) * 0x01000193 & 0xFFFFFFFF
    return number
