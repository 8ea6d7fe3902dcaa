def _jump(number: int, count: int) -> int:
    """Jump consistent hash of Lamping and Veach (2014)."""
    state = number & 0xFFFFFFFFFFFFFFFF
    bucket, following = -1, 0
    while following < count:
        bucket = following
        state = (state * 2862933555777941757 + 1) & 0xFFFFFFFFFFFFFFFF
        following = int((bucket + 1) * (float(1 << 31) / ((state >> 33) + 1)))
    return bucket
