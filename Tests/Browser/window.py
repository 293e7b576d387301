# SPDX-License-Identifier: Apache-2.0
"""One window of an officer at the desk, that hears what the page complains about."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright
from playwright.sync_api import Request
from playwright.sync_api import sync_playwright

import checks
import coverage
from desk import Desk

SIZE = {"width": 1024, "height": 768}
"""The smallest screen that the desk is made for."""


_driver: list[Playwright] = []


def browser_path() -> str | None:
    """The browser of the system; none is downloaded."""
    return (
        os.environ.get("CHROMIUM") or shutil.which("chromium")
        or shutil.which("chromium-browser"))


def driver() -> Playwright:
    """What drives the browser; one for a run."""
    return _driver[0]


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        _driver[:] = [playwright]
        browser = playwright.chromium.launch(
            executable_path=browser_path(), args=["--no-sandbox", "--disable-gpu", "--lang=ja"])
        try:
            yield browser
        finally:
            browser.close()


class Window:
    """A context of its own: cookies, size, and a list of everything that must not happen."""

    def __init__(
        self, browser: Browser, desk: Desk, scripts: bool = True, **settings: object
    ) -> None:
        self.desk = desk
        self.complaints: list[str] = []
        self.foreign: list[str] = []
        self.context: BrowserContext = browser.new_context(
            ignore_https_errors=True, locale="ja-JP", timezone_id="Asia/Tokyo", viewport=SIZE,
            java_script_enabled=scripts, base_url=desk.address, **settings)
        self.context.set_default_timeout(20_000)
        self.context.on("request", self._hear_request)
        self.context.on("response", coverage.hear)
        self.context.on("response", checks.hear)
        self.page: Page = self.context.new_page()
        self.page.on("console", self._hear_console)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def __enter__(self) -> Window:
        return self

    def __exit__(self, *_: object) -> None:
        self.context.close()

    def enter(self, officer: str) -> Window:
        """Logs in, as officers do: name, Enter or Tab, password, Enter."""
        self.page.goto("/login")
        self.page.fill("#officer", officer)
        self.page.fill("#password", self.desk.officers[officer].password)
        self.page.press("#password", "Enter")
        self.page.wait_for_url(lambda url: "/login" not in url)
        return self

    def expected(self, refusals: int = 1) -> None:
        """Forgets so many complaints about an answer that was meant to be a refusal."""
        for _ in range(refusals):
            told = [text for text in self.complaints if "Failed to load resource" in text]
            if told:
                self.complaints.remove(told[0])

    def _hear_console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"{self.page.url}: {message.text}")

    def _hear_request(self, request: Request) -> None:
        # The browser's own viewer of papers is a page of the browser.
        own = ("data:", "blob:", "chrome:", "chrome-extension:")
        if not request.url.startswith((self.desk.address, *own)):
            self.foreign.append(request.url)
