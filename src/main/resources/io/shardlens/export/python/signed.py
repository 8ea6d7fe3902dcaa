def _signed(number: int, bits: int) -> int:
    return number - (1 << bits) if number >> (bits - 1) else number
