"""Keeps of the encoder's 250,037 pieces those that French, English and Spanish news need.

python vocabulary.py TOKENIZER.json BUILD: writes BUILD/kept.json and BUILD/tokenizer.json. Kept are the pieces
that the training texts use, those of the 30,000 commonest words of each language, and every single Latin letter, digit
and sign. What a dropped piece spelt is cut into smaller pieces that stay; nothing is lost.
"""

from __future__ import annotations

import glob
import gzip
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from tokenizers import Tokenizer
from wordfreq import top_n_list

from documents import DATA

SPECIAL = 4  # <s>, <pad>, </s>, <unk>
LEFT_OUT = ("/gold/", "/conditionals/", "german", ".dev.")
COMMON_WORDS = 30_000


def texts() -> Iterator[str]:
    for file in sorted(glob.glob(f"{DATA}/**/*.jsonl.gz", recursive=True)):
        if any(part in file for part in LEFT_OUT):
            continue
        with gzip.open(file, "rt", encoding="utf8") as lines:
            for line in lines:
                record = json.loads(line)
                yield from (record[key] for key in ("text", "title", "context", "sentence") if isinstance(record.get(key), str))


def latin(piece: str) -> bool:
    return all(c == "▁" or ord(c) < 0x250 or 0x2000 <= ord(c) < 0x2100 or c in "€₤№™−≤≥" for c in piece)


def kept_pieces(tokenizer: Tokenizer, pieces: list[str]) -> list[int]:
    used: set[int] = set()
    batch: list[str] = []
    for text in texts():
        batch.append(text)
        if len(batch) == 512:
            used.update(i for encoding in tokenizer.encode_batch(batch) for i in encoding.ids)
            batch = []
    used.update(i for encoding in tokenizer.encode_batch(batch) for i in encoding.ids)
    for language in ("fr", "en", "es"):
        for word in top_n_list(language, COMMON_WORDS):
            for form in (word, word[:1].upper() + word[1:]):
                used.update(tokenizer.encode(form).ids)
    used.update(i for i, piece in enumerate(pieces) if len(piece.replace("▁", "")) <= 1)
    return sorted({i for i in used if latin(pieces[i])} | set(range(SPECIAL)))


def trimmed_tokenizer(description: dict, kept: list[int]) -> dict:
    description["model"]["vocab"] = [description["model"]["vocab"][i] for i in kept]
    description["added_tokens"] = [token for token in description["added_tokens"] if token["id"] < SPECIAL]
    description["truncation"] = description["padding"] = None
    return description


def main(tokenizer_file: str, build: str) -> None:
    tokenizer = Tokenizer.from_file(tokenizer_file)
    tokenizer.no_truncation()
    tokenizer.no_padding()
    description = json.loads(Path(tokenizer_file).read_text("utf8"))
    kept = kept_pieces(tokenizer, [piece for piece, _ in description["model"]["vocab"]])
    Path(build, "kept.json").write_text(json.dumps(kept))
    Path(build, "tokenizer.json").write_text(json.dumps(trimmed_tokenizer(description, kept), ensure_ascii=False), "utf8")
    print(len(kept), "pieces kept")


if __name__ == "__main__":
    main(*sys.argv[1:3])
