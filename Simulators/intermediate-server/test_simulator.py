# SPDX-License-Identifier: Apache-2.0
"""Whether the simulator says what it is, and insists on what it must."""

import http.client
import json
import os
import pathlib
import ssl
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).parent
QUESTION = {"envelope": "hagukumi-inquiry/0", "body": "119997", "person": "000000000000901",
            "procedure": "KODOMO-01", "item": "TM00000000000002", "legalBasis": "x",
            "aboutOn": "2025-04-01"}


def openssl(*words):
    subprocess.run(["openssl", *words], check=True, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL)


class SimulatorTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        pem = cls.pem = os.path.join(cls.folder.name, "both.pem")
        key = cls.key = os.path.join(cls.folder.name, "key.pem")
        openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                "-days", "2", "-subj", "/CN=localhost", "-addext",
                "subjectAltName=DNS:localhost", "-keyout", key, "-out", pem)
        cls.process = subprocess.Popen(
            [sys.executable, "-B", str(HERE / "simulator.py"), "--certificate", pem, "--key", key,
             "--trust", pem, "--steer"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        cls.banner = cls.process.stdout.readline()
        cls.port = int(cls.process.stdout.readline().split()[1])

    @classmethod
    def tearDownClass(cls):
        cls.process.stdin.close()
        cls.process.wait(10)
        cls.process.stdout.close()
        cls.folder.cleanup()

    def ask(self, method, path, body=None, with_certificate=True, whose="119997"):
        context = ssl.create_default_context(cafile=self.pem)
        if with_certificate:
            context.load_cert_chain(self.pem, self.key)
        line = http.client.HTTPSConnection("localhost", self.port, context=context, timeout=10)
        try:
            raw = json.dumps(body) if body is not None else None
            line.request(method, path, raw, {"x-inquiry-body": whose})
            answer = line.getresponse()
            text = answer.read().decode()
            self.assertIn("not the real server", answer.getheader("X-Simulator"))
            words = json.loads(text)
            self.assertIn("本物ではない", words["simulator"])
            return answer.status, words
        finally:
            line.close()

    def question(self, number, **other):
        return {**QUESTION, "number": number, **other}

    def obtain(self, person, serial):
        body = {"envelope": QUESTION["envelope"], "body": "119997", "serial": serial,
                "person": person}
        self.assertEqual(self.ask("PUT", f"/v0/codes/{serial}", body)[0], 200)
        self.assertEqual(self.ask("GET", f"/v0/codes/{serial}")[1]["stage"], "obtained")

    def test_says_what_it_is(self):
        self.assertIn("本物ではない", self.banner)
        self.assertEqual(self.ask("GET", "/v0/inquiries/I-0")[0], 404)

    def test_order_of_an_inquiry(self):
        body = self.question("I-1")
        self.assertEqual(self.ask("PUT", "/v0/inquiries/I-1", body)[1]["code"], "R05")
        self.obtain(QUESTION["person"], "C-1")
        status, answer = self.ask("PUT", "/v0/inquiries/I-1", body)
        self.assertEqual((status, answer["stage"], answer["permit"]), (200, "accepted", None))
        self.assertEqual(self.ask("GET", "/v0/inquiries/I-1/result")[1]["code"], "O01")
        answer = self.ask("GET", "/v0/inquiries/I-1")[1]
        self.assertEqual(answer["stage"], "permitted")
        self.assertEqual(answer["permit"]["inquiry"], "I-1")
        self.assertEqual(self.ask("GET", "/v0/inquiries/I-1/result")[1]["code"], "O01")
        self.assertEqual(self.ask("GET", "/v0/inquiries/I-1")[1]["stage"], "answered")
        self.assertEqual(self.ask("GET", "/v0/inquiries/I-1/result")[1]["person"],
                         QUESTION["person"])
        # The same question again is the same inquiry; another under its number is none.
        self.assertEqual(self.ask("PUT", "/v0/inquiries/I-1", body)[1]["stage"], "answered")
        other = self.question("I-1", item="X-IRYOHOKEN")
        self.assertEqual(self.ask("PUT", "/v0/inquiries/I-1", other)[1]["code"], "N01")

    def test_list_and_form(self):
        for other, code in [({"item": "X-IRYOKYUFU"}, "R01"), ({"procedure": "KODOMO-09"}, "R01"),
                            ({"extra": 1}, "F02"), ({"envelope": "other"}, "F03"),
                            ({"body": "000000"}, "F03"), ({"number": "I-8"}, "F04")]:
            body = {**self.question("I-7"), **other}
            self.assertEqual(self.ask("PUT", "/v0/inquiries/I-7", body)[1]["code"], code, other)
        self.assertEqual(self.ask("GET", "/v0/inquiries/I-7", whose="000000")[0], 403)

    def test_nothing_can_be_provided(self):
        for method in ("GET", "PUT", "POST"):
            for path in ("/v0/provisions/I-1", "/v0/provide", "/v0/inquiries/I-1/provision",
                         "/v0/records", "/simulator/rules", "/"):
                self.assertEqual(self.ask(method, path, {})[0], 404, path)

    def test_certificates_on_both_sides(self):
        with self.assertRaises((ssl.SSLError, ConnectionError, http.client.RemoteDisconnected)):
            self.ask("GET", "/v0/inquiries/I-0", with_certificate=False)


if __name__ == "__main__":
    unittest.main()
