// SPDX-License-Identifier: Apache-2.0
import Foundation
import Links
import Support
import Testing
import Vocabulary

@Suite("ウイルス検査", .measure("R-85d"))
struct ScanningTests {
    struct StandingClock: Clock {
        let moment: Instant
        init(_ day: String) throws {
            moment = Instant(noonInJapan: try #require(CivilDate(iso: day)))
        }
        func now() -> Instant { moment }
    }

    static let version = "ClamAV 1.0.7/27400/Mon Jun  9 08:30:00 2025"

    private func scanner(_ stage: ClamdStage, seconds: Int = 5) throws -> ClamdScanner {
        ClamdScanner(try #require(ClamdScanner.Address(stage.path)), seconds: seconds)
    }

    private func door(
        _ scanner: any AttachmentScanner, days: Int? = 3, rehearsal: Bool = false,
        today: String = "2025-06-10"
    ) throws -> UploadDoor {
        UploadDoor(
            scanner, terms: days.map { ScanTerms(patternDays: $0) }, isRehearsal: rehearsal,
            clock: try StandingClock(today))
    }

    @Test("きれいなファイルは通り、EICARは名とともに断る。大きなファイルは分けて送られ、そのまま届く")
    func honest() throws {
        let stage = try ClamdStage(version: Self.version)
        defer { stage.stop() }
        let scanner = try scanner(stage)
        #expect(try scanner.scan(Array("きれい".utf8)) == .clean(scanner: "clamd"))
        #expect(
            try scanner.scan(ClamdStage.eicar)
                == .infected(scanner: "clamd", finding: "Eicar-Test-Signature"))
        let folder = try TemporaryFolder()
        var lots = Seeded(3)
        let large = (0..<400_000).map { _ in UInt8.random(in: .min ... .max, using: &lots) }
        try Data(large).write(to: folder.file("large"))
        #expect(try scanner.scan(file: folder.file("large").path) == .clean(scanner: "clamd"))
        #expect(stage.received.last == large)
        #expect(try scanner.scan([]) == .clean(scanner: "clamd"))
        let door = try door(scanner)
        #expect(throws: ScanRefusal.infected(finding: "Eicar-Test-Signature")) {
            try door.admit(ClamdStage.eicar)
        }
        try door.admit(Array("きれい".utf8))
    }

    @Test(
        "まちがった答えは、きれいとは読まない",
        arguments: [
            "", "OK", "stream: OK", "stream: OK \0", "xstream: OK\0", "stream: OKAY\0",
            "stream: \0", "INSTREAM size limit exceeded. ERROR\0", "stream: X ERROR\0", "\0",
            "stream: OK\nstream: X FOUND\0", "\u{FFFD}\0",
        ])
    func brokenAnswers(text: String) throws {
        let stage = try ClamdStage(.says(Array(text.utf8)), version: Self.version)
        defer { stage.stop() }
        #expect(try scanner(stage).scan([1, 2, 3]) != .clean(scanner: "clamd"))
        #expect(throws: ScanRefusal.self) { try door(scanner(stage)).admit([1, 2, 3]) }
    }

    @Test("終わりのない答え、字でない答えも読まない")
    func endlessAnswers() throws {
        for bytes in [
            [UInt8](repeating: 0x41, count: 9_000), [0xFF, 0xFE, 0], Array("stream: OK".utf8),
        ] {
            let stage = try ClamdStage(.says(bytes), version: Self.version)
            defer { stage.stop() }
            #expect(try scanner(stage).scan([1]) == .unavailable)
        }
    }

    @Test("途中で切られても、黙られても、倒れず待ち続けず、受け取らない")
    func hangingUp() throws {
        let stage = try ClamdStage(
            .hangsUp(after: 65_536, saying: Array("INSTREAM size limit exceeded. ERROR\0".utf8)),
            version: Self.version)
        defer { stage.stop() }
        let long = [UInt8](repeating: 7, count: 3_000_000)
        #expect(try scanner(stage).scan(long) == .unavailable)
        stage.act(.hangsUp(after: 1, saying: []))
        #expect(try scanner(stage).scan(long) == .unavailable)
        stage.act(.silent)
        let begin = Date()
        #expect(try scanner(stage, seconds: 1).scan([1]) == .unavailable)
        #expect(Date().timeIntervalSince(begin) < 5)
    }

