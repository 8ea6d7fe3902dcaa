def _python_hash(number: int) -> int:
    """What hash() of an int is, whatever the word size of this computer."""
    amount = abs(number) % ((1 << 61) - 1)
    hashed = -amount if number < 0 else amount
    return -2 if hashed == -1 else hashed
