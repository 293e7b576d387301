# SPDX-License-Identifier: Apache-2.0
"""The tasks of a first day, done exactly as the pages of the manual say.

Each page is read, each sentence carried out on the screen: a label that the page names and the
screen does not show fails the walk, and so does a task that the manual no longer describes."""

from __future__ import annotations

import re
import sys

from playwright.sync_api import Browser, Locator
from playwright.sync_api import Error as PlaywrightError

import album
import headed
import steps
from clerk import Clerk
from desk import ROOT, Desk
from practice_desk import PracticeDesk
from tally import Stopped, Tally
from window import chromium

MANUAL = ROOT / "docs/manual"
FIRST_DAY = {
    "02-search.md": ["例題1 子をさがす"],
    "03-intake.md": ["例題2 生まれた子を登録する"],
    "41-変更・訂正・勧奨・即日交付・書類.md": ["例題3 健康保険を登録する"],
    "04-hold.md": ["例題4 申請を保留にする"],
    "07-certificate.md": ["例題5 受給資格証を再交付する", "例題10 まとめて印刷する"],
    "09-reimbursement.md": ["例題6 領収書を3枚入力する"],
    "08-claims.md": ["例題7 レセプトを取り込む", "例題8 エラーを補正する"],
    "10-payment.md": ["例題9 支払処理を起案する"],
    "11-as-of.md": ["例題11 ある日の状態を調べる"],
    "12-derivation.md": ["例題12 金額を説明する"],
}
TOPS = {
    "intake-check": "h2:has-text('児童と判定の見込み')", "hold": "section.actions",
    "claim-errors": "#errors", "slips": "main p.hint:has-text('1行が領収書')",
}
"""What stands at the top of a picture; the others begin with their page."""
PATIENCE = 60_000
"""Milliseconds that work behind a page may take."""


def walk(_: Desk | None, browser: Browser, tally: Tally) -> None:
    """On the desk for practice, where the examples are the same for everybody who tries them."""
    with PracticeDesk() as desk:
        index_agrees(tally)
        show(desk, browser, tally)
        headed.of_walk(desk, tally)
        begins_anew(desk, browser, tally)


def begins_anew(desk: PracticeDesk, browser: Browser, tally: Tally) -> None:
    """Whoever has practised leaves the town as it was at the beginning."""
    tally.chapter("練習の町: 初めからやり直す")
    with Clerk(browser, desk, tally, "uketsuke01") as clerk:
        clerk.jump("1140")
        clerk.check("決裁待ち" in clerk.words, "練習の跡がある")
        before = clerk.page.locator("main table.list tbody tr").count()
        clerk.goto("/")
        clerk.click(clerk.page.get_by_role("button", name="練習を初めからやり直す"))
        clerk.sees("初めから作っています")
    desk.wait_until_open(2)
    with Clerk(browser, desk, tally, "uketsuke01") as clerk:
        clerk.jump("1140")
        after = clerk.page.locator("main table.list tbody tr").count()
        clerk.check(after < before, "受け付けたものが消えている", (before, after))


def index_agrees(tally: Tally) -> None:
    """Every page stands in the index once, by its own title."""
    rows = re.findall(
        r"^\| \[([^\]]*)\]\(([^)]+)\)", (MANUAL / "README.md").read_text("utf-8"), re.MULTILINE)
    pages = {
        page.name: page.read_text("utf-8").partition("\n")[0].removeprefix("# ")
        for page in MANUAL.glob("*.md") if page.name != "README.md"}
    tally.check(
        sorted(rows) == sorted((title, page) for page, title in pages.items()),
        "目次は、どのページもその題で示す",
        sorted(set(rows) ^ {(title, page) for page, title in pages.items()}))


def show(desk: PracticeDesk, browser: Browser, tally: Tally) -> None:
    """The pictures of the pages are taken where they stand in them."""
    for page, titles in FIRST_DAY.items():
        found = steps.tasks(MANUAL / page)
        tally.chapter(f"手引き {page}")
        tally.check(
            [task.title for task in found] == titles, f"{page}の例題がそろっている",
            [task.title for task in found])
        for task in found:
            Reader(desk, browser, tally).do(task)


