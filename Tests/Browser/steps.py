# SPDX-License-Identifier: Apache-2.0
"""The steps of the manual, read from its pages.

A task of the manual stands under a heading that begins with 「例題」, as numbered lines. Each line is
made of sentences; a sentence is one act of an officer or one thing to be seen. What stands here is
all that a line may say: a line that says something else fails the test, so that nothing in the
manual is only decoration."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

WORD = r"「((?:[^「」]|「[^」]*」)*)」"
FORMS: list[tuple[str, str]] = [
    ("login", rf"利用者{WORD}でログインする"),
    ("screen", rf"画面{WORD}を開く"),
    ("arrives", rf"画面{WORD}になる"),
    ("fill", rf"(?:{WORD}の)?{WORD}に{WORD}を入れる"),
    ("clear", rf"{WORD}を空にする"),
    ("choose", rf"(?:{WORD}の)?{WORD}で{WORD}を選ぶ"),
    ("tick", rf"(?:{WORD}の)?{WORD}に印を付ける"),
    ("file", rf"ファイル{WORD}を選ぶ"),
    ("key", rf"`([^`]+)`(?:{WORD})?を押す"),
    ("row", rf"{WORD}の行の{WORD}を押す"),
    ("head", rf"{WORD}の行の(?:名前|受付番号|申請書番号|ファイル名)を押す"),
    ("within", rf"{WORD}の{WORD}を押す"),
    ("press", rf"{WORD}を押す"),
    ("unfold", rf"{WORD}を広げる"),
    ("reason", rf"利用の理由を聞かれたら、?{WORD}を選び、?{WORD}を押す"),
    ("sees", rf"{WORD}と出る"),
    ("hides", rf"{WORD}は出ない"),
    ("finishes", rf"{WORD}と出るまで待つ"),
]


@dataclass(frozen=True)
class Act:
    kind: str
    words: tuple[str, ...]
    text: str
    """As it stands in the manual."""


@dataclass(frozen=True)
class Step:
    number: int
    acts: tuple[Act, ...]


@dataclass(frozen=True)
class Picture:
    name: str


@dataclass
class Task:
    page: Path
    title: str
    parts: list[Step | Picture] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    """Lines that say something that no officer can do."""


def tasks(page: Path) -> list[Task]:
    """The tasks of a page of the manual, in order."""
    found: list[Task] = []
    task: Task | None = None
    for line in page.read_text(encoding="utf-8").splitlines():
        heading = re.match(r"##+ (.+)$", line)
        if heading:
            title = heading.group(1)
            task = Task(page, title) if title.startswith("例題") else None
            if task:
                found.append(task)
        elif task is not None:
            _read(line, task)
    return found


def _read(line: str, task: Task) -> None:
    numbered = re.match(r"(\d+)\. (.+)$", line)
    picture = re.match(r"!\[.*\]\(\.\./pictures/([a-z0-9-]+)\.png\)", line)
    if picture:
        task.parts.append(Picture(picture.group(1)))
    elif numbered:
        number, text = int(numbered.group(1)), numbered.group(2)
        expected = 1 + sum(isinstance(part, Step) for part in task.parts)
        if number != expected:
            task.wrong.append(f"{number}番の前の番号が違います: {line}")
        acts = []
        for sentence in _sentences(text):
            act = _act(sentence)
            if act:
                acts.append(act)
            else:
                task.wrong.append(f"{number}番にできない文があります: {sentence}")
        task.parts.append(Step(number, tuple(acts)))


def _sentences(text: str) -> list[str]:
    """By 「。」, but not inside quoted words; what stands in full-width brackets explains."""
    plain = re.sub(r"（[^（）]*）$", "", text)
    sentences, depth, begin = [], 0, 0
    for place, sign in enumerate(plain):
        depth += (sign == "「") - (sign == "」")
        if sign == "。" and depth == 0:
            sentences.append(plain[begin:place])
            begin = place + 1
    sentences.append(plain[begin:])
    trimmed = [re.sub(r"（[^（）]*）", "", one) if "「" not in one else one for one in sentences]
    return [one.strip() for one in trimmed if one.strip()]


def _act(sentence: str) -> Act | None:
    for kind, form in FORMS:
        match = re.fullmatch(form, sentence)
        if match:
            return Act(kind, tuple(word or "" for word in match.groups()), sentence)
    return None
