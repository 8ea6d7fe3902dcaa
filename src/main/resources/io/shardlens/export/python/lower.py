def _lower(text: str) -> str:
    return _settled(text).lower()
