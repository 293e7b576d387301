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
    "crawl", "dates", "reading_order", "key_tables", "refusals", "habits", "searching",
    "twice", "lost", "links", "passkey", "spine", "without_script", "strokes", "post_office",
    "corrections", "one_of_each", "manual", "pictures", "by_hand", "new_city", "headed"]
"""In this order: those that only look come first."""
PICTURED = {"manual", "pictures"}
"""The walks that take the pictures of the manual."""
LARGE = ["every_form"]
"""Only where everything is asked for: they send every form, and leave the town in disorder."""


is_full = checks.is_full


def several(walks: list[Walk], keeps: bool = False) -> int:
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
            album.report(tally, browser, is_whole=PICTURED <= {walk.__module__ for walk in walks})
            coverage.report(tally, most=0 if len(walks) > len(ALL) else None)
            checks.report(tally, is_whole=len(walks) > len(ALL))
    except DeskFailed as failure:
        tally.check(False, "画面が開く", failure)
    print(f"{time.monotonic() - begun:.0f}秒", flush=True)
    return tally.close()


def table() -> int:
    """What the walks met that were walked one by one with `full`."""
    tally = Tally()
    checks.read(set())
    checks.report(tally, is_whole=True)
    return tally.close()


def alone(walk: Walk) -> int:
    return several([walk])


if __name__ == "__main__":
    asked = sys.argv[1:]
    if "full" in asked:
        os.environ["HAGUKUMI_BROWSER"] = "full"
        asked.remove("full")
    names = asked or (ALL + LARGE if is_full() else ALL)
    if names == ["table"]:
        sys.exit(table())
    if is_full():
        # One of them alone goes on from what the others have met.
        checks.forget() if not asked else checks.read(set(names))
    sys.exit(several([importlib.import_module(name).walk for name in names]))
