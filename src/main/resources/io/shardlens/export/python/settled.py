import re


def _settled(text: str) -> str:
    """Refuses characters of which versions of Unicode know another case, or none."""
    strange = re.search(
        "[^\x00-\u017f\u0300-\u0344\u0346-\u036f\u0370-\u03a2\u03a4-\u052f\u0590-\u06ff\u0900-\u0dff\u0e00-\u0eff"
        "\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3\u2000-\u206f\u20a0-\u20bf"
        "\U0001f300-\U0001f5ff\U0001f600-\U0001f64f]",
        text,
    )
    if strange:
        raise ValueError(f"the case of {strange.group()!r} differs from version to version")
    return text
