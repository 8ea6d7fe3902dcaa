def _murmur3_32(data: bytes, seed: int) -> int:
    """MurmurHash3_x86_32 of Austin Appleby."""

    def scrambled(word: int) -> int:
        word = word * 0xCC9E2D51 & 0xFFFFFFFF
        return (word << 15 | word >> 17) * 0x1B873593 & 0xFFFFFFFF

    number = seed
    whole = len(data) - len(data) % 4
    for start in range(0, whole, 4):
        number ^= scrambled(int.from_bytes(data[start : start + 4], "little"))
        number = ((number << 13 | number >> 19) & 0xFFFFFFFF) * 5 + 0xE6546B64 & 0xFFFFFFFF
    number ^= scrambled(int.from_bytes(data[whole:], "little"))
    number ^= len(data)
    number = (number ^ number >> 16) * 0x85EBCA6B & 0xFFFFFFFF
    number = (number ^ number >> 13) * 0xC2B2AE35 & 0xFFFFFFFF
    return number ^ number >> 16