class Reader:
    """Somebody who knows nothing but what stands in the page."""

    def __init__(self, desk: PracticeDesk, browser: Browser, tally: Tally) -> None:
        self.desk, self.browser, self.tally = desk, browser, tally
        self.clerk: Clerk | None = None
        self.done = 0

    def do(self, task: steps.Task) -> None:
        self.tally.check(not task.wrong, f"{task.title}: どの行も行える文", task.wrong)
        try:
            for part in task.parts:
                if isinstance(part, steps.Picture):
                    self.picture(part.name)
                else:
                    for act in part.acts:
                        self.act(task, part, act)
        except Stopped as stopped:
            self.tally.check(False, f"{task.title}: 終わりまで行える", stopped)
        finally:
            if self.clerk:
                self.clerk.__exit__(None)
        self.tally.check(self.done >= 4, f"{task.title}: 書かれたとおりに終わりまで行えた", self.done)

    def picture(self, name: str) -> None:
        album.take(self.page, name, TOPS.get(name))

    def act(self, task: steps.Task, step: steps.Step, act: steps.Act) -> None:
        where = f"{task.title} {step.number}番「{act.text}」"
        try:
            getattr(self, act.kind)(*act.words)
        except (PlaywrightError, LookupError) as failure:
            found = self.clerk.words[:700] if self.clerk else ""
            raise Stopped(f"{where}: {str(failure).splitlines()[0]} … {found}") from failure
        self.done += 1

    # What a page of the manual can ask for

    def login(self, officer: str) -> None:
        if self.clerk:
            self.clerk.__exit__(None)
        self.clerk = Clerk(self.browser, self.desk, self.tally, officer).__enter__()

    @property
    def page(self):
        if self.clerk is None:
            raise LookupError("ログインする文がありません")
        return self.clerk.page

    def screen(self, name: str) -> None:
        """`1010 対象者検索`: by its code in the box of the header."""
        code, _, title = name.partition(" ")
        self.page.focus("#jump")
        self.page.keyboard.type(code)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.clerk.read()
        self.must(title in self.clerk.heading, f"画面は「{self.clerk.heading}」")

    def arrives(self, name: str) -> None:
        self.must(name in self.clerk.heading, f"画面は「{self.clerk.heading}」")

    def fill(self, group: str, label: str, value: str) -> None:
        self.field(group, label).fill(value)
        self.page.keyboard.press("Tab")

    def clear(self, label: str) -> None:
        self.field("", label).fill("")

    def choose(self, group: str, label: str, value: str) -> None:
        scope = self.scope(group)
        for legend in scope.locator("fieldset.choices").all():
            if plain(legend.locator("legend").first.inner_text()) == label:
                self.option(legend, value).check()
                return
        found = self.field(group, label)
        options = found.locator("option").all_inner_texts()
        if value not in options:
            raise LookupError(f"「{label}」に「{value}」がない: {options}")
        found.select_option(label=value)

    def tick(self, group: str, label: str) -> None:
        scope = self.scope(group)
        box = scope.get_by_label(label, exact=True)
        (box.first if box.count() else self.option(scope, label)).check()

    def file(self, name: str) -> None:
        if name not in self.desk.saved:
            raise LookupError(f"「{name}」を保存していない: {sorted(self.desk.saved)}")
        self.page.set_input_files("main input[type=file]", self.desk.saved[name])

    def key(self, key: str, label: str) -> None:
        """A key of the bar leads somewhere; another key only moves."""
        cap = self.page.locator(f'.keys [data-key="{key}"]')
        if label:
            if cap.count() == 0:
                raise LookupError(f"キーの帯に {key} がない: {self.clerk.caps()}")
            shown = plain(cap.first.inner_text()).removeprefix(key).removeprefix("Esc").strip()
            self.must(shown == label, f"キーの帯の {key} は「{shown}」")
            with self.page.expect_navigation():
                self.page.keyboard.press(key)
            self.clerk.read()
        elif key == "Enter":
            with self.page.expect_navigation():
                self.page.keyboard.press(key)
            self.clerk.read()
        else:
            self.page.keyboard.press(key)

    def press(self, label: str) -> None:
        self.click(self.named(self.page.locator("main"), label) or self.named(
            self.page.locator("body"), label), label)

    def within(self, group: str, label: str) -> None:
        self.click(self.named(self.scope(group), label), label)

    def row(self, words: str, label: str) -> None:
        rows = self.page.locator("main tr").filter(has_text=words)
        if rows.count() == 0:
            raise LookupError(f"「{words}」の行がない")
        self.click(self.named(rows.first, label), label)

    def head(self, words: str) -> None:
        """What a row is about: the first thing in it that leads anywhere."""
        rows = self.page.locator("main tr").filter(has_text=words)
        if rows.count() == 0:
            raise LookupError(f"「{words}」の行がない")
        self.click(rows.first.locator("a").first, words)

    def unfold(self, summary: str) -> None:
        fold = self.page.locator("main details").filter(
            has=self.page.locator("summary", has_text=summary))
        if fold.count() == 0:
            raise LookupError(f"「{summary}」がない")
        if fold.first.get_attribute("open") is None:
            fold.first.locator("summary").first.click()

    def reason(self, choice: str, button: str) -> None:
        """Whether the desk asks depends on what the officer did before."""
        if "/access-reason?" not in self.page.url:
            return
        self.option(self.page.locator("#reason-form"), choice).check()
        self.press(button)

    def sees(self, words: str) -> None:
        self.must(words in self.clerk.words, f"「{words}」が画面にない")

    def hides(self, words: str) -> None:
        self.must(words not in self.clerk.words, f"「{words}」が画面にある")

    def finishes(self, words: str) -> None:
        self.page.locator("main", has_text=words).wait_for(timeout=PATIENCE)

    # How it is found on the screen

    def must(self, holds: bool, otherwise: str) -> None:
        if not holds:
            raise LookupError(otherwise)

    def scope(self, group: str) -> Locator:
        """The group of fields, the panel or the folded form of that name."""
        main = self.page.locator("main")
        if not group:
            return main
        for kind, title in (
            ("fieldset.group", "legend"), ("form.panel", "h2"), ("details", "summary"),
            ("section", "h2"),
        ):
            for one in main.locator(kind).all():
                heading = one.locator(title).first
                if heading.count() and group in plain(heading.inner_text()):
                    return one
        raise LookupError(f"「{group}」がない")

    def field(self, group: str, label: str) -> Locator:
        scope = self.scope(group)
        named = scope.get_by_label(label, exact=True)
        if named.count():
            return named.first
        for one in scope.locator("label[for]").all():
            if plain(one.inner_text()) == label:
                return self.page.locator(f'[id="{one.get_attribute("for")}"]')
        raise LookupError(f"欄「{label}」がない")

    def option(self, scope: Locator, label: str) -> Locator:
        for one in scope.locator("label[for]").all():
            words = plain(one.inner_text())
            if words == label or words.split("\n")[0].strip() == label:
                return self.page.locator(f'[id="{one.get_attribute("for")}"]')
        raise LookupError(f"選ぶもの「{label}」がない")

    def named(self, scope: Locator, label: str) -> Locator | None:
        for one in scope.locator("button, a").all():
            if one.is_visible() and plain(one.inner_text()) == label:
                return one
        # A kana stands above a name, a count behind the word of a tab.
        counted = re.compile(rf"(.*\n)?{re.escape(label)}(\s*[\d,]+件?)?", re.DOTALL)
        for one in scope.locator("button, a").all():
            if one.is_visible() and counted.fullmatch(plain(one.inner_text())):
                return one
        return None

    def click(self, place: Locator | None, label: str) -> None:
        if place is None:
            raise LookupError(f"「{label}」がない")
        if place.get_attribute("target") == "_blank":
            answer = self.clerk.window.context.request.get(
                self.desk.address + (place.get_attribute("href") or ""))
            self.must(answer.ok, f"「{label}」が開けない")
            return
        if place.get_attribute("download") is not None:
            with self.page.expect_download() as download:
                place.click()
            file = self.desk.folder / download.value.suggested_filename
            download.value.save_as(file)
            self.desk.saved[file.name] = str(file)
            return
        with self.page.expect_navigation():
            place.click()
        self.clerk.read()


def plain(text: str) -> str:
    """A label without its marks, white space folded inside lines."""
    lines = [re.sub(r"[ \u3000\t]+", " ", line).strip() for line in text.splitlines()]
    return re.sub(r" ?必須$", "", "\n".join(line for line in lines if line)).strip()


def main() -> int:
    tally = Tally()
    with chromium() as browser:
        walk(None, browser, tally)
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
