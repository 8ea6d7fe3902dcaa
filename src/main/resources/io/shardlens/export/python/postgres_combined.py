def _postgres_combined(row: int, column: int) -> int:
    """PostgreSQL's hash_combine64: takes the hash of one more column into that of the row."""
    mask = 0xFFFFFFFFFFFFFFFF
    return row ^ (column + 0x49A0F4DD15E5A8E3 + (row << 54 & mask) + (row >> 7) & mask)
