import re


def _number_in(text: str) -> int:
    digits = text.strip(_white_space)
    if not re.fullmatch("[+-]?0*[0-9]{1,19}", digits):
        raise NoShard(f"no shard owns {text!r}: it is no bigint")
    # Without its zeros, of which Python would read only some thousands.
    number = int(re.sub("^([+-]?)0+(?=[0-9])", r"\1", digits))
    if not -(1 << 63) <= number < 1 << 63:
        raise NoShard(f"no shard owns {text!r}: it is no bigint")
    return number
