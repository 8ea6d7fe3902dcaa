def _text(key: str) -> str:
    if not isinstance(key, str):
        raise TypeError(f"the key is a str, not {type(key).__name__}")
    if "\0" in key or any("\ud800" <= character <= "\udfff" for character in key):
        raise ValueError("PostgreSQL text holds neither NUL nor half of a surrogate pair")
    return key
