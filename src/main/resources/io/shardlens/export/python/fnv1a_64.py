def _fnv1a_64(data: bytes) -> int:
    """FNV-1a of Fowler, Noll and Vo, 64 bits."""
    number = 0xCBF29CE484222325
    for byte in data:
        number = (number ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return number