    @Test("だれも聞いていない所、場所でない番地では、受け取らない")
    func down() throws {
        let stage = try ClamdStage(version: Self.version)
        stage.stop()
        let scanner = try scanner(stage)
        #expect(scanner.state() == .down)
        #expect(throws: ScanRefusal.scannerDown) { try door(scanner).admit([1]) }
        #expect(try door(scanner).standing() == .closed(.scannerDown))
        let tcp = try #require(ClamdScanner.Address("127.0.0.1:9"))
        #expect(ClamdScanner(tcp, seconds: 1).state() == .down)
        for text in ["", "clamd", ":3310", "host:", "host:0", "host:99999"] {
            #expect(ClamdScanner.Address(text) == nil, "\(text)")
        }
    }

    @Test("設定がなければ受け取らない。架空の検証環境だけは受け取り、そう名乗る")
    func notConfigured() throws {
        let real = try door(NoScanner(), days: nil)
        #expect(real.standing() == .closed(.noScanner))
        #expect(throws: ScanRefusal.noScanner) { try real.admit([1]) }
        let demo = try door(NoScanner(), days: nil, rehearsal: true)
        #expect(demo.standing() == .unscanned(.noScanner))
        try demo.admit([1])
    }

    @Test("パターンが古ければ止まり、いつのものか言わなければ止まる。古さと版は見える")
    func oldPatterns() throws {
        let stage = try ClamdStage(version: Self.version)
        defer { stage.stop() }
        let scanner = try scanner(stage)
        let at = Instant(
            noonInJapan: try #require(CivilDate(iso: "2025-06-09"))
        ).adding(seconds: -12_600)
        #expect(
            try door(scanner).standing()
                == .open(engine: "ClamAV 1.0.7 パターン27400", patterns: at))
        try door(scanner, today: "2025-06-12").admit([1])
        let old = ScanRefusal.patternsOld(days: 4, most: 3)
        #expect(throws: old) { try door(scanner, today: "2025-06-13").admit([1]) }
        #expect(try door(scanner, today: "2025-06-13").forAttachments is NoScanner)
        for version in [
            "ClamAV 1.0.7", "ClamAV 1.0.7/27400/gestern", "ClamAV 1.0.7/1/Mon Jun 31 08:30:00 2025",
        ] {
            stage.say(version)
            #expect(throws: ScanRefusal.patternsOld(days: nil, most: 3)) {
                try door(scanner).admit([1])
            }
        }
        stage.say("SSH-2.0-OpenSSH")
        #expect(scanner.state() == .down)
        // A rehearsal with an old scanner still refuses what it finds.
        stage.say("ClamAV 1.0.7")
        #expect(throws: ScanRefusal.infected(finding: "Eicar-Test-Signature")) {
            try door(scanner, rehearsal: true).admit(ClamdStage.eicar)
        }
    }

    /// `HAGUKUMI_CLAMD=/run/clamav/clamd.ctl`: the same with the real one (docs/soak.md).
    @Test(
        "本物の clamd でも、EICARを断り、きれいなものを通す",
        .enabled(if: ProcessInfo.processInfo.environment["HAGUKUMI_CLAMD"] != nil))
    func realClamd() throws {
        let place = try #require(ProcessInfo.processInfo.environment["HAGUKUMI_CLAMD"])
        let scanner = ClamdScanner(try #require(ClamdScanner.Address(place)), seconds: 60)
        guard case .up = scanner.state() else {
            Issue.record("clamd が答えません")
            return
        }
        #expect(try scanner.scan(Array("きれい".utf8)) == .clean(scanner: "clamd"))
        guard case .infected = try scanner.scan(ClamdStage.eicar) else {
            Issue.record("EICAR が通りました")
            return
        }
        let large = [UInt8](repeating: 7, count: 20_000_000)
        #expect(try scanner.scan(large) == .clean(scanner: "clamd"))
        // Longer than its StreamMaxLength: no answer is no leave.
        let longer = [UInt8](repeating: 7, count: 40_000_000)
        #expect(try scanner.scan(longer) == .unavailable)
    }
}
