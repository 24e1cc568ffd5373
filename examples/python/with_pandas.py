"""
How each outlet's claims stand: in its own voice, given to somebody, or hearsay.

    selon read reports/ --format jsonl --offsets codepoint --output analyses.jsonl
    python3 with_pandas.py analyses.jsonl
"""

import sys

import pandas as pd

from analyses import analyses

with open(sys.argv[1], encoding="utf-8") as lines:
    claims = pd.DataFrame(
        {
            "outlet": analysis["report"].get("publisher", "(unknown)"),
            "basis": claim["basis"],
            "certainty": claim["factuality"],
        }
        for analysis in analyses(lines)
        for claim in analysis["claims"]
        # A clause that only brings in what somebody says claims nothing besides.
        if not claim.get("reporting") and claim.get("rank") != "nominal"
    )

print(pd.crosstab(claims["outlet"], claims["basis"]).to_csv(lineterminator="\n"), end="")
