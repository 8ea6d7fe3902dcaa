def _upper(text: str) -> str:
    return _settled(text).upper()
