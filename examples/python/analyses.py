"""Analyses as `selon read --format jsonl --offsets codepoint` writes them: one a line."""

import json
import sys
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator


def analyses(lines: Iterable[str]) -> Iterator[dict]:
    """The analyses of some lines; what could not be read is said on standard error and left out."""
    for line in lines:
        if not line.strip():
            continue
        found = json.loads(line)
        if "error" in found:
            print(f"{found.get('id')}: {found['error']}", file=sys.stderr)
        else:
            yield found


def words(text: str, spans: list[list[int]]) -> str:
    """The words of spans: half-open pairs of code points, which is how Python counts."""
    return " … ".join(text[start:end] for start, end in spans)


def from_utf16(text: str) -> Callable[[int], int]:
    """
    Makes code points of UTF-16 offsets, for what was written without `--offsets codepoint` or came from the API.
    A letter beyond U+FFFF (an emoji, say) counts two there, and one in Python.
    """
    beyond: list[int] = []
    offset = 0
    for letter in text:
        if ord(letter) > 0xFFFF:
            beyond.append(offset)
            offset += 1
        offset += 1
    return lambda utf16: utf16 - bisect_left(beyond, utf16)
