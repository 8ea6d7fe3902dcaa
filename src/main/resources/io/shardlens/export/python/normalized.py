import unicodedata


def _normalized(form: str, text: str) -> str:
    for character in text:
        if unicodedata.category(character) == "Cn":
            raise ValueError(f"this Python does not know the character {character!r}")
    return unicodedata.normalize(form, text)
