def _murmur3_128(data: bytes, seed: int) -> bytes:
    """MurmurHash3_x64_128 of Austin Appleby: its two halves, each little-endian."""
    mask = 0xFFFFFFFFFFFFFFFF

    def rotated(word: int, count: int) -> int:
        return (word << count | word >> (64 - count)) & mask

    def first(word: int) -> int:
        return rotated(word * 0x87C37B91114253D5 & mask, 31) * 0x4CF5AD432745937F & mask

    def second(word: int) -> int:
        return rotated(word * 0x4CF5AD432745937F & mask, 33) * 0x87C37B91114253D5 & mask

    def scattered(word: int) -> int:
        word = (word ^ word >> 33) * 0xFF51AFD7ED558CCD & mask
        word = (word ^ word >> 33) * 0xC4CEB9FE1A85EC53 & mask
        return word ^ word >> 33

    h1 = h2 = seed
    whole = len(data) - len(data) % 16
    for start in range(0, whole, 16):
        h1 ^= first(int.from_bytes(data[start : start + 8], "little"))
        h1 = ((rotated(h1, 27) + h2) * 5 + 0x52DCE729) & mask
        h2 ^= second(int.from_bytes(data[start + 8 : start + 16], "little"))
        h2 = ((rotated(h2, 31) + h1) * 5 + 0x38495AB5) & mask
    h1 ^= first(int.from_bytes(data[whole : whole + 8], "little")) ^ len(data)
    h2 ^= second(int.from_bytes(data[whole + 8 :], "little")) ^ len(data)
    h1 = (h1 + h2) & mask
    h2 = (h2 + h1) & mask
    h1, h2 = scattered(h1), scattered(h2)
    h1 = (h1 + h2) & mask
    h2 = (h2 + h1) & mask
    return h1.to_bytes(8, "little") + h2.to_bytes(8, "little")
