"""Reads a set: python read.py MODEL.pt SET.jsonl OUT.pkl [--fold K].

With --fold, only the reports of that fold are read; others that OUT holds already are kept, so that five calls, each with
the model that has not seen its fold, fill one file.
"""

from __future__ import annotations

import argparse
import pickle
import time
from pathlib import Path

import torch
from tokenizers import Tokenizer

from documents import read_lines, tokenised
from export import rounded
from network import restore
from scores import CONTEXT, CORE, read


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("model", type=Path)
    parser.add_argument("set", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--fold", type=int)
    parser.add_argument("--core", type=int, default=CORE)
    parser.add_argument("--context", type=int, default=CONTEXT)
    parser.add_argument("--rounded", action="store_true", help="with the weights as export.py packs them")
    given = parser.parse_args()
    torch.set_num_threads(1)
    reader = restore(given.model)
    if given.rounded:
        rounded(reader)
    tokenizer = Tokenizer.from_file(str(given.model.parent / "tokenizer.json"))
    kept = pickle.loads(given.out.read_bytes()) if given.out.exists() else {}
    started, words = time.process_time(), 0
    for record in read_lines(given.set):
        if given.fold is None or record["fold"] == given.fold:
            document = tokenised(dict(id=record["id"], text=record["text"]), "ours", tokenizer)
            kept[record["id"]] = read(reader, document, given.core, given.context)
            words += len(document.words)
    given.out.write_bytes(pickle.dumps(kept))
    print(f"{words} words, {words / (time.process_time() - started):.0f} a CPU second -> {given.out}")


if __name__ == "__main__":
    main()
