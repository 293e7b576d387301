# SPDX-License-Identifier: Apache-2.0
"""Runs one walk, or all of them, over one desk; prints `N passed, N failed`."""

from __future__ import annotations

import importlib
import os
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser
from playwright.sync_api import Error as PlaywrightError

import album
import checks
import coverage
from desk import Desk, DeskFailed
from tally import Stopped, Tally
from window import chromium

Walk = Callable[[Desk, Browser, Tally], None]
ALL = [
    "reading_order", "key_tables", "crawl", "dates", "refusals", "habits", "searching",
    "twice", "lost", "links", "passkey", "spine", "without_script", "strokes", "post_office",
    "corrections", "one_of_each", "manual", "pictures", "by_hand", "new_city", "headed"]
"""In this order: those that only look come first, and before all of them the one whose pages must not tell
who looked before it."""
PICTURED = {"manual", "pictures"}
"""The walks that take the pictures of the manual."""
PICTURES = "album"
"""Where a check of the pictures themselves failed, after the walks."""
LARGE = ["every_form", "every_route"]
"""After all the others: they send every form, and leave the town in disorder."""
SAMPLED = ["every_route"]
"""Those of them that the gate walks in part, where nothing is carried out."""
FEW = 2
"""A run of which so few checks failed walks those walks once more, in a town of its own: what the screens do is
the same every time, what a busy machine does to a browser is not. Both times are said, and the run is green only
where the second time nothing failed. `full` walks nothing twice."""


is_full = checks.is_full


def several(walks: list[Walk], keeps: bool = False) -> Tally:
    """Walk after walk. Who keeps the pictures puts the new ones in the place of the old."""
    tally = Tally()
    begun = time.monotonic()
    album.begin()
    try:
        with Desk() as desk, chromium() as browser:
            print(f"画面を開きました({time.monotonic() - begun:.0f}秒)", flush=True)
            for walk in walks:
                walked = time.monotonic()
                checks.begin(walk.__module__)
                tally.walk = walk.__module__
                try:
                    walk(desk, browser, tally)
                except Stopped as stopped:
                    print(f"  ここから先へ進めません: {stopped}", flush=True)
                except (PlaywrightError, LookupError, OSError, ValueError) as failure:
                    where = traceback.extract_tb(failure.__traceback__)
                    ours = [f"{Path(one.filename).name}:{one.lineno}" for one in where
                            if Path(one.filename).parent == Path(__file__).parent]
                    tally.check(False, "画面が待つとおりに動く " + " → ".join(ours), failure)
                if is_full():
                    checks.write()
                print(f"  {walk.__module__} {time.monotonic() - walked:.0f}秒", flush=True)
                if not tally.check(not desk.has_ended(), "プログラムが動き続けている", desk.said()[-2000:]):
                    break
            if keeps and not tally.failed:
                album.keep()
            tally.walk = PICTURES
            album.report(tally, browser, is_whole=PICTURED <= {walk.__module__ for walk in walks})
            tally.walk = ""
            is_whole = is_full() and len(walks) > len(ALL)
            coverage.report(tally, most=0 if is_whole else None)
            checks.report(tally, is_whole)
    except DeskFailed as failure:
        tally.check(False, "画面が開く", failure)
    print(f"{time.monotonic() - begun:.0f}秒", flush=True)
    return tally


def once_more(first: Tally) -> int:
    """The walks of the few checks that failed, again; what both times said, and the exit code of the second."""
    walks = {walk for walk, _ in first.failed}
    if is_full() or not 0 < len(first.failed) <= FEW or "" in walks:
        return first.close()
    first.close()
    names = [name for name in ALL + SAMPLED if name in walks or (PICTURES in walks and name in PICTURED)]
    print(f"違いのあった歩きを、新しい町でもう一度: {'、'.join(names)}", flush=True)
    second = several([importlib.import_module(name).walk for name in names])
    code = second.close()
    if code == 0:
        print("二度目で通りました。一度目に違ったもの(docs/desk-checks.md「揺れ」に書いてください):", flush=True)
        first.say_again()
    return code


def table() -> int:
    """What the walks met that were walked one by one with `full`."""
    tally = Tally()
    checks.read(set())
    checks.report(tally, is_whole=True)
    return tally.close()


def alone(walk: Walk) -> int:
    return several([walk]).close()


if __name__ == "__main__":
    asked = sys.argv[1:]
    if "full" in asked:
        os.environ["HAGUKUMI_BROWSER"] = "full"
        asked.remove("full")
    names = asked or ALL + (LARGE if is_full() else SAMPLED)
    if names == ["table"]:
        sys.exit(table())
    if is_full():
        # One of them alone goes on from what the others have met.
        checks.forget() if not asked else checks.read(set(names))
    result = several([importlib.import_module(name).walk for name in names])
    sys.exit(result.close() if asked else once_more(result))
