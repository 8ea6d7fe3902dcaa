def _hash_tag(text: str) -> str:
    """What lies between the first { and the next }, unless that is nothing: Redis Cluster."""
    start = text.find("{") + 1
    end = text.find("}", start)
    return text[start:end] if 0 < start < end else text
