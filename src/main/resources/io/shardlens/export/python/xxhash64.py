def _xxhash64(data: bytes, seed: int) -> int:
    """XXH64 of Yann Collet."""
    mask = 0xFFFFFFFFFFFFFFFF
    prime1, prime2, prime3 = 0x9E3779B185EBCA87, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9
    prime4, prime5 = 0x85EBCA77C2B2AE63, 0x27D4EB2F165667C5

    def rotated(word: int, count: int) -> int:
        return (word << count | word >> (64 - count)) & mask

    def taken_in(lane: int, word: int) -> int:
        return rotated((lane + word * prime2) & mask, 31) * prime1 & mask

    def word_at(start: int, size: int) -> int:
        return int.from_bytes(data[start : start + size], "little")

    at = 0
    if len(data) >= 32:
        lanes = [seed + prime1 + prime2, seed + prime2, seed, seed - prime1]
        while at + 32 <= len(data):
            lanes = [taken_in(lane, word_at(at + 8 * i, 8)) for i, lane in enumerate(lanes)]
            at += 32
        rotations = (1, 7, 12, 18)
        number = sum(rotated(lane, count) for lane, count in zip(lanes, rotations)) & mask
        for lane in lanes:
            number = ((number ^ taken_in(0, lane)) * prime1 + prime4) & mask
    else:
        number = (seed + prime5) & mask
    number = (number + len(data)) & mask
    while at + 8 <= len(data):
        number ^= taken_in(0, word_at(at, 8))
        number = (rotated(number, 27) * prime1 + prime4) & mask
        at += 8
    if at + 4 <= len(data):
        number ^= word_at(at, 4) * prime1 & mask
        number = (rotated(number, 23) * prime2 + prime3) & mask
        at += 4
    for byte in data[at:]:
        number ^= byte * prime5 & mask
        number = rotated(number, 11) * prime1 & mask
    number = (number ^ number >> 33) * prime2 & mask
    number = (number ^ number >> 29) * prime3 & mask
    return number ^ number >> 32
