import unicodedata
from typing import Literal


def _normalized(form: Literal["NFC", "NFD", "NFKC", "NFKD"], text: str) -> str:
    for character in text:
        if unicodedata.category(character) == "Cn":
            raise ValueError(f"this Python does not know the character {character!r}")
    return unicodedata.normalize(form, text)
