# SPDX-License-Identifier: Apache-2.0
"""A page as a screen reader walks it, against what is on record (U16)."""

from __future__ import annotations

import os
import re
from pathlib import Path

from playwright.sync_api import Page

import checks
from tally import Tally

FOLDER = Path(__file__).parent / "golden"
ROWS = 2
"""Rows of a list that are written out, the head not counted."""


def is_recording() -> bool:
    return os.environ.get("RECORD") == "1"


_DIGEST = re.compile(
    r"\b(?=[0-9a-f ]*[a-f])(?:[0-9a-f]{4} ){4}[0-9a-f]{4}\b|\b(?=[0-9]*[a-f])(?=[a-f]*[0-9])[0-9a-f]{7,}\b")
"""The digest of a file, of a commit, of a key: another one tomorrow."""


def tree(page: Page, whole: bool = False, rows: int = ROWS) -> str:
    """The page as a screen reader walks it, without what changes from day to day."""
    lines: list[str] = []
    counted: dict[int, int] = {}
    skipped: int | None = None
    # The frame is the same everywhere and stands in one of them.
    places = ["body"] if whole else ["main", "nav.keys"]
    text = "\n".join(page.locator(place).first.aria_snapshot() for place in places
        # A page before the log-in has no keys.
        if page.locator(place).count())
    for line in text.splitlines():
        depth = len(line) - len(line.lstrip())
        if skipped is not None and depth > skipped:
            continue
        skipped = None
        for deeper in [one for one in counted if one > depth]:
            del counted[deeper]
        words = line.strip()
        # Where no row is shown, the line of its pages is not shown either.
        if rows < 0 and words.startswith('- navigation "一覧の頁"'):
            skipped = depth
            continue
        role = words.removeprefix("- ").split(" ")[0].rstrip(":")
        if role in ("row", "listitem"):
            counted[depth] = counted.get(depth, 0) + 1
            if counted[depth] > rows + 1:
                skipped = depth
                continue
        else:
            counted.pop(depth, None)
        if role in ("row", "cell", "rowheader") and len(words) > 60:
            words = words[:60] + "…"
        if re.match(r"- /url:", words):
            words = re.sub(r"[?&](on|known|from|day|newest)=[^&\s]*", "", words)
        lines.append(" " * depth + re.sub(r"[0-9a-f]{36,}", "key", words))
    # Neither the edition of the books nor what the last run of the tests said of a measure is the page's doing.
    text = re.sub("(term: 制度の版\n *- definition:|制度の本) [^\n、]+", r"\1 （版）", "\n".join(lines))
    text = re.sub("証明済み|試験が失敗|結果の記録なし", "（試験の結果）", text)
    text = _DIGEST.sub("key", text)
    # Keys of the bar and levels of headings stay; every other figure is a 0.
    return re.sub(r"(?<![F=\d])\d+", "0", text) + "\n"


def compare(tally: Tally, page: Page, name: str, found: str, who: str) -> None:
    """Holds the page against its golden, or writes it anew. What differs is left in `.build/browser/found`."""
    checks.meet("U16", page)
    file = FOLDER / f"{name}.aria"
    if is_recording():
        file.parent.mkdir(exist_ok=True)
        file.write_text(found, encoding="utf-8")
        tally.check(True, f"{who}: {name} を記録した")
        return
    known = file.read_text(encoding="utf-8") if file.exists() else ""
    if found == known:
        tally.check(True, f"{who}: {name}: 読み上げの順が変わらない")
        return
    left = checks.NOTES / "found" / f"{name}.aria"
    left.parent.mkdir(parents=True, exist_ok=True)
    left.write_text(found, encoding="utf-8")
    before, after = known.splitlines(), found.splitlines()
    at = next(
        (i for i, (a, b) in enumerate(zip(before, after)) if a != b), min(len(before), len(after)))
    tally.check(
        False, f"{who}: {name}: 読み上げの順が変わらない（直したものなら RECORD=1 で書き直す）",
        f"{at + 1}行目\n      前 {before[at:at + 3]}\n      今 {after[at:at + 3]}")
