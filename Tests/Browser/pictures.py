# SPDX-License-Identifier: Apache-2.0
"""Draws the pictures of the manual: screens of a fictional town, 1024 × 768.

Colours are reduced to a palette where ImageMagick is at hand; without it the files are larger."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Browser

import manual
import people
from clerk import Clerk
from desk import ROOT, Desk
from practice_desk import PracticeDesk
from tally import Tally
from window import Window, chromium

FOLDER = ROOT / "docs/pictures"
MOST = 150_000
"""Bytes of one picture."""


MANUAL = {
    "intake-check": "h2:has-text('児童と判定の見込み')", "hold": "section.actions",
    "claim-errors": "#errors",
}
"""What stands at the top of a picture of the manual; the others begin with their page."""


class Camera:
    def __init__(self, tally: Tally) -> None:
        self.tally = tally

    def take(self, page, name: str, at: str | None = None) -> None:
        """The screen as it stands; with `at`, scrolled until that is at its top."""
        if at:
            page.locator(at).first.evaluate(
                "one => scrollTo(0, one.getBoundingClientRect().top + scrollY - 12)")
        file = FOLDER / f"{name}.png"
        page.screenshot(path=file)
        self.finish(file)

    def finish(self, file: Path) -> None:
        convert = shutil.which("convert")
        if convert:
            subprocess.run(
                [convert, file, "-strip", "+dither", "-colors", "128", f"PNG8:{file}"], check=True)
        size = file.stat().st_size
        self.tally.check(size <= MOST, f"{file.name} は150KBまで", size)


def draw(desk: Desk, browser: Browser, tally: Tally) -> None:
    camera = Camera(tally)
    with Window(browser, desk) as window:
        window.page.goto("/login")
        camera.take(window.page, "login")
    with Clerk(browser, desk, tally, "uketsuke01") as clerk:
        at_the_counter(clerk, desk, camera)
    with Clerk(browser, desk, tally, "uketsuke02") as clerk:
        in_the_register(clerk, camera)
    with Clerk(browser, desk, tally, "kacho01") as head:
        at_the_head(head, camera)
    with Clerk(browser, desk, tally, "uketsuke01") as clerk:
        papers(clerk, camera)
    with Clerk(browser, desk, tally, "uketsuke01") as clerk:
        system_2_and_links(clerk, desk, camera)
    with Clerk(browser, desk, tally, "kanri01") as admin:
        admin.jump("2040")
        camera.take(admin.page, "monitor")
        admin.go("F2")
        camera.take(admin.page, "hub")
    with Clerk(browser, desk, tally, "kyufu01") as clerk:
        claims(clerk, desk, camera)
        reimbursements(clerk, desk, camera)
    with Clerk(browser, desk, tally, "kacho01") as head:
        head.page.goto("/reimbursements?state=proposed")
        if head.page.locator("input[name=row]").count():
            head.go("F12")
    with Clerk(browser, desk, tally, "kyufu01") as clerk:
        payments(clerk, camera)


def at_the_counter(clerk: Clerk, desk: Desk, camera: Camera) -> None:
    page = clerk.page
    camera.take(page, "home")
    clerk.go("F3")
    clerk.type("オノ")
    clerk.go("Enter")
    camera.take(page, "search")
    story(clerk, desk, camera)
    family = people.waiting_family(desk.town)
    clerk.goto(f"/persons/{family[-1].number}/household")
    for child in family[:2]:
        page.check(f'input[name=child][value="{child.number}"]')
    camera.take(page, "household")
    clerk.go("F12")
    step = page.url
    clerk.go("F12")
    camera.take(page, "error")
    clerk.window.expected()
    page.goto(step)
    page.select_option("#reason", label="健康保険の加入")
    clerk.fill(cause="R8.5.20")
    clerk.tick("interviewed", "explained")
    clerk.go("F12")
    clerk.go("F12")
    for child in family[:2]:
        page.check(f'[name="evidence-{child.number}"][value=confirmation]')
        page.fill(f'[id="insurer-{child.number}"]', "119990")
        page.fill(f'[id="insurer-name-{child.number}"]', "見本市国民健康保険")
        page.fill(f'[id="acquired-{child.number}"]', "R8.5.20")
    clerk.go("F12")
    page.check("[name=account][value=later]")
    clerk.go("F12")
    clerk.tick("document", "consent")
    clerk.go("F12")
    clerk.tick("confirmed")
    clerk.go("F12")


def story(clerk: Clerk, desk: Desk, camera: Camera) -> None:
    """A child with a history: the page of the person, and the same on an earlier day."""
    page = clerk.page
    number = people.entitled(desk.town)[0].child
    clerk.goto(f"/persons/{number}")
    page.evaluate("document.activeElement.blur()")
    camera.take(page, "desk")
    clerk.goto(f"/persons/{number}/as-of?on=R7.3.1")
    camera.take(page, "as-of")


def in_the_register(clerk: Clerk, camera: Camera) -> None:
    page = clerk.page
    clerk.jump("1140")
    camera.take(page, "register")
    clerk.click("main table.list tbody tr:last-child th a")
    form = clerk.unfold("保留にする")
    form.locator("input[data-date]").first.fill("R8.6.30")
    form.locator("input[data-date]").first.press("Tab")
    clerk.wait_for("#due-echo", "令和8年6月30日", "期限を言葉で返す")
    camera.take(page, "hold", at="section.actions")
    clerk.go("F9")
    camera.take(page, "examine")
    clerk.go("F12")


def at_the_head(head: Clerk, camera: Camera) -> None:
    head.jump("1220")
    camera.take(head.page, "decisions")
    head.click("main a[href^='/decisions/']")
    camera.take(head.page, "decision")
    head.go("F12")


def papers(clerk: Clerk, camera: Camera) -> None:
    """The certificate itself, where a tool draws pages of PDF."""
    clerk.jump("1410")
    camera.take(clerk.page, "papers")
    clerk.go("F12")
    link = clerk.page.locator("a.button.main[target]").get_attribute("href")
    drawer = shutil.which("pdftoppm")
    if drawer and link:
        body = clerk.window.context.request.get(link).body()
        file = FOLDER / "certificate"
        subprocess.run(
            [drawer, "-png", "-r", "80", "-f", "1", "-l", "1", "-singlefile", "-", file],
            input=body, check=True)
        camera.finish(file.with_suffix(".png"))


def system_2_and_links(clerk: Clerk, desk: Desk, camera: Camera) -> None:
    """Looking for a person of System 2, telling two apart, an application beside the register, an
    inquiry with its course."""
    page = clerk.page
    child = people.entitled(desk.town)[0].child
    clerk.jump("2010")
    clerk.fill(addressee=child, reason="申請者の確認")
    clerk.go("F5")
    camera.take(page, "addressee-search")
    clerk.click("main table.list tbody th a")
    camera.take(page, "addressee")
    clerk.jump("2020")
    first_of_the_list(clerk, camera, "match-case")
    clerk.jump("1160")
    camera.take(page, "e-applications")
    first_of_the_list(clerk, camera, "e-application")
    page.goto("/inquiries?show=newest")
    first_of_the_list(clerk, camera, "inquiry")
    clerk.goto(f"/persons/{child}/inquiry?purpose=benefit")
    camera.take(page, "inquiry-ask")


def first_of_the_list(clerk: Clerk, camera: Camera, name: str) -> None:
    rows = clerk.page.locator("main table.list tbody tr th a")
    if rows.count():
        clerk.click(rows.first)
        camera.take(clerk.page, name)


def claims(clerk: Clerk, desk: Desk, camera: Camera) -> None:
    page = clerk.page
    known = people.claim_file(desk.town)
    cut = desk.folder / "途中で切れた.UKE"
    cut.write_bytes(known.read_bytes()[:1500])
    clerk.jump("1320")
    page.set_input_files("#file", [known, cut])
    clerk.go("F12")
    camera.take(page, "import-check")
    page.goto("/claims/imports")
    wrong = page.locator("main table.list tbody tr", has=page.locator("strong.bad"))
    if wrong.count():
        clerk.click(wrong.first.locator("th a"))
        camera.take(page, "claim-errors", at="#errors")
        clerk.click("#errors td a:has-text('補正')")
        page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
        camera.take(page, "claim-error")


def reimbursements(clerk: Clerk, desk: Desk, camera: Camera) -> None:
    page = clerk.page
    child = people.entitled(desk.town)[3]
    clerk.jump("1310")
    clerk.go("F3")
    clerk.fill(
        r1_child=child.recipient_number, r1_applied="R8.5.25", r1_month="R8.5",
        r1_institution=people.institution(desk.town), r1_points="1200", r1_days="2",
        r1_tenths="2" if child.born >= "2020" else "3", r1_paid="3600", r1_high_cost="0",
        r1_additional="0", r1_receipts="1")
    clerk.go("F9")
    camera.take(page, "entry")
    clerk.go("F12")
    camera.take(page, "entry-check")
    clerk.go("F12")
    clerk.go("F9")
    page.goto("/reimbursements?state=proposed")
    clerk.click("main table.list th a")
    camera.take(page, "derivation")


def payments(clerk: Clerk, camera: Camera) -> None:
    clerk.jump("1340")
    clerk.go("F9")
    camera.take(clerk.page, "schedule-day")
    clerk.jump("1350")
    clerk.go("F9")
    camera.take(clerk.page, "run-preview")
    clerk.go("F12")
    camera.take(clerk.page, "run")


def main() -> int:
    FOLDER.mkdir(parents=True, exist_ok=True)
    tally = Tally()
    with Desk(people=1_000) as desk, chromium() as browser:
        draw(desk, browser, tally)
        # The pictures of the examples come from the run that does what the pages say.
        camera = Camera(tally)
        with PracticeDesk() as town:
            manual.show(
                town, browser, tally,
                lambda clerk, name: camera.take(clerk.page, name, at=MANUAL.get(name)))
    size = sum(file.stat().st_size for file in FOLDER.glob("*.png"))
    tally.check(size <= 2_500_000, "合わせて2.5MBまで", size)
    print(f"{len(list(FOLDER.glob('*.png')))}枚、{size // 1000}KB")
    return tally.close()


if __name__ == "__main__":
    sys.exit(main())
