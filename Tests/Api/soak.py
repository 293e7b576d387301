# SPDX-License-Identifier: Apache-2.0
"""Numbering under load with the power cut: clients ask at once for the same people, the process is
killed at random moments and started again, and every client repeats what it has no answer to.

What must hold, seen from outside and in the database: no number given twice, nobody with two
numbers, the same answer to the same question for ever, and a log that verifies."""

from __future__ import annotations

import http.client
import random
import signal
import threading
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from service import Peer, Service, ServiceFailed, addressee, has_check_digit, number


@dataclass
class Told:
    """What the clients were told, person by person."""

    numbers: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    outcomes: Counter[str] = field(default_factory=Counter)
    by_key: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    repeated: int = 0
    wrong: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)


class Soak:
    def __init__(self, service: Service, requests: int, people: int, kills: int, clients: int,
                 seed: int) -> None:
        self.service, self.requests, self.people, self.kills = service, requests, people, kills
        self.clients, self.seed = clients, seed
        self.told = Told()
        self.open = threading.Event()
        self.done = 0
        self.killed = 0
        self.over = False
        numbers = (addressee(serial) for serial in range(100_000, 100_000 + 2 * people + 50))
        self.addressees = [one for one in numbers if one][:people]

    def run(self) -> list[str]:
        """What does not hold; empty when all of it does."""
        self.open.set()
        threads = [threading.Thread(target=self._client, args=(place,)) for place in range(self.clients)]
        for thread in threads:
            thread.start()
        self._kill()
        for thread in threads:
            thread.join()
        return self._look()

    # The clients

    def _body(self, person: int) -> dict[str, str]:
        return {"individualNumber": number(person), "addressee": self.addressees[person],
                "effectiveOn": "2025-04-01", "name": f"検証　{chr(0x4E00 + person % 5_000)}", "sex": "2",
                "born": f"{1950 + person % 70}-{1 + person % 12:02}-{1 + person % 28:02}",
                "address": f"見本市中央{1 + person % 9}丁目{1 + person % 50}番{1 + person % 20}号"}

    def _client(self, place: int) -> None:
        draw = random.Random(self.seed * 1_000 + place)
        peer = self.service.peer("tax" if place % 2 == 0 else "welfare")
        for step in range(place, self.requests, self.clients):
            person = draw.randrange(self.people)
            key = f"K-{place}-{step}"
            answers = self._ask(peer, person, key)
            if draw.random() < 0.02:
                answers += self._ask(peer, person, key)
            with self.told.lock:
                self.done += 1
                for status, answer in answers:
                    self._note(person, key, status, answer)

    def _ask(self, peer: Peer, person: int, key: str) -> list[tuple[int, dict]]:
        """Asks until there is an answer, under the same key."""
        while True:
            self.open.wait()
            try:
                if time.time() > peer.token_until or not peer.token:
                    peer.grant(["032:numbering:Create"])
                status, answer = peer.post("/v1/numbering", self._body(person), key)
            except (OSError, http.client.HTTPException, ValueError, ServiceFailed):
                # Nobody knows whether it was done: the same again, with a new token.
                peer.token = ""
                peer.hang_up()
                with self.told.lock:
                    self.told.repeated += 1
                time.sleep(0.05)
                continue
            if status == 401:
                # Tokens end with the process.
                peer.token = ""
                continue
            return [(status, answer)]

    def _note(self, person: int, key: str, status: int, answer: dict) -> None:
        told = answer.get("integratedNumber", "")
        if status != 200 or not told:
            self.told.wrong.append(f"{key}: {status} {answer}")
            return
        self.told.numbers[person].add(told)
        self.told.outcomes[answer["outcome"]] += 1
        self.told.by_key[key].add(str(sorted(answer.items())))

    # The power

    def _kill(self) -> None:
        """Kills at random moments, spread over the whole run by what was done, not by the clock."""
        draw = random.Random(self.seed)
        places = sorted(draw.sample(range(1, max(self.requests - self.clients, self.kills + 2)), self.kills))
        for place in places:
            while self.done < place and any(
                    thread.is_alive() for thread in threading.enumerate()
                    if thread is not threading.current_thread() and not thread.daemon):
                time.sleep(0.002)
            time.sleep(draw.random() * 0.02)
            self.open.clear()
            # Requests are under way at this moment.
            self.service.kill()
            self.killed += 1
            self.service.start()
            self.open.set()

    # What stands at the end

    def _look(self) -> list[str]:
        wrong = list(self.told.wrong[:20])
        told = self.told.numbers
        two = [person for person, numbers in told.items() if len(numbers) != 1]
        if two:
            wrong.append(f"二つの番号を告げられた人: {len(two)}")
        given = Counter(one for numbers in told.values() for one in numbers)
        twice = [one for one, count in given.items() if count > 1]
        if twice:
            wrong.append(f"二人に告げられた番号: {twice[:5]}")
        if any(not has_check_digit(one) for one in given):
            wrong.append("検査数字の違う番号があります")
        changed = [key for key, answers in self.told.by_key.items() if len(answers) > 1]
        # Under one key the answer is the first one for ever.
        if changed:
            wrong.append(f"同じ依頼番号で変わった答え: {changed[:5]}")
        if self.killed != self.kills:
            wrong.append(f"止めた回数 {self.killed} / {self.kills}")
        self.service.stop(signal.SIGTERM)
        wrong += self._stored(told)
        broken = self.service.verify()
        return wrong + ([f"記録が検証に通りません: {broken}"] if broken else [])

    def _stored(self, told: dict[int, set[str]]) -> list[str]:
        wrong = []
        with self.service.database() as db:
            def one(sql: str) -> int:
                return db.execute(sql).fetchone()[0]
            counts = {table: one(f"SELECT COUNT(*) FROM {table}")
                      for table in ("person", "person_number", "person_addressee")}
            if set(counts.values()) != {len(told)}:
                wrong.append(f"庫の件数 {counts}、告げた人 {len(told)}")
            for table, column in [("person", "integrated_number"), ("person_number", "person_id"),
                                  ("number_index", "value"), ("person_addressee", "addressee"),
                                  ("person_addressee", "person_id")]:
                twice = one(f"SELECT COUNT(*) - COUNT(DISTINCT {column}) FROM {table}")
                if twice:
                    wrong.append(f"{table}.{column} の重複 {twice}")
            rows = db.execute(
                "SELECT a.addressee, p.integrated_number FROM person_addressee a"
                " JOIN person p ON p.id = a.person_id")
            stored = {str(left).zfill(15): str(right).zfill(15) for left, right in rows}
            other = [person for person, numbers in told.items()
                     if {stored.get(self.addressees[person])} != numbers]
            if other:
                wrong.append(f"告げた番号と庫の番号が違う人: {len(other)}")
            if one("SELECT COUNT(*) FROM match_case"):
                wrong.append("確認待ちができました")
            notices = one("SELECT COUNT(*) FROM peer_notice WHERE kind = '付番'")
            if notices != len(told):
                wrong.append(f"中間サーバーへの付番の通知 {notices}、付番 {len(told)}")
        return wrong
