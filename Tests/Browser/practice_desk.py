# SPDX-License-Identifier: Apache-2.0
"""The desk that officers practise on, opened as the manual says: `hagukumi practice`.

Its officers and their passwords are read where a newcomer reads them: at its door."""

from __future__ import annotations

import os
import re
import ssl
import subprocess
import time
import urllib.request

from desk import PATIENCE, ROOT, Desk, DeskFailed, Officer


class PracticeDesk(Desk):
    """Starts on entering, stops and removes its town on leaving."""

    def __init__(self) -> None:
        super().__init__()
        self.saved: dict[str, str] = {}
        """Files that an officer has saved from the desk, by the name that they saw."""

    def _start(self) -> None:
        program = os.environ.get("HAGUKUMI_PROGRAM", str(ROOT / ".build/debug/hagukumi"))
        if not os.access(program, os.X_OK):
            raise DeskFailed(f"{program} がありません。先に作ってください: make browser")
        self._errors = self.folder / "stderr.txt"
        with self._errors.open("wb") as errors:
            self._process = subprocess.Popen(
                [program, "practice", "--dir", str(self.town), "--port", str(self.port)],
                cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=errors)
        self.wait_until_open(1)

    def wait_until_open(self, times: int) -> None:
        """Until the town has been opened so many times, and its officers are read."""
        deadline = time.monotonic() + PATIENCE
        while self.said().count("練習の画面を開きました") < times:
            if self.has_ended() or time.monotonic() > deadline:
                raise DeskFailed(f"練習の画面が開きません。\n{self.said()}")
            time.sleep(0.1)
        trust = ssl.create_default_context()
        trust.check_hostname, trust.verify_mode = False, ssl.CERT_NONE
        with urllib.request.urlopen(self.address + "/login", context=trust) as answer:
            page = answer.read().decode()
        self.officers = {
            name: Officer(name, password, words)
            for name, password, words in re.findall(
                r'<th scope="row" class="mono">([^<]+)</th><td class="mono">([^<]+)</td>'
                r"<td>([^<]+)</td>", page)}
        if "uketsuke01" not in self.officers:
            raise DeskFailed("練習の入口に利用者がいません")
