# SPDX-License-Identifier: Apache-2.0
"""1420 and the post: a letter pulled out before it leaves, letters that leave, one that comes back,
and one that waits for a second officer. With JavaScript switched off, as every procedure works."""

from __future__ import annotations

import sys

from playwright.sync_api import Browser, Locator

import run
from clerk import Clerk
from desk import Desk
from tally import Tally

OFF = {"scripts": False}


def walk(desk: Desk, browser: Browser, tally: Tally) -> None:
    tally.chapter("発送: 引き抜き、発送し、戻った封筒を処理する(JavaScriptなし)")
    with Clerk(browser, desk, tally, "uketsuke01", **OFF) as clerk:
        pulled, left, staying = waiting_letters(clerk)
        pull_out(clerk, pulled)
        come_back_too_early(clerk, staying)
        post(clerk, left)
        come_back(clerk, left)
        clerk.goto("/print-log")
        clerk.check("できません" in clerk.heading, "印刷記録は窓口には開かない", clerk.heading)
        clerk.window.expected()
    tally.chapter("発送: 支援措置の対象者の通知を、別の職員が承認する(JavaScriptなし)")
    with Clerk(browser, desk, tally, "kacho01", **OFF) as head:
        release(head)
        head.jump("1421")
        head.check("印刷記録" in head.heading, "1421は印刷記録", head.heading)
        head.sees("受給資格証", "印刷したものが並ぶ")


def waiting_letters(clerk: Clerk) -> tuple[str, str, str]:
    """Three letters that wait for the post, by the numbers of their envelopes."""
    clerk.jump("1420")
    clerk.check("発送管理" in clerk.heading, "1420は発送管理", clerk.heading)
    clerk.must_see("発送を待つ通知")
    clerk.sees("あなたの依頼です。別の職員が承認します", "自分の依頼は自分で承認できない")
    clerk.check(
        clerk.page.locator("button[value=release]").count() == 0, "窓口に承認のボタンがない")
    clerk.check("uketsuke01" not in clerk.words, "職員は利用者IDでなく名前で示す")
    bundles = clerk.page.locator("input[name=bundle]")
    clerk.need(bundles.count() >= 1, "発送を待つ通知が束で並ぶ", clerk.words[-600:])
    open_bundle(clerk)
    envelopes = clerk.page.locator("input[name=envelope]").evaluate_all(
        "all => all.map(one => one.value)")
    clerk.need(len(envelopes) >= 3, "束の中に通知がある", envelopes)
    return envelopes[0], envelopes[1], envelopes[2]


def open_bundle(clerk: Clerk) -> None:
    """The bundle with the most letters, opened; a lone one stands open."""
    largest = clerk.page.locator("a[href^='/postings?bundle=']").evaluate_all(
        """all => all.map(one => [one.getAttribute("href"),
            Number(one.closest("tr").querySelector("td.number").textContent.replace(/,/g, ""))])
            .sort((one, other) => other[1] - one[1])[0]?.[0]""")
    if largest:
        clerk.goto(largest)


def pull_out(clerk: Clerk, envelope: str) -> None:
    clerk.goto(f"/letters/number/{envelope}")
    form = button(clerk, "引き抜く")
    clerk.check(
        form.locator("[name=pull-reason]").get_attribute("required") is not None,
        "理由のない引抜きはできない")
    form.locator("[name=pull-reason]").fill("宛先を確かめ直すため")
    clerk.send(form)
    clerk.must_see("引抜きにしました", "引抜きを記録する")
    row = clerk.page.locator("table.list tr", has_text=envelope)
    clerk.need(row.count() == 1, "引抜きの表だけにある", row.count())
    clerk.check(
        clerk.page.locator(f'input[name=envelope][value="{envelope}"]').count() == 0,
        "発送を待つ通知から外れる")
    row.locator("input[name=note]").fill("裁断した")
    clerk.send(row.locator("form"))
    clerk.check(
        clerk.page.locator("table.list tr", has_text=envelope).count() == 0,
        "処分を記録すると表から消える")
    clerk.goto(f"/letters/number/{envelope}")
    clerk.sees("宛先を確かめ直すため", "通知の経過に理由が残る")
    clerk.check(
        clerk.page.get_by_role("button", name="引き抜く").count() == 0, "二度は引き抜けない")


