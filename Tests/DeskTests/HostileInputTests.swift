// SPDX-License-Identifier: Apache-2.0
import Foundation
import Support
import Testing

@testable import Desk

/// What the walk `Tests/Browser/hostile.py` has found, as small as it can be told.
@Suite("悪意のある字")
struct HostileInputTests {
    @Test("NULなどの制御文字は、番地でも問いでも様式でも、障害にならず断られる")
    func controlCharacters() async throws {
        let bench = try await SharedBench.get()
        try await bench.browse(as: "kacho") { browser in
            let home = try await browser.get("/")
            for path in ["/letters?about=%00", "/persons/%00", "/search/%01", "/letters?%00=1"] {
                let sight = try await browser.get(path)
                #expect((400..<500).contains(sight.status), "\(path) \(sight.status)")
            }
            for value in ["\u{0}", "あ\u{0}い", "\u{7}", "\u{7F}"] {
                let sight = try await browser.post("/search", on: home, ["q": value])
                #expect((400..<500).contains(sight.status), "\(sight.status)")
                #expect(sight.text.contains("E-DSK-008"))
            }
            // A tab and a line end are typed by people.
            let typed = try await browser.post("/search", on: home, ["q": "検証\t花\r\n"])
            #expect(typed.status < 400, "\(typed.status)")
        }
    }

    @Test("暦にない年・大きすぎる数を送っても、止まらない")
    func numbersBeyondTheCalendar() async throws {
        let bench = try await SharedBench.get()
        for officer in ["kacho", "kyufu"] {
            try await bench.browse(as: officer) { browser in
                for number in ["9223372036854775807", "-9223372036854775808", "99999", "0", "-1"] {
                    for path in [
                        "/statistics?year=", "/statistics/subsidy?year=", "/accounting?year=",
                        "/jobs?month=", "/jobs/year?month=", "/benefits?years=",
                    ] {
                        let sight = try await browser.get(path + number)
                        #expect(sight.status < 500, "\(path)\(number) \(sight.status)")
                    }
                }
            }
        }
    }

    @Test("制御文字だけを断り、ほかの字はどれも通す")
    func cleanText() {
        for text in ["", "検証\t花", "一\r\n二", "𠮷野家", "\u{202E}右から", "a\u{FEFF}b"] {
            #expect(Typed.isClean(text), "\(text.debugDescription)")
        }
        for text in ["\u{0}", "a\u{1}", "\u{1F}", "\u{7F}x"] {
            #expect(!Typed.isClean(text), "\(text.debugDescription)")
        }
        #expect(!Typed(urlencoded: "a=1&%00=2").isClean)
        #expect(!Typed(urlencoded: "a=%00").isClean)
    }
}
