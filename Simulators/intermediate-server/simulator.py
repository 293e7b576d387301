#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""中間サーバーの模擬プログラム。本物ではない。

A simulator of the intermediate server (中間サーバー), for tests and rehearsals. It shares no code with the
product and speaks an envelope of our own; the interface of the real server is not public. It answers
with fictional values only, made from a seed.

What it insists on, as the real one is described: certificates on both sides, the list of what may be
inquired (照会許可照会リスト), the 符号 of the person before an inquiry, and the order permit → question →
answer. It offers no way to provide anything. Only the Python standard library is used.
"""

import argparse
import hashlib
import json
import re
import ssl
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SAYS = "中間サーバーの模擬(本物ではない)"
HEADER = "intermediate-server simulator - not the real server"
ENVELOPE = "hagukumi-inquiry/0"

# 照会許可照会リスト of this simulator, with the items that an answer holds (fictional, unverified).
FIELDS = {
    "TM00000000000002": ["tax-year", "tax-class", "income-levy", "total-income", "dependants"],
    "X-SEIKATSUHOGO": ["began-on", "ended-on", "medical-aid"],
    "X-IRYOHOKEN": ["insurer", "symbol", "number", "acquired-on", "lost-on"],
    "TM00000000000089": ["bank", "branch", "account-type", "account", "holder"],
    "X-IRYOKYUFU": ["month", "high-cost", "additional"],
}
ALLOWED = {(p, i) for p in ("KODOMO-01", "KODOMO-02")
           for i in ("TM00000000000002", "X-SEIKATSUHOGO", "X-IRYOHOKEN")}
ALLOWED |= {("KODOMO-03", "TM00000000000089"), ("KODOMO-03", "X-IRYOKYUFU")}

QUESTION = {"envelope", "body", "number", "person", "procedure", "item", "legalBasis", "aboutOn"}
CODE = {"envelope", "body", "serial", "person"}
WITHDRAWAL = {"envelope", "body", "number"}


class Refused(Exception):
    """An answer that is not 200: an HTTP status and a code of the envelope."""

    def __init__(self, status, code):
        super().__init__(code)
        self.status = status
        self.code = code


class Office:
    """Everything the simulator knows; one lock for all of it."""

    def __init__(self, seed, pace, codes, clock, journal):
        self.seed = seed
        self.pace = pace
        self.grants_codes = codes
        self.clock = clock
        self.lock = threading.Lock()
        self.inquiries = {}
        self.codes = {}
        self.rules = []
        self.journal = []
        self.journal_file = open(journal, "a", encoding="utf-8") if journal else None

    def now(self):
        return self.clock if self.clock is not None else time.time_ns() // 1000

    def write(self, **entry):
        entry["at"] = self.now()
        self.journal.append(entry)
        if self.journal_file:
            self.journal_file.write(json.dumps(entry, ensure_ascii=False) + "\n")
            self.journal_file.flush()

    def rule(self, *kinds, **about):
        """The first rule of these kinds that fits and has not been used up."""
        for rule in self.rules:
            fits = all(about.get(key) == value for key, value in rule.get("match", {}).items())
            if rule["do"] in kinds and fits and rule.get("times", 1) != 0:
                rule["times"] = rule.get("times", 1) - 1
                return rule
        return None

    def made(self, *words):
        text = "|".join([str(self.seed), *words])
        return hashlib.sha256(text.encode()).hexdigest()

    def value(self, person, item, field):
        number = int(self.made(person, item, field)[:12], 16)
        if field.endswith("-on"):
            return "2025-%02d-%02d" % (1 + number % 12, 1 + number % 28)
        if field in ("tax-year", "month"):
            return "2025"
        if field == "tax-class":
            return "1"
        if field == "dependants":
            return str(number % 4)
        # 公金受取口座: of the fictional bank of the sample city.
        if field in ("bank", "branch", "account-type", "holder"):
            return {"bank": "9001", "branch": "001", "account-type": "1",
                    "holder": "ケンシヨウ ハナコ"}[field]
        return "9" + str(number % 1_000_000).rjust(6, "0")

    # -- 符号 ---------------------------------------------------------------------------------------

    def request_code(self, serial, body, message):
        known = self.codes.get(serial)
        if known is None:
            known = {"serial": serial, "person": body["person"], "polls": 0, "stage": "asked",
                     "at": self.now()}
            self.codes[serial] = known
            self.write(event="code-requested", serial=serial, person=body["person"])
        elif known["person"] != body["person"]:
            raise Refused(409, "N01")
        return self.code_view(known)

    def code_state(self, serial):
        known = self.codes.get(serial)
        if known is None:
            raise Refused(404, "N04")
        known["polls"] += 1
        if known["stage"] == "asked" and known["polls"] >= self.pace["code"]:
            failed = self.rule("code-error", person=known["person"], serial=serial)
            known["stage"] = "failed" if failed else "obtained"
            known["at"] = self.now()
        return self.code_view(known)

    def code_view(self, known):
        return {"serial": known["serial"], "stage": known["stage"], "at": known["at"],
                # A 符号 that must never be kept anywhere by whoever receives this.
                "provisionCode": self.secret(known["person"])}

    def secret(self, person):
        return "FUGO-CANARY-" + self.made("fugo", person)[:24]

    def has_code(self, person):
        if self.rule("no-code", person=person):
            return False
        return self.grants_codes or any(
            c["person"] == person and c["stage"] == "obtained" for c in self.codes.values())

    # -- 照会 ---------------------------------------------------------------------------------------

    def register(self, number, body):
        known = self.inquiries.get(number)
        if known is not None:
            if known["body"] != body:
                raise Refused(409, "N01")
            self.write(event="repeated", number=number)
            return self.view(known)
        about = {"number": number, "person": body["person"], "item": body["item"]}
        if (body["procedure"], body["item"]) not in ALLOWED:
            self.write(event="refused", code="R01", **about)
            raise Refused(403, "R01")
        if not self.has_code(body["person"]):
            self.write(event="refused", code="R05", **about)
            raise Refused(409, "R05")
        known = {"number": number, "body": body, "stage": "accepted", "polls": 0,
                 "receipt": "S-" + self.made("receipt", number)[:12], "at": self.now(),
                 "permit": None, "refusal": None}
        self.inquiries[number] = known
        self.write(event="accepted", receipt=known["receipt"], **about)
        return self.view(known)

    def state(self, number):
        known = self.inquiries.get(number)
        if known is None:
            raise Refused(404, "N04")
        known["polls"] += 1
        self.move(known)
        return self.view(known)

    def move(self, known):
        """The network goes on: first the permit, then the provider, then the answer."""
        about = {"number": known["number"], "person": known["body"]["person"],
                 "item": known["body"]["item"]}
        if known["stage"] == "accepted" and known["polls"] >= self.pace["permit"]:
            if self.rule("permit-refused", **about):
                return self.refuse(known, "R02")
            known["stage"] = "permitted"
            known["at"] = self.now()
            if not self.rule("permit-missing", **about):
                known["permit"] = self.permit(known, about)
            self.write(event="permitted", **about)
        elif known["stage"] == "permitted" and known["polls"] >= self.pace["answer"]:
            self.write(event="asked-provider", **about)
            rule = self.rule("refuse", **about)
            if rule:
                return self.refuse(known, rule.get("code", "R04"))
            known["stage"] = "answered"
            known["at"] = self.now()
            self.write(event="answered", **about)
        return None

    def permit(self, known, about):
        foreign = self.rule("permit-foreign", **about)
        issued = self.now()
        life = -1 if self.rule("permit-expired", **about) else 86_400_000_000
        return {"id": "K-" + self.made("permit", known["number"])[:16],
                "inquiry": "I-0000-0000000" if foreign else known["number"],
                "issuedAt": issued - (2 if life < 0 else 0), "validUntil": issued + life}

    def refuse(self, known, code):
        known["stage"] = "refused"
        known["refusal"] = code
        known["at"] = self.now()
        self.write(event="refused", number=known["number"], code=code)

    def withdraw(self, number):
        known = self.inquiries.get(number)
        if known is None:
            raise Refused(404, "N04")
        if known["stage"] in ("accepted", "permitted"):
            known["stage"] = "withdrawn"
            known["at"] = self.now()
            self.write(event="withdrawn", number=number)
        return self.view(known)

    def result(self, number):
        known = self.inquiries.get(number)
        if known is None:
            raise Refused(404, "N04")
        if known["stage"] != "answered":
            # No result before the permit and the provider's answer.
            self.write(event="out-of-order", number=number)
            raise Refused(409, "O01")
        body = known["body"]
        about = {"number": number, "person": body["person"], "item": body["item"]}
        person = "9" * 15 if self.rule("answer-foreign", **about) else body["person"]
        values = [{"field": f, "value": self.value(body["person"], body["item"], f)}
                  for f in FIELDS[body["item"]]]
        # An item that nobody asked for, and a 符号: whoever receives this must drop both.
        values.append({"field": "not-asked", "value": "NOT-ASKED-CANARY-" + number})
        self.write(event="result-fetched", **about)
        return {"number": number, "person": person, "item": body["item"],
                "provider": "架空市長", "providedAt": known["at"], "permit": known["permit"],
                "values": values, "provisionCode": self.secret(body["person"])}

    def view(self, known):
        return {"number": known["number"], "stage": known["stage"], "receipt": known["receipt"],
                "at": known["at"], "permit": known["permit"], "refusal": known["refusal"]}


ROUTES = [
    ("PUT", r"/v0/inquiries/([A-Z0-9-]{1,40})", "register-inquiry", QUESTION),
    ("GET", r"/v0/inquiries/([A-Z0-9-]{1,40})", "inquiry-state", None),
    ("GET", r"/v0/inquiries/([A-Z0-9-]{1,40})/result", "inquiry-result", None),
    ("PUT", r"/v0/inquiries/([A-Z0-9-]{1,40})/withdrawal", "withdraw-inquiry", WITHDRAWAL),
    ("PUT", r"/v0/codes/([A-Z0-9-]{1,40})", "request-code", CODE),
    ("GET", r"/v0/codes/([A-Z0-9-]{1,40})", "code-state", None),
]


class Desk(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "intermediate-server-simulator"
    timeout = 60

    def setup(self):
        self.request.settimeout(self.timeout)
        self.request.do_handshake()
        super().setup()

    def log_message(self, format, *args):
        pass

    def do_GET(self):
        self.serve("GET")

    def do_PUT(self):
        self.serve("PUT")

    def do_POST(self):
        self.serve("POST")

    def serve(self, method):
        office = self.server.office
        length = int(self.headers.get("Content-Length") or 0)
        raw = self.rfile.read(length) if length else b""
        try:
            return self.say(200, self.answer(office, method, raw))
        except Refused as refused:
            return self.say(refused.status, {"code": refused.code})

    def answer(self, office, method, raw):
        for verb, pattern, message, fields in ROUTES:
            found = re.fullmatch(pattern, self.path)
            if found and verb == method:
                return self.carry_out(office, message, found.group(1), fields, raw)
        with office.lock:
            office.write(event="no-such-route", path=self.path, method=method)
        raise Refused(404, "N00")

    def carry_out(self, office, message, key, fields, raw):
        body = None
        if self.headers.get("x-inquiry-body") != self.server.body:
            raise Refused(403, "B01")
        if fields is not None:
            try:
                body = json.loads(raw)
            except ValueError:
                raise Refused(400, "F01") from None
            if not isinstance(body, dict) or set(body) != fields:
                raise Refused(400, "F02")
            if body["envelope"] != ENVELOPE or body["body"] != self.server.body:
                raise Refused(400, "F03")
            if body.get("number", body.get("serial")) != key:
                raise Refused(400, "F04")
        self.fault(office, message, key)
        with office.lock:
            if message == "register-inquiry":
                done = office.register(key, body)
            elif message == "inquiry-state":
                done = office.state(key)
            elif message == "inquiry-result":
                done = office.result(key)
            elif message == "withdraw-inquiry":
                done = office.withdraw(key)
            elif message == "request-code":
                done = office.request_code(key, body, message)
            else:
                done = office.code_state(key)
        # The work is done, but the answer never arrives: the worst moment for the caller.
        with office.lock:
            lost = office.rule("lose-answer", message=message, number=key)
        if lost:
            raise Refused(503, "L01")
        return done

    def fault(self, office, message, key):
        with office.lock:
            outage = office.rule("outage", message=message, number=key)
            slow = office.rule("slow", message=message, number=key)
            garbage = office.rule("garbage", message=message, number=key)
        if outage:
            raise Refused(503, "U01")
        if slow:
            time.sleep(slow.get("seconds", 3))
        if garbage:
            self.garbage = True

    def say(self, status, answer):
        body = {"envelope": ENVELOPE, "simulator": SAYS, **answer}
        raw = json.dumps(body, ensure_ascii=False).encode()
        if getattr(self, "garbage", False):
            self.garbage = False
            raw = "<html>これは答えではない</html>".encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(raw)))
        self.send_header("X-Simulator", HEADER)
        self.end_headers()
        self.wfile.write(raw)


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, address, context, office, body):
        super().__init__(address, Desk)
        self.context = context
        self.office = office
        self.body = body

    def get_request(self):
        connection, address = super().get_request()
        # The handshake belongs to the thread of the caller: a slow one holds up nobody.
        wrapped = self.context.wrap_socket(
            connection, server_side=True, do_handshake_on_connect=False)
        return wrapped, address

    def handle_error(self, request, client_address):
        # Broken handshakes and callers that went away are part of the rehearsal.
        pass


def steer(office, lines):
    """Takes orders of a rehearsal, one JSON object a line; the end of the lines ends the program."""
    for line in lines:
        order = json.loads(line)
        with office.lock:
            if "rules" in order:
                office.rules = order["rules"]
            if "clock" in order:
                office.clock = order["clock"]
            office.pace.update(order.get("pace", {}))
        print("OK", flush=True)


def main():
    parser = argparse.ArgumentParser(description=SAYS)
    parser.add_argument("--port", type=int, default=0, help="0: any free port")
    parser.add_argument("--certificate", required=True, help="PEM of this server")
    parser.add_argument("--key", required=True)
    parser.add_argument("--trust", required=True, help="PEM of the authority of the callers")
    parser.add_argument("--body", default="119997", help="市区町村コード whose inquiries are taken")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--permit-after", type=int, default=1, help="polls until the permit")
    parser.add_argument("--answer-after", type=int, default=2, help="polls until the answer")
    parser.add_argument("--code-after", type=int, default=1, help="polls until a 符号 is obtained")
    parser.add_argument("--all-codes", action="store_true", help="everybody has a 符号")
    parser.add_argument("--clock", type=int, help="standing clock, microseconds since 1970")
    parser.add_argument("--rules", help="JSON file of faults: [{do, match, times, …}]")
    parser.add_argument("--journal", help="file that every event is written to, one JSON a line")
    parser.add_argument("--steer", action="store_true",
                        help="take orders on standard input, and end when it ends")
    given = parser.parse_args()

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_cert_chain(given.certificate, given.key)
    context.load_verify_locations(given.trust)
    context.verify_mode = ssl.CERT_REQUIRED

    pace = {"permit": given.permit_after, "answer": given.answer_after, "code": given.code_after}
    office = Office(given.seed, pace, given.all_codes, given.clock, given.journal)
    if given.rules:
        with open(given.rules, encoding="utf-8") as file:
            office.rules = json.load(file)
    server = Server(("127.0.0.1", given.port), context, office, given.body)
    print(SAYS, "値はすべて架空です。", flush=True)
    print(f"LISTENING {server.server_address[1]}", flush=True)
    if given.steer:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        steer(office, sys.stdin)
        return
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass


if __name__ == "__main__":
    main()