def come_back_too_early(clerk: Clerk, envelope: str) -> None:
    """What was never posted cannot come back; what was typed stays."""
    record_return(clerk, envelope)
    clerk.sees("E-LTR-005", "発送の記録がない封筒の返戻を断る")
    clerk.check(clerk.page.input_value("#code") == envelope, "打った封筒番号が残る")
    clerk.window.expected()


def post(clerk: Clerk, envelope: str) -> None:
    clerk.jump("1420")
    open_bundle(clerk)
    clerk.page.check(f'input[name=envelope][value="{envelope}"]')
    clerk.click(clerk.page.get_by_role("button", name="選んだものを発送した"))
    clerk.must_see("1通", "選んだ一通だけを発送したと記録する")
    clerk.check(
        clerk.page.locator(f'input[name=envelope][value="{envelope}"]').count() == 0,
        "発送した通知は表から消える")
    clerk.goto("/postings")
    bundle = clerk.page.locator("input[name=bundle]").first
    count = int(bundle.get_attribute("value").split(".")[-1])
    value = bundle.get_attribute("value")
    bundle.check()
    clerk.click(clerk.page.get_by_role("button", name="選んだものを発送した"))
    clerk.must_see(f"{count:,}通の発送を記録しました", "束を一度の操作で発送する")
    clerk.check(
        clerk.page.locator(f'input[name=bundle][value="{value}"]').count() == 0,
        "発送した束は表から消える")


def come_back(clerk: Clerk, envelope: str) -> None:
    record_return(clerk, envelope)
    clerk.must_see("処理を待つ返戻")
    row = clerk.page.locator("table.list tr", has_text=envelope)
    clerk.need(row.count() == 1, "戻った封筒が一覧にある", clerk.words[:400])
    clerk.check("あて所に尋ねあたりません" in row.inner_text(), "戻った理由を示す", row.inner_text())
    clerk.check(row.locator("ul li").count() >= 1, "次にすることを示す")
    clerk.goto(f"/letters/number/{envelope}")
    clerk.sees("この通知は戻ってきています", "通知の画面にも返戻と出る")
    clerk.goto("/letters/returned")
    form = clerk.page.locator("table.list tr", has_text=envelope).locator("form")
    form.locator("select").select_option(label="送り直した")
    form.locator("input[name=note]").fill("親族が受け取りに来た")
    clerk.send(form)
    clerk.sees("E-LTR-", "送り直した封筒の番号がなければ断る")
    form = clerk.page.locator("table.list tr", has_text=envelope).locator("form")
    clerk.check(
        form.locator("input[name=note]").input_value() == "親族が受け取りに来た", "打った内容が残る")
    clerk.window.expected()
    form.locator("select").select_option(label="窓口で渡した")
    clerk.send(form)
    clerk.check(
        clerk.page.locator("table.list tr", has_text=envelope).count() == 0,
        "処理した返戻は一覧から消える", clerk.words[:400])


def record_return(clerk: Clerk, envelope: str) -> None:
    clerk.goto("/letters/returned")
    clerk.fill(code=envelope, on=".", note="窓口に戻った")
    clerk.page.select_option("#cause", label="あて所に尋ねあたりません")
    clerk.click(clerk.page.get_by_role("button", name="返戻を記録する"))


def release(head: Clerk) -> None:
    """The second officer reads to whom the letter goes, and says why it may."""
    head.jump("1420")
    row = head.page.locator("table.list tr", has=head.page.locator("button[value=release]")).first
    head.need(row.count() == 1, "承認を待つ通知がある", head.words[:400])
    head.check("支援措置" in row.inner_text(), "支援措置を言葉で示す", row.inner_text())
    before = head.page.locator("button[value=release]").count()
    row.locator("input[name=reason]").fill("宛先を本人と確かめた")
    head.click(row.locator("button[value=release]"))
    head.sees("承認", "承認を記録する")
    after = head.page.locator("button[value=release]").count()
    head.check(after == before - 1, "承認したものは待ちから外れる", (before, after))


def button(clerk: Clerk, name: str) -> Locator:
    """The form of a button."""
    return clerk.page.locator(
        "form", has=clerk.page.get_by_role("button", name=name, exact=True)).first


if __name__ == "__main__":
    sys.exit(run.alone(walk))
