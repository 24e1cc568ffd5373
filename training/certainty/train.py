"""Learns the model of certainty that the careful reader's encoder helps: python train.py BUILD [--measure].

BUILD holds values.jsonl, values.bin, uses.jsonl and uses.bin (states.ts); BUILD/certainty.safetensors is written, in the layout
that src/engine/factuality/context-model.ts reads:

- values.states, values.features (.int8, .scale): for each hidden unit a row over the states of a predicate, and one over hashed
  features, whose last row is a linear part; values.bias, values.out (float32, one a hidden unit).
- uses.states, uses.features: for each use of the conditional a row; uses.bias.
- NAME.buckets (float32): of which bucket of hashed features each column is, rising.
- NAME.middle and NAME.scale (float32): what is taken from each number of a state, and what it is then multiplied with.

Features are hashed as src/engine/factuality/hashed-model.ts does. With --measure the scores of the dev sets (values), and of
five folds over whole reports (uses), are printed before the last training.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

import numpy as np
import torch
from safetensors.numpy import save_file

# So many that hardly two features share one; those in use stand in the file.
BUCKETS = 1 << 22
USES = ["other", "hearsay", "hypothetical", "future-in-past", "not"]
LANGUAGES = ["fr", "es"]
# What a corpus' labels weigh; UDS counts what is to come as not happened, so that it is laid on FactBank's scale.
WEIGHTS = {"uw.train": 1.0, "meantime-unified.train": 3.0, "uds-ih2.train": 0.15}
UDS_LIFT, UDS_SLOPE = 1.1, 0.6
UDS_SHARE = 4000
MEMBERS, HIDDEN, EPOCHS = 4, 32, 10

torch.set_num_threads(1)


def bucket(feature: str, known: dict[str, int] = {}) -> int:
    found = known.get(feature)
    if found is None:
        h = 0x811C9DC5
        units = feature.encode("utf-16-le")
        for i in range(0, len(units), 2):
            h = ((h ^ (units[i] | units[i + 1] << 8)) * 0x01000193) & 0xFFFFFFFF
        h ^= h >> 15
        h = (h * 0x2C1B3C6D) & 0xFFFFFFFF
        h ^= h >> 13
        found = known[feature] = h & (BUCKETS - 1)
    return found


def load(path: Path) -> tuple[list[dict], np.ndarray]:
    rows = [json.loads(line) for line in path.with_suffix(".jsonl").read_text().splitlines()]
    states = np.fromfile(path.with_suffix(".bin"), np.float32).reshape(len(rows), -1)
    return rows, states


def feature_rows(rows: list[dict], train: np.ndarray, least: int) -> tuple[np.ndarray, list[list[int]]]:
    """Buckets in use, and each row's features as indices into them from 1 on."""
    count = Counter(f for row, told in zip(rows, train) if told for f in row["features"])
    used = sorted({bucket(f) for f, n in count.items() if n >= least})
    index = {b: i + 1 for i, b in enumerate(used)}
    ids = [[index[bucket(f)] for f in row["features"] if count[f] >= least] for row in rows]
    return np.array(used), ids


class ValueNetwork(torch.nn.Module):
    """One hidden layer over states and features, and a linear part over features."""

    def __init__(self, states: int, features: int) -> None:
        super().__init__()
        self.states = torch.nn.Linear(states, HIDDEN)
        self.features = torch.nn.Embedding(features + 1, HIDDEN + 1, padding_idx=0)
        torch.nn.init.normal_(self.features.weight, 0, 0.03)
        self.features.weight.data[0] = 0
        self.out = torch.nn.Linear(HIDDEN, 1)
        self.start = torch.nn.Parameter(torch.tensor(2.0))

    def forward(self, x: torch.Tensor, ids: torch.Tensor) -> torch.Tensor:
        keep = 0.5
        if self.training:
            ids = ids * (torch.rand(ids.shape) < keep)
        rows = self.features(ids).sum(1) / (keep if self.training else 1)
        hidden = torch.relu(self.states(torch.nn.functional.dropout(x, 0.3, self.training)) + rows[:, :-1])
        return self.out(torch.nn.functional.dropout(hidden, 0.3, self.training))[:, 0] + rows[:, -1] + self.start


