# SPDX-License-Identifier: Apache-2.0
"""An officer at work: presses keys, follows links, fills forms, reads what the page says.

Every page on the way is read by axe as well, unless one made of the same elements was."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Locator, Response, expect

import checks
import examples
import page_rules
from desk import Desk
from tally import Tally
from window import Window


class Clerk:
    """One log-in in a window of its own. `keys` counts the presses beyond typed values."""

    def __init__(
        self, browser: Browser, desk: Desk, tally: Tally, officer: str, **settings: object
    ) -> None:
        self.tally = tally
        self.officer = officer
        self.browser = browser
        self.window = Window(browser, desk, **settings)
        self._reads = settings.get("scripts", True)
        self.page = self.window.enter(officer).page
        self.keys = 0

    def __enter__(self) -> Clerk:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        # What already failed says more than what the console adds to it.
        if kind is None:
            self.check(not self.window.complaints, "コンソールに誤りがない", self.window.complaints)
            self.check(not self.window.foreign, "外への通信がない", self.window.foreign)
        self.window.__exit__()

    def check(self, holds: object, what: str, found: object = None) -> bool:
        return self.tally.check(holds, f"{self.officer}: {what}", found)

    def need(self, holds: object, what: str, found: object = None) -> None:
        self.tally.need(holds, f"{self.officer}: {what}", found)

    # What the officer does

    def press(self, *keys: str) -> None:
        for key in keys:
            self.keys += 1
            self.page.keyboard.press(key)

    def strike(self, key: str) -> None:
        """A key of the bar; where no script listens to keys, its button by the mouse."""
        if self._reads or not key.startswith("F"):
            self.press(key)
        else:
            self.page.locator(f'.keys [data-key="{key}"]').first.click()

    def go(self, key: str) -> None:
        """A key that leads to another page, or to the same page anew."""
        with self.page.expect_navigation():
            self.strike(key)
        self.read()
        self.explain()

    def is_kept_back(self, key: str, what: str) -> None:
        """A form where something is missing is refused; where no script says so with everything else,
        the browser does, and sends nothing."""
        if self._reads:
            self.go(key)
            self.sees_problem(what)
            return
        sent: list[str] = []
        self.page.on(
            "request", lambda one: sent.append(one.url) if one.is_navigation_request() else None)
        self.strike(key)
        self.page.wait_for_timeout(300)
        self.check(not sent and self.page.locator("form :invalid").count(), f"{what}: 送らない", sent)

    def read(self) -> None:
        """What holds on every page; a page without script is made of the same elements."""
        if self._reads:
            page_rules.is_readable(self.tally, self.page, f"{self.officer} {self.path}")
        examples.study(self)

    def jump(self, code: str) -> None:
        """Opens a screen by its four digits in the box of the header."""
        self.page.focus("#jump")
        self.page.keyboard.type(code)
        self.go("Enter")

    def click(self, place: str | Locator) -> None:
        """A link or a button that leads to another page."""
        found = self.page.locator(place) if isinstance(place, str) else place
        with self.page.expect_navigation():
            found.first.click()
        self.read()
        self.explain()

    def goto(self, path: str) -> Response | None:
        """An address typed by hand."""
        response = self.page.goto(path)
        examples.study(self)
        return self.explain() or response

    def explain(self) -> Response | None:
        """Who opens somebody without a case of their own is asked why, once a day."""
        if "/access-reason?" not in self.page.url:
            return None
        self.check("利用の理由" in self.heading, "事案のない方には理由を尋ねる", self.heading)
        form = self.page.locator("#reason-form")
        form.locator("input[type=radio]").first.check()
        with self.page.expect_navigation() as opened:
            form.locator("button.main").click()
        self.read()
        return opened.value

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)

    def fill(self, **values: str) -> None:
        """Fields by their id; `_` stands for `-`."""
        for name, value in values.items():
            self.page.fill(f'[id="{name.replace("_", "-")}"]', value)

    def tick(self, *names: str) -> None:
        """All boxes of these names."""
        for name in names:
            for box in self.page.locator(f'input[name="{name}"]:not([disabled])').all():
                box.check()

    def unfold(self, summary: str) -> Locator:
        """Opens what is folded and returns the form in it."""
        fold = self.page.locator("details", has=self.page.locator("summary", has_text=summary))
        if fold.first.get_attribute("open") is None:
            fold.first.locator("summary").click()
        return fold.first.locator("form")

    def send(self, form: Locator) -> None:
        self.click(form.locator("button[type=submit]"))

    # What the officer reads

    @property
    def heading(self) -> str:
        return self.page.locator("h1").first.inner_text()

    @property
    def words(self) -> str:
        return re.sub(r"\s+", " ", self.page.inner_text("main"))

    @property
    def path(self) -> str:
        return "/" + self.page.url.split("/", 3)[3]

    def caps(self) -> list[str]:
        """The keys of the bar."""
        return self.page.eval_on_selector_all(
            ".keys [data-key]", "all => all.map(one => one.dataset.key)")

    def wait_for(self, place: str, words: str, what: str) -> None:
        """Words that the page adds by itself."""
        try:
            expect(self.page.locator(place)).to_contain_text(words)
            self.check(True, what)
        except AssertionError:
            self.check(False, what, self.page.locator(place).text_content())

    def sees(self, words: str, what: str | None = None) -> bool:
        return self.check(words in self.words, what or f"「{words}」と示す", self.words[:400])

    def must_see(self, words: str, what: str | None = None) -> None:
        self.need(words in self.words, what or f"「{words}」と示す", self.words[:600])

    def sees_problem(self, what: str) -> None:
        """The page of a refused form: its title, its summary, its links, and the focus."""
        page = self.page
        self.check(page.title().startswith("エラー："), f"{what}: 題名が「エラー」で始まる", page.title())
        if self._reads:
            focused = page.evaluate("document.activeElement.matches('.banner.error')")
            self.check(focused, f"{what}: 焦点が誤りの一覧にある")
        dead = page.eval_on_selector_all(
            ".banner.error a[href^='#']",
            "all => all.map(a => a.hash.slice(1)).filter(id => !document.getElementById(id))")
        count = page.locator(".banner.error li").count()
        checks.met("U6", checks.form_of(page))
        self.check(count > 0 and not dead, f"{what}: 誤りの一覧から欄へ行ける", dead)
        self.window.expected()
