def _substring(text: str, start: int, length: int) -> str:
    """Characters from the start-th on; a negative start counts from the end."""
    first = start - 1 if start > 0 else max(0, len(text) + start)
    return text[first : first + length]
