"""Writes the reader's weights for the engine: python export.py BUILD [--model reader.pt], into BUILD/reader.safetensors.

The format is safetensors: 8 bytes with the header's length (little-endian), the header in JSON (for each tensor its dtype,
shape and offsets into what follows), then the tensors. Beside plain float32 tensors there are two packed forms:

- NAME.int8 [rows, columns] with NAME.scale [rows]: weight = int8 * scale of its row; all linear layers, row = output.
- piece.scores [pieces]: logarithm of how often each piece stands in text.
- word.four_bit [pieces, hidden / 32, 16] (uint8) with word.scale [pieces, hidden / 32] (float16): blocks of 32 numbers, byte k
  holds number k in its low and number k + 16 in its high four bits; weight = (bits - 8) * scale. These are the encoder's
  own embeddings, bit by bit.

The header's __metadata__ holds in JSON: `sizes` (of the encoder), `roles`, `kinds`, `acts`, `tags`, `far`, `width`, `choice` (decode.py), and
`confidence` (calibrate.py). network.py and encoder.py say what is computed with them; GELU is the exact one, with erf.
"""

from __future__ import annotations

import argparse
import gzip
import json
import unicodedata
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.numpy import save_file
from tokenizers import Tokenizer
from torch import Tensor

from encoder import four_bit_embeddings
from network import ACTS, FAR, KINDS, ROLES, TAGS, WIDTH, Reader, restore

# Code points whose writing is kept with the model: Latin, Greek, signs, full-width forms, the mark of byte order.
NORMALISED = ((1, 0x530), (0x1E00, 0x2E80), (0x3000, 0x3040), (0xFB00, 0xFB07), (0xFE00, 0xFE10), (0xFEFF, 0xFF00), (0xFF00, 0xFFF0))


def by_row(weight: Tensor) -> tuple[np.ndarray, np.ndarray]:
    """Whole numbers from -127 to 127 and each row's scale."""
    scale = weight.abs().amax(1).clamp(min=1e-8) / 127
    whole = (weight / scale[:, None]).round().clamp(-127, 127)
    return whole.to(torch.int8).numpy(), scale.numpy()


def packed(reader: Reader, build: Path) -> dict[str, np.ndarray]:
    out: dict[str, np.ndarray] = {}
    kept = json.loads((build / "kept.json").read_text())
    nibbles, scale = four_bit_embeddings(build / "e5-small-q4.bin", kept)
    out["word.four_bit"], out["word.scale"] = nibbles, scale
    for name, value in reader.state_dict().items():
        short = name.removeprefix("encoder.")
        if short == "word.weight":
            continue
        if short.endswith(".weight") and value.dim() == 2 and short != "position.weight":
            whole, rows = by_row(value)
            out[short.removesuffix("weight") + "int8"], out[short.removesuffix("weight") + "scale"] = whole, rows
        else:
            out[short] = value.float().numpy()
    return out


def rounded(reader: Reader) -> Reader:
    """The reader with the weights that the file gives back, to measure what packing costs."""
    with torch.no_grad():
        for name, value in reader.named_parameters():
            if name.endswith(".weight") and value.dim() == 2 and "word" not in name and "position" not in name:
                whole, scale = by_row(value)
                value.copy_(torch.from_numpy(whole).float() * torch.from_numpy(scale)[:, None])
    return reader


def piece_list(path: Path) -> tuple[list[str], list[float], dict[str, str]]:
    """The pieces with their scores, and what the tokenizer writes for a character of the Latin scripts and their signs, or for
    a letter with a combining mark behind it, before it looks pieces up; '' where it drops it."""
    tokenizer = Tokenizer.from_file(str(path))
    vocabulary = json.loads(path.read_text())["model"]["vocab"]
    normal: dict[str, str] = {}
    for first, last in NORMALISED:
        for code in range(first, last):
            character = chr(code)
            written = tokenizer.normalizer.normalize_str(f"a{character}b")[1:-1]
            if written != character:
                normal[character] = written
    for code in range(0xC0, 0x2000):
        apart = unicodedata.normalize("NFD", chr(code))
        if len(apart) == 2 and 0x300 <= ord(apart[1]) < 0x370 and tokenizer.normalizer.normalize_str(apart) == chr(code):
            normal[apart] = chr(code)
    return [piece for piece, _ in vocabulary], [score for _, score in vocabulary], normal


def setting(build: Path, name: str) -> dict[str, Any]:
    """What tune.py or calibrate.py found; empty where they have not run."""
    file = build / f"{name}.json"
    return json.loads(file.read_text()) if file.exists() else {}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("build", type=Path)
    parser.add_argument("--model", default="reader.pt")
    given = parser.parse_args()
    reader = restore(given.build / given.model)
    about = dict(sizes=reader.encoder.sizes, roles=ROLES, kinds=KINDS, acts=ACTS, tags=TAGS, far=FAR, width=WIDTH)
    about |= {name: setting(given.build, name) for name in ("choice", "confidence")}
    out = given.build / "reader.safetensors"
    pieces, scores, normal = piece_list(given.build / "tokenizer.json")
    tensors = packed(reader, given.build) | {"piece.scores": np.array(scores, np.float32)}
    about_pieces = {"pieces": "\n".join(pieces), "normal": normal}
    save_file(tensors, out, metadata={"reader": json.dumps(about), "pieces": json.dumps(about_pieces, ensure_ascii=False)})
    size = len(gzip.compress(out.read_bytes(), 9))
    print(f"{out}: {out.stat().st_size / 1e6:.1f} MB, {size / 1e6:.1f} compressed")


if __name__ == "__main__":
    main()
