def _java_text_hash(text: str) -> int:
    """Java's String.hashCode, which counts UTF-16 units."""
    data = text.encode("utf-16-be")
    number = 0
    for high, low in zip(data[::2], data[1::2]):
        number = (31 * number + (high << 8 | low)) & 0xFFFFFFFF
    return _signed(number, 32)
