"""Finds the projection of the vectors: python training/judge/projection.py BUILD OUT.npz REPORTS.jsonl …

Principal components of the tenth layer's states over the reports' texts, each of the same variance: nothing that the gold
says is looked at. BUILD is the folder of training/reader/README.md.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

sys.path.insert(0, str(Path(__file__).parent.parent / "reader"))
from encoder import pretrained  # noqa: E402

LAYERS, WIDTH, WINDOW = 10, 128, 200


def main(build: Path, out: Path, files: list[Path]) -> None:
    torch.set_num_threads(1)
    encoder = pretrained(build / "e5-small-q4.bin", LAYERS, json.loads((build / "kept.json").read_text())).eval()
    tokenizer = Tokenizer.from_file(str(build / "tokenizer.json"))
    states = []
    for file in files:
        for line in file.read_text().splitlines():
            ids = tokenizer.encode(json.loads(line)["text"], add_special_tokens=False).ids
            for at in range(0, len(ids), WINDOW):
                window = torch.tensor([[0, *ids[at : at + WINDOW], 2]])
                with torch.no_grad():
                    states.append(encoder(window, torch.ones_like(window, dtype=torch.bool))[0, 1:-1].numpy())
    every = np.concatenate(states).astype(np.float64)
    middle = every.mean(0)
    variances, directions = np.linalg.eigh(np.cov((every - middle).T))
    chosen = np.argsort(-variances)[:WIDTH]
    weight = (directions[:, chosen] * variances[chosen] ** -0.5).T
    np.savez(out, middle=middle.astype(np.float32), weight=weight.astype(np.float32), layers=LAYERS)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), [Path(a) for a in sys.argv[3:]])
