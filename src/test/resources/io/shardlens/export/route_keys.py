"""Routes keys from standard input by exported modules.

A line "module NAME FUNCTION TYPE..." begins the keys of one module; each other line is a JSON array of texts, one for
each key column, where times are microseconds (or days) since 2000. A line of the answer is a JSON array of shard and
schema, null where no shard owns the key, or the name of another error.
"""

import datetime
import importlib
import json
import sys
import uuid

EPOCH = datetime.datetime(2000, 1, 1)


def typed(kind, text):
    if text is None:
        return None
    if kind in ("smallint", "integer", "bigint"):
        return int(text)
    if kind == "uuid":
        return uuid.UUID(text)
    if kind == "date":
        return EPOCH.date() + datetime.timedelta(days=int(text))
    if kind == "timestamp":
        return EPOCH + datetime.timedelta(microseconds=int(text))
    if kind == "timestamptz":
        moment = EPOCH.replace(tzinfo=datetime.timezone.utc) + datetime.timedelta(microseconds=int(text))
        # A routing must not depend on the zone in which a moment is given.
        return moment.astimezone(datetime.timezone(datetime.timedelta(hours=-7)))
    return text


def answer(module, function, key):
    try:
        found = function(*key)
        return found if isinstance(found, tuple) else (found, None)
    except module.NoShard:
        return None
    except Exception as error:  # the caller compares what it is
        return type(error).__name__ + ": " + str(error)


def main():
    for line in sys.stdin:
        if line.startswith("module "):
            _, name, function_name, *kinds = line.split()
            module = importlib.import_module(name)
            function = getattr(module, function_name)
            continue
        key = [typed(kind, text) for kind, text in zip(kinds, json.loads(line))]
        print(json.dumps(answer(module, function, key)))


main()
