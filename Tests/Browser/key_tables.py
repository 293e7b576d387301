# SPDX-License-Identifier: Apache-2.0
"""The tables 「キー」 at the end of the manual's pages, against the bars of the screens that each is about.

Which screens a page is about stands in the index of the manual, where a screen is found in docs/desk-checks.md.
`RECORD=1 scripts/run-browser key_tables` writes the tables anew; nobody keeps them by hand."""

from __future__ import annotations

import html
import re
import sys
from pathlib import Path

from playwright.sync_api import Browser

import headed
import people
import run
import snapshot
from desk import ROOT, Desk
from tally import Tally
from window import Window

MANUAL = ROOT / "docs/manual"
OFFICERS = {
    "uketsuke01": "窓口", "kyufu01": "給付", "kacho01": "決裁", "kanri01": "管理", "kansa01": "監査"}
FIRST = 20
"""The first page with a table; those before go through their screens step by step."""
EVERYWHERE = {"F1", "Escape", "Alt+W"}
"""Keys of every screen: they stand in keys.md once."""
HEAD = "## キー"
ABOUT = "\n".join([
    HEAD, "", "開いたときの下の帯のとおりです。`F1`(案内)、`Esc`(戻る)、ほかのキーと名前のあるボタンは[鍵盤の表](keys.md)に。", ""])

_HEADING = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
_BAR = re.compile(r'data-key="([^"]+)"[^>]*><kbd>[^<]*</kbd>(.*?)</(?:a|button)>', re.DOTALL)

Keys = list[tuple[str, str]]


def walk(desk: Desk, browser: Browser, tally: Tally) -> None:
    tally.chapter("手引きのキーの表")
    pages, addresses = screens_of_pages(), addresses_of_screens()
    found: dict[str, dict[str, tuple[str, Keys]]] = {}
    wanted = sorted({code for codes in pages.values() for code in codes})
    for officer in OFFICERS:
        with Window(browser, desk) as window:
            window.enter(officer)
            for code in wanted:
                for address in addresses.get(code, []):
                    bar = bar_of(window, address)
                    if bar:
                        found.setdefault(address, {})[officer] = bar
    for page, codes in pages.items():
        lines = list(dict.fromkeys(
            line for code in codes for address in addresses.get(code, [])
            for line in table_of(code, found.get(address, {}))))
        compare(tally, page, lines)


def screens_of_pages() -> dict[Path, list[str]]:
    """The codes of the screens that each page is about, as the index says."""
    found: dict[Path, list[str]] = {}
    rows = re.findall(
        r"^\| \[(\d+)\.[^\]]*\]\(([^)]+)\) \| ([^|]*) \|", (MANUAL / "README.md").read_text("utf-8"), re.MULTILINE)
    for number, page, words in rows:
        codes = []
        for one in words.strip().split("・"):
            first, _, last = one.partition("–")
            if first.isdigit():
                codes += [f"{code:04}" for code in range(int(first), int(last or first) + 1)]
        if codes and int(number) >= FIRST:
            found[MANUAL / page] = codes
    return found


def addresses_of_screens() -> dict[str, list[str]]:
    """Where the screen of a code is; those of a person take one child of the town."""
    found: dict[str, list[str]] = {}
    rows = re.findall(
        r"^\| (\d{4}) \| [^|]+ \| ([^|]+) \|", (ROOT / "docs/desk-checks.md").read_text("utf-8"), re.MULTILINE)
    for code, words in rows:
        all_ = re.findall(r"`([^`]+)`", words)
        found[code] = [one for one in all_ if ":" not in one.replace(":person", "")]
    return found


def bar_of(window: Window, address: str) -> tuple[str, Keys] | None:
    """Heading and keys as the officer is sent them; `None` where the screen is not theirs."""
    child = people.entitled(window.desk.town)[0].child
    answer = window.context.request.get(window.desk.address + address.replace(":person", child))
    if "/access-reason?" in answer.url:
        window.page.goto(answer.url)
        headed.explain(window.page)
        answer = window.context.request.get(window.desk.address + address.replace(":person", child))
    if not answer.ok:
        return None
    text = answer.text()
    heading = re.sub(r"<span class=\"code[^>]*>[^<]*</span>", "", _HEADING.search(text).group(1))
    return words(heading), [(key, words(said)) for key, said in _BAR.findall(text) if key not in EVERYWHERE]


def words(piece: str) -> str:
    """What a piece of a page says; how many there are is the day's doing."""
    said = re.sub(r"\s+", " ", html.unescape(re.sub("<[^>]*>", "", piece))).strip()
    return re.sub(r"\d+件", "○件", said)


def table_of(code: str, bars: dict[str, tuple[str, Keys]]) -> list[str]:
    """One line a key, with who has it."""
    whose: dict[tuple[str, str], list[str]] = {}
    titles = list(dict.fromkeys(title for title, _ in bars.values()))
    for officer, (_, keys) in bars.items():
        for key in keys:
            whose.setdefault(key, []).append(OFFICERS[officer])
    order = sorted(whose, key=lambda one: (not one[0].startswith("F"), int(re.sub(r"\D", "", one[0]) or 0)))
    return [f"| `{code}` {titles[0]} | `{key}` | {words} | {'・'.join(whose[key, words])} |" for key, words in order]


def compare(tally: Tally, page: Path, lines: list[str]) -> None:
    """Holds the page's table against what the screens show, or writes it anew."""
    table = "\n".join([ABOUT, "| 画面 | キー | はたらき | だれに |", "|---|---|---|---|", *lines]) + "\n"
    text = page.read_text("utf-8")
    before, head, kept = text.partition(f"\n{HEAD}\n")
    if snapshot.is_recording():
        page.write_text(before.rstrip("\n") + "\n\n" + table, encoding="utf-8")
        return
    here, now = (head + kept).strip().splitlines(), table.strip().splitlines()
    wrong = [f"- {line}" for line in here if line not in now] + [f"+ {line}" for line in now if line not in here]
    tally.check(
        here == now, f"{page.name}: キーの表は画面の下の帯のとおり（直したものなら RECORD=1 で書き直す）", wrong[:8])


if __name__ == "__main__":
    sys.exit(run.alone(walk))
