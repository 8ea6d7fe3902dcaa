def _int32_bytes(number: int, order: str) -> bytes:
    if not -(1 << 31) <= number < 1 << 31:
        raise NoShard(f"no shard owns {number}: it does not fit in 32 bits")
    data = number.to_bytes(4, "big", signed=True)
    return data if order == "big" else data[::-1]
