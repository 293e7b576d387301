# SPDX-License-Identifier: Apache-2.0
"""Which routes of the desk the walks have met, against the table of routes. A form that the browser
itself keeps back for what is missing is not met here; a test of the desk sends each of them.

`Tests/DeskTests/Golden/routes.tsv` is the table; a test of the desk keeps it true."""

from __future__ import annotations

import csv
import re
from urllib.parse import urlsplit

from playwright.sync_api import Response

from desk import ROOT
from tally import Tally

UNMET: dict[str, str] = {}
"""Routes that no walk meets, each with the reason."""

NEVER_REFUSED: dict[str, str] = {
    "logout": "問うものがない", "ask": "どの言葉も探す。ないものはないと言う", "stopWork": "仕事を止めるだけで、問うものがない",
    "resetPractice": "練習の町だけの用紙で、問うものがない"}
"""Forms that have nothing to be refused for, each with the reason."""

_met: set[str] = set()
_table: list[tuple[str, str, re.Pattern[str]]] = []


def table() -> list[tuple[str, str, re.Pattern[str]]]:
    """Name, method and pattern of every route."""
    if not _table:
        path = ROOT / "Tests/DeskTests/Golden/routes.tsv"
        with path.open(encoding="utf-8", newline="") as lines:
            for line in csv.DictReader(lines, delimiter="\t"):
                pattern = re.sub(r":[a-z]+", "[^/]+", line["path"])
                _table.append((line["route"], line["method"], re.compile(pattern + "$")))
    return _table


def paths() -> list[tuple[str, str, str]]:
    """Name, method and address of every route, as the table has them."""
    path = ROOT / "Tests/DeskTests/Golden/routes.tsv"
    with path.open(encoding="utf-8", newline="") as lines:
        return [(line["route"], line["method"], line["path"])
                for line in csv.DictReader(lines, delimiter="\t")]


def pattern(name: str) -> str:
    """The address of a route for GET, as the table has it."""
    return next(path for one, verb, path in paths() if one == name and verb == "GET")


def route(method: str, address: str) -> str | None:
    """The route that answers; where two fit, the one without a parameter there."""
    path = urlsplit(address).path
    fitting = [(name, pattern.pattern.count("[^/]+"))
               for name, verb, pattern in table() if verb == method and pattern.match(path)]
    return min(fitting, key=lambda one: one[1])[0] if fitting else None


def hear(response: Response) -> None:
    note(response.request.method, response.url, response.status)


def note(method: str, address: str, status: int) -> None:
    """A route is met where it did its work or said in words why not: not where somebody without
    the right stood, nor where nothing is found, nor in a fault."""
    name = route(method, address)
    if name and (status < 400 or status in (409, 422)):
        _met.add(name)


def is_met(name: str) -> bool:
    return name in _met


def report(tally: Tally, most: int | None = None) -> None:
    """How many routes were met; with `most`, which were not, and whether these are few enough."""
    pages = {name for name, verb, _ in table() if verb == "GET"}
    forms = {name for name, verb, _ in table()} - pages
    missing = sorted(pages - _met - set(UNMET))
    print(
        f"画面 {len(pages & _met)} / {len(pages)}、用紙 {len(forms & _met)} / {len(forms)}", flush=True)
    if most is not None:
        tally.check(len(missing) <= most, "どの画面も一巡りで開く", "、".join(missing))
