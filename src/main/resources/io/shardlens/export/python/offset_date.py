def _offset_date(micros: int, seconds: int) -> int:
    """The day of a moment at an offset from UTC."""
    return (micros + seconds * 1_000_000) // 86_400_000_000
