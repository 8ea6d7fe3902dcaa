def _siphash(data: bytes, key: int) -> int:
    """SipHash-2-4 of Aumasson and Bernstein (2012), with the first half of its key."""
    mask = 0xFFFFFFFFFFFFFFFF
    v0, v1 = key ^ 0x736F6D6570736575, 0x646F72616E646F6D
    v2, v3 = key ^ 0x6C7967656E657261, 0x7465646279746573

    def rotated(word: int, count: int) -> int:
        return (word << count | word >> (64 - count)) & mask

    def rounds(count: int) -> None:
        nonlocal v0, v1, v2, v3
        for _ in range(count):
            v0 = (v0 + v1) & mask
            v2 = (v2 + v3) & mask
            v1 = rotated(v1, 13) ^ v0
            v3 = rotated(v3, 16) ^ v2
            v0 = (rotated(v0, 32) + v3) & mask
            v2 = (v2 + v1) & mask
            v1 = rotated(v1, 17) ^ v2
            v3 = rotated(v3, 21) ^ v0
            v2 = rotated(v2, 32)

    for start in range(0, len(data) + 1, 8):
        word = int.from_bytes(data[start : start + 8], "little")
        if start + 8 > len(data):
            word |= (len(data) & 0xFF) << 56
        v3 ^= word
        rounds(2)
        v0 ^= word
    v2 ^= 0xFF
    rounds(4)
    return v0 ^ v1 ^ v2 ^ v3
