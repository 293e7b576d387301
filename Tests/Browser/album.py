# SPDX-License-Identifier: Apache-2.0
"""The pictures of the manual, taken by the walks while they walk.

A picture goes to `.build/pictures`, with what its screen said beside it: route, heading, keys,
headlines and columns. What is kept in docs/pictures says the same in `pictures.tsv`, and looks the same
when both are made small; where the two part, the picture is of a screen that is no longer so.
`make pictures` puts the new ones in place."""

from __future__ import annotations

import base64
import csv
import re
import shutil
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from playwright.sync_api import Browser, Page

import coverage
import palette
from clerk import Clerk
from desk import ROOT
from tally import Tally
from window import SIZE

MADE = ROOT / ".build/pictures"
KEPT = ROOT / "docs/pictures"
TABLE = KEPT / "pictures.tsv"
MOST, TOGETHER = 150_000, 3_500_000
"""Bytes of one picture, and of all of them."""
PAGES = ["README.md", "README.ja.md", "docs/README.md", "docs/tour.md", "docs/manual/*.md"]
"""Where pictures may be named."""
TILES = (32, 24)
APART, MOST_APART = 12, 0.03
"""A picture is looked at as so many tiles; of so many levels of a colour two tiles are not the same, and so
many of all tiles may be. Two walks of one program part in none; a row of fields in two lines instead of one
parts in every tenth."""
COMMANDS = {"命令"}
"""What the index of the manual calls screens of a page that has none."""

# What tells one state of a screen from another: never names, numbers or sums of the town.
_SAYS = r"""() => {
  const words = (one) => one.innerText.replace(/\s+/g, " ").trim();
  const all = (place) => [...new Set([...document.querySelectorAll(place)]
    .filter((one) => one.offsetParent !== null || one.closest(".keys")).map(words))]
    .filter((one) => one);
  return {
    keys: all(".keys [data-key]"), titles: all("main h2"), columns: all("main thead th"),
    labels: all("main label, main legend").filter((one) => one.length < 24),
  };
}"""


# Days that were filled in are said in words a moment later.
_DAYS_SAID = """() => [...document.querySelectorAll("input[data-date]")].every((one) =>
  !one.value || one.offsetParent === null
  || (document.getElementById(`${one.id}-echo`) ?? document.body).textContent.trim())"""


# Which part of the tiles of two pictures is not the same.
_LOOKS = """async ([one, other, [width, height], most]) => {
  const tiles = async (body) => {
    const picture = new Image();
    picture.src = `data:image/png;base64,${body}`;
    await picture.decode();
    const sheet = Object.assign(document.createElement("canvas"), { width, height }).getContext("2d");
    sheet.imageSmoothingQuality = "high";
    sheet.drawImage(picture, 0, 0, width, height);
    return sheet.getImageData(0, 0, width, height).data;
  };
  const [now, then] = [await tiles(one), await tiles(other)];
  let apart = 0;
  for (let at = 0; at < now.length; at += 4) {
    apart += [0, 1, 2].some((part) => Math.abs(now[at + part] - then[at + part]) > most);
  }
  return apart / (width * height);
}"""


@dataclass(frozen=True)
class Facts:
    """One line of the table."""

    name: str
    route: str
    heading: str
    keys: str
    titles: str
    columns: str
    labels: str


_taken: dict[str, Facts] = {}


class Sitter(Clerk):
    """An officer who sits for a picture; whether a page can be read is asked by the other walks."""

    def read(self) -> None:
        pass


def take(page: Page, name: str, at: str | None = None) -> None:
    """The screen from its top; with `at`, scrolled until that is at its top."""
    if name in _taken:
        raise ValueError(f"{name}.png を二度撮っています")
    page.evaluate("document.activeElement?.blur(); scrollTo(0, 0)")
    if at:
        page.locator(at).first.evaluate(
            "one => scrollTo(0, one.getBoundingClientRect().top + scrollY - 12)")
    page.wait_for_function(_DAYS_SAID)
    file = _file(name)
    page.screenshot(path=file)
    says = page.evaluate(_SAYS)
    _taken[name] = Facts(
        name, coverage.route("GET", page.url) or coverage.route("POST", page.url) or "",
        _heading(page.locator("h1").first.inner_text()), _joined(says["keys"]),
        _joined(says["titles"]), _joined(says["columns"]), _joined(says["labels"]))


def paper(name: str, picture: bytes) -> None:
    """A sheet of paper, drawn elsewhere: of it only the name is compared."""
    _file(name).write_bytes(picture)
    _taken[name] = Facts(name, *[""] * (len(fields(Facts)) - 1))


def begin() -> None:
    """Nothing of an earlier run is left."""
    _taken.clear()
    shutil.rmtree(MADE, ignore_errors=True)
    MADE.mkdir(parents=True)


def _file(name: str) -> Path:
    MADE.mkdir(parents=True, exist_ok=True)
    return MADE / f"{name}.png"


def _plain(words: str) -> str:
    """Numbers and dates of a town are no part of what a screen says; those of keys are."""
    return re.sub(r"(?<!F)(?<!F\d)\d[\d,./-]*", "0", re.sub(r"\s+", " ", words)).strip()


