"""
Who says what, one statement a line: speaker, tab, words. Standard library alone.

    selon read reports/ --format jsonl --offsets codepoint | python3 who_says_what.py
"""

import sys

from analyses import analyses, words

sys.stdin.reconfigure(encoding="utf-8")
sys.stdout.reconfigure(encoding="utf-8")
for analysis in analyses(sys.stdin):
    text = analysis["report"]["text"]
    for statement in analysis["attributions"]:
        speaker = words(text, statement["source"]) or "(nobody named)"
        print(speaker, words(text, statement["content"]), sep="\t")
