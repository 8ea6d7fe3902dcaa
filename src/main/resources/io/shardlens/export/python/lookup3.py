def _lookup3(words: bytes, length: int, seed: int) -> int:
    """Bob Jenkins' lookup3 as src/common/hashfn.c of PostgreSQL has it, 64 bits.

    The words are those of the bytes that are hashed, filled up with zeros.
    """
    mask = 0xFFFFFFFF
    a = b = c = (0x9E3779B9 + length + 3923095) & mask

    def rotated(word: int, count: int) -> int:
        return (word << count | word >> (32 - count)) & mask

    def mixed(a: int, b: int, c: int) -> tuple[int, int, int]:
        for count in (4, 6, 8, 16, 19, 4):
            a = ((a - c) & mask) ^ rotated(c, count)
            c = (c + b) & mask
            a, b, c = b, c, a
        return a, b, c

    if seed:
        a, b, c = mixed((a + (seed >> 32)) & mask, (b + (seed & mask)) & mask, c)
    for start in range(0, len(words), 12):
        a = (a + int.from_bytes(words[start : start + 4], "little")) & mask
        b = (b + int.from_bytes(words[start + 4 : start + 8], "little")) & mask
        c = (c + int.from_bytes(words[start + 8 : start + 12], "little")) & mask
        if start + 12 < len(words):
            a, b, c = mixed(a, b, c)
    for count in (14, 11, 25, 16, 4, 14, 24):
        c = ((c ^ b) - rotated(b, count)) & mask
        a, b, c = b, c, a
    # The names have turned seven times: a is the b of the source here, and b its c.
    return a << 32 | b
