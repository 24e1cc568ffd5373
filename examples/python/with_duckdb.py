"""
Whom the reports quote most, and in how many reports; the words are cut out in SQL, whose strings count code points too.

    selon read reports/ --format jsonl --offsets codepoint --output analyses.jsonl
    python3 with_duckdb.py analyses.jsonl
"""

import sys

import duckdb

found = duckdb.execute(
    """
    WITH statements AS (
        SELECT report.id AS report, report.text AS text, unnest(attributions) AS statement
        FROM read_json(?, format = 'newline_delimited', maximum_depth = -1)
    )
    SELECT text[statement.source[1][1] + 1 : statement.source[1][2]] AS speaker,
           count(*) AS statements,
           count(DISTINCT report) AS reports
    FROM statements
    WHERE len(statement.source) > 0
    GROUP BY speaker
    ORDER BY statements DESC, speaker
    LIMIT 10
    """,
    [sys.argv[1]],
)
for row in found.fetchall():
    print(*row, sep="\t")