def _heading(words: str) -> str:
    """Its first four digits are the code of the screen."""
    code = re.match(r"\d{4}(?=\s)", words)
    return f"{code.group()} {_plain(words[4:])}" if code else _plain(words)


def _joined(words: list[str]) -> str:
    return "・".join(dict.fromkeys(_plain(one) for one in words))


# What the manual names, and what is kept


def named() -> dict[str, list[str]]:
    """Pictures that pages name, each with the pages that do."""
    found: dict[str, list[str]] = {}
    for pattern in PAGES:
        for page in sorted(ROOT.glob(pattern)):
            for name in re.findall(r"!\[[^\]]*\]\([^)]*pictures/([^)]+)\.png\)", page.read_text("utf-8")):
                found.setdefault(name, []).append(page.name)
    return found


def bare() -> list[str]:
    """Pages of the manual that show no picture although they are about a screen."""
    index = (ROOT / "docs/manual/README.md").read_text("utf-8")
    rows = re.findall(r"^\| \[[^\]]*\]\(([^)]+)\) \| ([^|]*) \|", index, re.MULTILINE)
    shown = {page for pages in named().values() for page in pages}
    return [page for page, screens in rows if screens.strip() not in COMMANDS and page not in shown]


def kept() -> dict[str, Facts]:
    if not TABLE.exists():
        return {}
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return {line["name"]: Facts(**line) for line in csv.DictReader(lines, delimiter="\t")}


def keep() -> None:
    """What was taken takes the place of what was kept; a picture that no page names goes."""
    wanted = named()
    for file in KEPT.glob("*.png"):
        if file.stem not in wanted:
            file.unlink()
    facts = {name: one for name, one in (kept() | _taken).items() if name in wanted}
    for name in _taken:
        if name in wanted:
            (KEPT / f"{name}.png").write_bytes(palette.reduced(_file(name).read_bytes()))
    with TABLE.open("w", encoding="utf-8", newline="") as lines:
        table = csv.writer(lines, delimiter="\t", lineterminator="\n")
        table.writerow(one.name for one in fields(Facts))
        table.writerows(astuple(facts[name]) for name in sorted(facts))


# What a run says about them


def report(tally: Tally, browser: Browser, is_whole: bool) -> None:
    """After the walks; where all of them walked that take pictures, none may be missing."""
    is_current(tally)
    looks_the_same(tally, browser)
    if is_whole:
        knows_all(tally)


def is_current(tally: Tally) -> None:
    """Every picture taken says what the kept one says."""
    before = kept()
    for name, facts in sorted(_taken.items()):
        then = before.get(name)
        if name not in named() or then is None:
            continue
        parted = [
            f"{one.name}: 絵「{getattr(then, one.name)}」、画面「{getattr(facts, one.name)}」"
            for one in fields(Facts) if getattr(then, one.name) != getattr(facts, one.name)]
        tally.check(
            not parted, f"{name}.png はいまの画面の絵(make pictures)", "\n      ".join(parted))


def looks_the_same(tally: Tally, browser: Browser) -> None:
    """Every picture taken looks as the kept one does: its fields, lines and tables stand where they stood."""
    page = browser.new_page()
    for name in sorted(_taken):
        kept_one = KEPT / f"{name}.png"
        if name not in named() or not kept_one.exists():
            continue
        bodies = [base64.b64encode(one.read_bytes()).decode() for one in (_file(name), kept_one)]
        apart = page.evaluate(_LOOKS, [*bodies, list(TILES), APART])
        tally.check(
            apart <= MOST_APART, f"{name}.png はいまの画面と同じに見える(make pictures)",
            f"{apart:.1%} が違う")
    page.close()


def knows_all(tally: Tally) -> None:
    """The pages, the run and the folder know the same pictures."""
    wanted, files = named(), {file.stem: file for file in KEPT.glob("*.png")}
    missing = {name: pages for name, pages in wanted.items() if name not in _taken}
    tally.check(not missing, "手引きの絵はどれもこの一巡りが撮る", missing)
    tally.check(
        set(files) == set(wanted), "docs/pictures の絵はどれも手引きにある(make pictures)",
        sorted(set(files) ^ set(wanted)))
    told = set(kept())
    tally.check(
        told == set(wanted), "pictures.tsv に絵がそろう(make pictures)", sorted(told ^ set(wanted)))
    unnamed = sorted(set(_taken) - set(wanted))
    tally.check(not unnamed, "撮った絵はどれも手引きにある", unnamed)
    tally.check(not bare(), "画面のあるページはどれも絵を示す", bare())
    is_small(tally, files)


def is_small(tally: Tally, files: dict[str, Path]) -> None:
    size = (SIZE["width"], SIZE["height"])
    told = kept()
    bodies = {name: file.read_bytes() for name, file in files.items()}
    for name, body in sorted(bodies.items()):
        found = palette.size_of(body)
        is_paper = name in told and not told[name].route
        tally.check(min(found) > 0 if is_paper else found == size, f"{name}.png の大きさ", found)
        tally.check(len(body) <= MOST, f"{name}.png は{MOST // 1000}KBまで", len(body))
    together = sum(map(len, bodies.values()))
    tally.check(together <= TOGETHER, f"絵は合わせて{TOGETHER // 1000}KBまで", together)
