import re


def _digits(text: str) -> str:
    return re.sub("[^0-9]", "", text)