def fit_values(seed: int, x, ids, y, weight, sets) -> ValueNetwork:
    torch.manual_seed(seed)
    dice = np.random.default_rng(seed)
    network = ValueNetwork(x.shape[1], int(ids.max()))
    optimiser = torch.optim.AdamW(network.parameters(), lr=2e-3, weight_decay=0.02)
    uds = np.where(sets == "uds-ih2.train")[0]
    rest = np.where((weight > 0) & (sets != "uds-ih2.train"))[0]
    network.train()
    for epoch in range(EPOCHS):
        order = np.concatenate([rest, dice.choice(uds, UDS_SHARE, replace=False)])
        dice.shuffle(order)
        for group in optimiser.param_groups:
            group["lr"] = 2e-3 * (1 - epoch / EPOCHS)
        for k in range(0, len(order), 64):
            batch = order[k : k + 64]
            loss = torch.nn.functional.smooth_l1_loss(network(x[batch], ids[batch]), y[batch], beta=0.4, reduction="none")
            optimiser.zero_grad()
            (loss * torch.tensor(weight[batch])).mean().backward()
            optimiser.step()
    return network.eval()


def by_row(weight: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Whole numbers from -127 to 127 and each row's scale."""
    scale = np.maximum(np.abs(weight).max(1), 1e-8) / 127
    return np.rint(weight / scale[:, None]).clip(-127, 127).astype(np.int8), scale.astype(np.float32)


def put(tensors: dict[str, np.ndarray], name: str, weight: np.ndarray) -> np.ndarray:
    """Packs a matrix; gives back what the file says."""
    # Turned matrices lie by columns, and would be written so.
    whole, scale = by_row(np.ascontiguousarray(weight))
    tensors[f"{name}.int8"], tensors[f"{name}.scale"] = whole, scale
    return whole.astype(np.float32) * scale[:, None]


def padded(ids: list[list[int]]) -> torch.Tensor:
    out = np.zeros((len(ids), max(map(len, ids))), np.int64)
    for i, row in enumerate(ids):
        out[i, : len(row)] = row
    return torch.tensor(out)


def values(build: Path, tensors: dict[str, np.ndarray]) -> dict:
    rows, raw = load(build / "values")
    sets = np.array([row["set"] for row in rows])
    weight = np.array([WEIGHTS.get(s, 0) for s in sets], np.float32)
    gold = np.array([row.get("value") if row.get("value") is not None else 0 for row in rows], np.float32)
    y = np.where(sets == "uds-ih2.train", UDS_LIFT + UDS_SLOPE * gold, gold).astype(np.float32)
    middle, spreading = raw[weight > 0].mean(0), raw[weight > 0].std(0) + 1e-6
    used, ids = feature_rows(rows, weight > 0, 4)
    x, features = torch.tensor((raw - middle) / spreading), padded(ids)
    members = [fit_values(seed, x, features, torch.tensor(y), weight, sets) for seed in range(MEMBERS)]
    states = np.concatenate([m.states.weight.detach().numpy() for m in members])
    bias = np.concatenate([m.states.bias.detach().numpy() for m in members])
    table = np.concatenate(
        [m.features.weight.detach().numpy()[1:, :-1].T for m in members]
        + [np.mean([m.features.weight.detach().numpy()[1:, -1] for m in members], 0)[None]]
    )
    out = np.concatenate([m.out.weight.detach().numpy()[0] for m in members]) / MEMBERS
    offset = float(np.mean([(m.out.bias + m.start).item() for m in members]))
    states = put(tensors, "values.states", states)
    table = put(tensors, "values.features", table)
    tensors["values.buckets"] = used.astype(np.float32)
    tensors["values.bias"] = bias.astype(np.float32)
    tensors["values.middle"], tensors["values.scale"] = middle, 1 / spreading
    tensors["values.out"] = out.astype(np.float32)
    # The packed model, over the dev sets.
    hidden = (raw - middle) / spreading @ states.T + tensors["values.bias"]
    linear = np.zeros(len(rows), np.float32)
    for i, row in enumerate(ids):
        told = table[:, np.array(row, int) - 1].sum(1)
        hidden[i] += told[:-1]
        linear[i] = told[-1]
    given = np.maximum(hidden, 0) @ out + linear + offset
    thresholds = [-2.5, -1.5, -0.5, 0.5, 1.5, 2.5]
    for name in ("uw.dev", "meantime-unified.dev", "uds-ih2.dev"):
        k = sets == name
        level = -3 + sum((given[k] > t).astype(int) for t in thresholds)
        print(f"{name}: MAE {np.abs(level - gold[k]).mean():.4f} r {np.corrcoef(level, gold[k])[0, 1]:.4f} ({k.sum()})")
    return {"offset": offset, "thresholds": thresholds}


def fit_uses(matrix: np.ndarray, y: np.ndarray, weight: np.ndarray, decay: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Multinomial logistic regression; `decay` holds each column's own."""
    x, t, w, l2 = torch.tensor(matrix), torch.tensor(y), torch.tensor(weight, dtype=torch.float32), torch.tensor(decay)[:, None]
    rows = torch.zeros(x.shape[1], len(USES), requires_grad=True)
    bias = torch.zeros(len(USES), requires_grad=True)
    optimiser = torch.optim.LBFGS([rows, bias], max_iter=60, history_size=10, line_search_fn="strong_wolfe")

    def closure() -> torch.Tensor:
        optimiser.zero_grad()
        loss = (torch.nn.functional.cross_entropy(x @ rows + bias, t, reduction="none") * w).sum() + (l2 * rows * rows).sum()
        loss.backward()
        return loss

    optimiser.step(closure)
    return rows.detach().numpy(), bias.detach().numpy()


def uses(build: Path, tensors: dict[str, np.ndarray], measure: bool) -> dict:
    rows, raw = load(build / "uses")
    kept = [i for i, row in enumerate(rows) if row.get("use")]
    rows, raw = [rows[i] for i in kept], raw[kept]
    for row in rows:
        row["features"] = [f for f in row["features"] if f != "bias"] + [f"language={row['language']}"]
    y = np.array([USES.index(row["use"]) for row in rows])
    language = np.array([row["language"] for row in rows])
    middle, spreading = raw.mean(0), raw.std(0) + 1e-6
    root = np.sqrt(raw.shape[1] / 3)
    x = (raw - middle) / spreading / root
    used, ids = feature_rows(rows, np.ones(len(rows), bool), 3)
    table = np.zeros((len(rows), len(used)), np.float32)
    for i, row in enumerate(ids):
        table[i, np.array(row, int) - 1] = 1
    matrix = np.concatenate([table, x], 1).astype(np.float32)
    decay = np.concatenate([np.full(len(used), 0.5), np.full(x.shape[1], 0.04)]).astype(np.float32)
    merged = np.where(y == 4, 0, y)
    if measure:
        given = np.zeros((len(rows), len(USES)))
        for own in LANGUAGES:
            groups = list(dict.fromkeys(row["group"] for row in rows if row["language"] == own))
            fold = {group: k % 5 for k, group in enumerate(groups)}
            of = np.array([fold.get(row["group"], -1) if row["language"] == own else -1 for row in rows])
            for k in range(5):
                learn = of != k
                w, b = fit_uses(matrix[learn], y[learn], np.ones(learn.sum()), decay)
                given[of == k] = matrix[of == k] @ w + b
        for own in LANGUAGES:
            k = language == own
            best = given[k].argmax(1)
            said = np.where(best == 4, 0, best)
            both = ((said == 1) & (merged[k] == 1)).sum()
            f1 = 2 * both / ((said == 1).sum() + (merged[k] == 1).sum())
            print(f"{own}, left out: uses {100 * (said == merged[k]).mean():.1f} hearsay F1 {100 * f1:.1f} ({k.sum()})")
    learn = np.array([row["set"] != "dev" for row in rows])
    w, b = fit_uses(matrix[learn], y[learn], np.ones(learn.sum()), decay)
    given = matrix @ w + b
    for own in LANGUAGES:
        k = (language == own) & ~learn
        best = given[k].argmax(1)
        said = np.where(best == 4, 0, best)
        both = ((said == 1) & (merged[k] == 1)).sum()
        f1 = 2 * both / ((said == 1).sum() + (merged[k] == 1).sum())
        print(f"{own}, dev: uses {100 * (said == merged[k]).mean():.1f} hearsay F1 {100 * f1:.1f} ({k.sum()})")
    put(tensors, "uses.states", w[len(used) :].T)
    put(tensors, "uses.features", w[: len(used)].T)
    tensors["uses.buckets"] = used.astype(np.float32)
    tensors["uses.bias"] = b.astype(np.float32)
    tensors["uses.middle"], tensors["uses.scale"] = middle, (1 / spreading / root).astype(np.float32)
    return {"names": USES}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("build", type=Path)
    parser.add_argument("--measure", action="store_true")
    given = parser.parse_args()
    tensors: dict[str, np.ndarray] = {}
    about = {"buckets": BUCKETS, "uses": uses(given.build, tensors, given.measure), "values": values(given.build, tensors)}
    save_file(tensors, given.build / "certainty.safetensors", metadata={"certainty": json.dumps(about)})


if __name__ == "__main__":
    main()
