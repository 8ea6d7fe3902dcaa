def _crc32c(data: bytes) -> int:
    """CRC-32C (Castagnoli)."""
    number = 0xFFFFFFFF
    for byte in data:
        number ^= byte
        for _ in range(8):
            number = number >> 1 ^ (0x82F63B78 if number & 1 else 0)
    return number ^ 0xFFFFFFFF
