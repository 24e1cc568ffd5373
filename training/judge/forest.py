"""Learns the judges of pairs: python training/judge/forest.py FEATURES.txt OUT.json[.gz] [--pairs PAIRS.txt] [--without SET]

FEATURES is what features.ts writes; a judge is boosted decision trees (LightGBM). `--without` leaves the pairs of one
situation out, to measure on it.
"""

from __future__ import annotations

import argparse
import gzip
import json
from pathlib import Path

import lightgbm as lgb
import numpy as np

COMMON = dict(objective="binary", learning_rate=0.025, num_leaves=10, min_data_in_leaf=25, feature_fraction=0.3, bagging_fraction=0.6, bagging_freq=1, lambda_l2=8, verbose=-1, num_threads=1, deterministic=True, seed=3)
ROUNDS = {"same": 600, "figure": 300}
SIZES = {"same": {}, "figure": dict(num_leaves=8, min_data_in_leaf=20)}
WEIGHTS = {"none": 0.3, "different": 2.0}
# Added to the log-odds: of situations in which less is told twice pairs of one fact are rarer, and the thresholds stand.
SHIFT = {"same": 0.2, "figure": 0.4}
PAIRS = 0.4  # a claim pair of the sentence pairs beside one of a situation


def read(path: Path) -> tuple[list[str], np.ndarray, np.ndarray, np.ndarray]:
    lines = path.read_text().split("\n")
    names = lines[0].split()[5:]
    rows = [line.split() for line in lines[1:]]
    sets, labels = (np.array([row[k] for row in rows]) for k in (0, 3))
    return names, sets, labels, np.array([row[5:] for row in rows], np.float64)


def learn(question: str, pairs: int, names: list[str], labels: np.ndarray, x: np.ndarray, chosen: np.ndarray) -> lgb.Booster:
    if question == "same":
        weight = np.array([WEIGHTS.get(label, 1.0) for label in labels])
        weight[len(weight) - pairs :] *= PAIRS
    else:
        # Of a series the gold names some values alone: "half" is a number of one beside one of none.
        weight = np.select([labels == "other", labels == "half", labels == "none"], [1.5, 0.3, 0.5], 1.0)
    chosen = chosen & (labels != "may")
    data = lgb.Dataset(x[chosen], (labels[chosen] == "same").astype(int), weight=weight[chosen], feature_name=names)
    return lgb.train(COMMON | SIZES[question], data, ROUNDS[question])


def trees(model: lgb.Booster, shift: float) -> list[dict[str, list[float]]]:
    found = []
    for info in model.dump_model()["tree_info"]:
        tree: dict[str, list] = {"feature": [], "threshold": [], "left": [], "right": [], "value": []}

        def add(node: dict) -> int:
            if "leaf_value" in node:
                tree["value"].append(round(node["leaf_value"] + (0 if found else shift), 6))
                return -len(tree["value"])
            at = len(tree["feature"])
            for name, value in (("feature", node["split_feature"]), ("threshold", round(node["threshold"], 7)), ("left", 0), ("right", 0)):
                tree[name].append(value)
            tree["left"][at] = add(node["left_child"])
            tree["right"][at] = add(node["right_child"])
            return at

        add(info["tree_structure"])
        found.append(tree)
    return found


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("features", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--pairs", type=Path)
    parser.add_argument("--without")
    given = parser.parse_args()
    names, sets, labels, x = read(given.features)
    pairs = 0
    if given.pairs:
        # Sentences of two reports each, so that what stands out in a whole story is not all that counts.
        _, *more = read(given.pairs)
        pairs = len(more[0])
        sets, labels, x = (np.concatenate(both) for both in zip((sets, labels, x), more))
    judges = {"same": {"features": names, "trees": trees(learn("same", pairs, names, labels, x, sets != given.without), SHIFT["same"])}}
    names, sets, labels, x = read(given.features.with_suffix(".figures.txt"))
    judges["figure"] = {"features": names, "trees": trees(learn("figure", 0, names, labels, x, sets != given.without), SHIFT["figure"])}
    written = json.dumps(judges, separators=(",", ":")).encode()
    given.out.write_bytes(gzip.compress(written, 9, mtime=0) if given.out.suffix == ".gz" else written)


if __name__ == "__main__":
    main()
