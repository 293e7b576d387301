// SPDX-License-Identifier: Apache-2.0
import Addressee
import Formats
import Safeguards
import Support
import Testing
import Vocabulary

@Suite("住民異動の順番と欠番")
struct FeedOrderTests {
    private func row(_ place: Int, _ change: Int) -> Register.Row {
        Register.row(place, change: change)
    }

    private func resident(_ place: Int, _ register: Register) throws -> Resident? {
        try register.ask { try ResidentBook.resident(Register.addressee(place), in: $0) }
    }

    @Test("欠番の先に届いた異動は待ち、欠番が届くと順番に反映する")
    func aheadOfAGap() throws {
        let register = try Register()
        try register.receive([row(1, 1)], digest: "a")
        let early = try register.receive([row(3, 3), row(5, 5)], digest: "c")
        #expect(early.accepted == 0 && early.waiting == 2)
        #expect(early.watermark == 1 && early.gaps == [2...2, 4...4])
        #expect(try resident(3, register) == nil)
        let state = try register.state()
        #expect(state.waitingRows == 2 && state.gaps == [2...2, 4...4])
        #expect(state.waitingSince != nil && state.lastSuccess != nil)
        let late = try register.receive([row(2, 2)], digest: "b")
        #expect(late.accepted == 2 && late.released == 1 && late.watermark == 3)
        #expect(late.gaps == [4...4])
        #expect(try resident(3, register)?.name == "検証　3")
        #expect(try register.receive([row(4, 4)], digest: "d").watermark == 5)
        let changes = try register.ask { try ResidentBook.changes(after: 0, limit: 10, in: $0) }
        #expect(changes.map(\.addressee) == (1...5).map { Register.addressee($0) })
        #expect(try register.state().waitingRows == 0)
        #expect(try register.count("resident_waiting") == 0)
    }

    @Test("一つのファイルの中で順番が入れ替わっていても、同じ結果になる")
    func shuffledInside() throws {
        let (sorted, shuffled) = (try Register(), try Register())
        let rows = (1...9).map { row($0 % 4, $0) }
        try sorted.receive(rows, digest: "a")
        let report = try shuffled.receive(
            [5, 1, 9, 3, 2, 8, 7, 4, 6].map { rows[$0 - 1] }, digest: "a")
        #expect(report.accepted == 9 && report.waiting == 0 && report.watermark == 9)
        #expect(try FeedExport(sorted) == FeedExport(shuffled))
    }

    @Test("待っている異動が二度届いても一度だけ、内容が違えば断る")
    func waitingTwice() throws {
        let register = try Register()
        try register.receive([row(3, 3)], digest: "a")
        #expect(try register.receive([row(3, 3), row(4, 4)], digest: "b").repeated == 1)
        var other = row(3, 3)
        other.name = "検証　別"
        let report = try register.receive([other], digest: "c")
        #expect(report.rejected == 1)
        #expect(report.issues.contains { $0.code == "E-ADR-014" })
        // The same once it is settled.
        try register.receive([row(1, 1), row(2, 2)], digest: "d")
        #expect(try register.receive([row(3, 3)], digest: "e").repeated == 1)
        #expect(try register.receive([other], digest: "f").rejected == 1)
        #expect(try register.count("resident_fact") == 4)
        #expect(try resident(3, register)?.name == "検証　3")
    }

    @Test("同じファイルに同じ行が二つあっても、一度だけ数える")
    func twiceInside() throws {
        let register = try Register()
        let report = try register.receive([row(1, 1), row(1, 1), row(2, 2)], digest: "a")
        #expect(report.accepted == 2 && report.repeated == 1 && report.rejected == 0)
    }

    @Test("全件は、最も大きい番号までのすべてを語る。間の欠番を待たない")
    func fullFile() throws {
        let register = try Register()
        let full = "resident_全件_20250301060000_001.csv"
        try register.receive([row(9, 12)], digest: "early")
        let report = try register.receive(
            [row(1, 3), row(2, 7), row(3, 10)], digest: "a", name: full)
        #expect(report.isFull && report.accepted == 3 && report.watermark == 10)
        #expect(report.gaps == [11...11])
        #expect(try register.receive([row(4, 11)], digest: "b").watermark == 12)
    }

    @Test("並んでいない全件も、並べ直したものと同じ結果になる")
    func shuffledFullFile() throws {
        let (sorted, shuffled) = (try Register(), try Register())
        let rows = [2, 3, 7, 8, 11].map { row($0, $0) }
        let full = "resident_全件_20250301060000_001.csv"
        try sorted.receive(rows, digest: "a", name: full)
        try shuffled.receive(rows.reversed(), digest: "b", name: full)
        #expect(try FeedExport(sorted) == FeedExport(shuffled))
        #expect(try shuffled.state().watermark == 11)
    }

    @Test("断った行も届いたものとし、後の人を待たせない")
    func refusedRowsAreNoGap() throws {
        let register = try Register()
        var wrong = row(2, 2)
        wrong.status = "9"
        let report = try register.receive([row(1, 1), wrong, row(3, 3)], digest: "a")
        #expect(report.accepted == 2 && report.rejected == 1 && report.watermark == 3)
        // Ahead of a gap too.
        wrong.change = 6
        try register.receive([wrong, row(5, 5)], digest: "b")
        #expect(try register.receive([row(4, 4), row(7, 7)], digest: "c").watermark == 7)
        #expect(try register.count("resident_waiting") == 0)
        // Sent again, rightly: it is settled when it comes.
        #expect(try register.receive([row(2, 2)], digest: "d").accepted == 1)
    }

    @Test("支援措置は、欠番の先に届いてもすぐに効く")
    func protectionAtOnce() throws {
        let register = try Register()
        try register.receive([row(1, 1)], digest: "a")
        var measure = row(1, 3)
        measure.isProtected = true
        measure.address = "見本市東九丁目9番9号"
        try register.receive([measure], digest: "c")
        let now = try #require(try resident(1, register))
        #expect(now.isProtected && now.changeNumber == 1)
        // Everything else of the row waits for its turn.
        #expect(now.address == "見本市中央一丁目1番1号")
        let household = try register.ask {
            try ResidentBook.household(of: Register.addressee(1), in: $0)
        }
        #expect(!household.contains { !$0.isProtected })
        // A newer record that does not speak of it ends nothing: officers do.
        try register.receive([row(1, 5)], digest: "e")
        #expect(try resident(1, register)?.isProtected == true)
        try register.receive([row(2, 2), row(4, 4)], digest: "b")
        let later = try #require(try resident(1, register))
        #expect(later.isProtected && later.changeNumber == 5)
        #expect(try register.count("resident_waiting") == 0)
    }

    @Test("行が断られても、そこにある支援措置は効き、後の異動が反映されても終わらない", .measure("R-87"))
    func protectionOfARefusedRow() throws {
        let register = try Register()
        try register.receive([row(1, 1), row(2, 2)], digest: "a")
        // One with a code that nobody knows, one with a number whose check digit is wrong.
        var (wrong, mistyped) = (row(1, 3), row(2, 4))
        (wrong.isProtected, mistyped.isProtected) = (true, true)
        wrong.status = "9"
        mistyped.number = "999999999999"
        #expect(try register.receive([wrong, mistyped], digest: "b").rejected == 2)
        for place in [1, 2] {
            #expect(try resident(place, register)?.isProtected == true)
            #expect(try resident(place, register)?.changeNumber == Int64(place))
        }
        wrong.status = "1"
        #expect(try register.receive([wrong], digest: "c").accepted == 1)
        #expect(try resident(1, register)?.isProtected == true)
        // Newer records without it.
        try register.receive([row(1, 5), row(2, 6)], digest: "d")
        for place in [1, 2] { #expect(try resident(place, register)?.isProtected == true) }
    }

    @Test("欠番は管理者だけが、理由を書いて承認できる。後から届けば反映する")
    func acceptedGap() throws {
        let register = try Register()
        try register.receive([row(1, 1), row(4, 4)], digest: "a")
        #expect(throws: SafeguardRefusal.notPermitted) {
            try register.accept(2...3, by: [.counter])
        }
        #expect(throws: SafeguardRefusal.reasonMissing) { try register.accept(2...3, reason: " ") }
        #expect(throws: AddresseeRefusal.gapChanged) { try register.accept(2...2) }
        let report = try register.accept(2...3)
        #expect(report.accepted == 1 && report.watermark == 4 && report.gaps.isEmpty)
        #expect(throws: AddresseeRefusal.gapChanged) { try register.accept(2...3) }
        let late = try register.receive([row(2, 2)], digest: "b")
        #expect(late.accepted == 1 && late.watermark == 4)
        #expect(try register.count("resident_fact") == 3)
    }

    @Test("試し取込みは、誰が待つかまで示し、取り消せば何も残らない")
    func dryRun() throws {
        struct TakenBack: Error {}
        let register = try Register()
        try register.receive([row(1, 1)], digest: "a")
        var (wrong, doubtful) = (row(9, 9), row(2, 2))
        wrong.number = "999999999999"
        doubtful.number = Register.number(1)
        let text = try Register.file([row(1, 1), doubtful, row(4, 4), wrong])
        let before = try FeedExport(register)
        var report: ResidentFeedReport?
        #expect(throws: TakenBack.self) {
            try register.gate.perform(
                ReceiveResidentChanges.operation, by: register.machine, for: .addressing
            ) { scope in
                report = try ReceiveResidentChanges.perform(
                    .bytes(Array(text.utf8)), name: "resident_差分_20250401060000_002.csv",
                    digest: "b", layout: try Register.layouts.get().feed("resident"),
                    vault: register.vault, in: scope)
                throw TakenBack()
            }
        }
        let found = try #require(report)
        #expect(found.rows == 4 && found.repeated == 1 && found.rejected == 2 && found.held == 1)
        #expect(found.watermark == 2 && found.gaps == [3...3, 5...8] && found.waiting == 1)
        #expect(try FeedExport(register) == before)
        #expect(try register.count("feed_file") == 1)
        // And then in earnest.
        #expect(try register.receive(.bytes(Array(text.utf8)), digest: "b").waiting == 1)
    }

    @Test("ファイルの一覧と誤りの一覧には、人の値がない")
    func filesAndErrors() throws {
        let register = try Register()
        var wrong = row(2, 2)
        wrong.status = "9"
        try register.receive([row(1, 1), wrong, row(5, 5)], digest: "a")
        let (files, errors) = try register.gate.perform(
            .relayChanges, by: register.machine, for: .addressing
        ) { scope in
            let files = try ResidentFeedBook.files(in: scope)
            return (files, try ResidentFeedBook.errors(ofFile: files[0].id, in: scope))
        }
        #expect(files.count == 1 && files[0].rows == 3 && files[0].waiting == 1)
        #expect(errors.map(\.line) == [3])
        #expect(errors.allSatisfy { $0.value == nil && !$0.message.contains("検証") })
    }

    @Test("待っている行の個人番号は、庫のどのバイトにもない")
    func noNumberWhileWaiting() throws {
        let register = try Register()
        let rows = (2...30).map { row($0, $0) }
        try register.receive(rows, digest: "a")
        #expect(try register.count("resident_waiting") == 29)
        let detector = LeakDetector(canaries: rows.map(\.number))
        #expect(try detector.leaks(below: register.folder.url).isEmpty)
        try register.receive([row(1, 1)], digest: "b")
        #expect(try register.count("person_number") == 30)
        #expect(try detector.leaks(below: register.folder.url).isEmpty)
    }

    @Test("出力箱をいつ読みに来ても、どの異動もちょうど一度、番号の順に渡る")
    func outboxOnce() throws {
        let register = try Register()
        var random = Seeded(23)
        let rows = (1...60).map { row($0 % 17, $0) }
        let pieces = (rows + rows.prefix(20)).shuffled(using: &random)
        var seen: [AddresseeNumber] = []
        var position: Int64 = 0
        for (place, start) in stride(from: 0, to: pieces.count, by: 7).enumerated() {
            try register.receive(
                Array(pieces[start..<min(start + 7, pieces.count)]), digest: "\(place)")
            // The reader comes at any time and takes a few.
            let changes = try register.ask {
                try ResidentBook.changes(
                    after: position, limit: Int.random(in: 0...9, using: &random), in: $0)
            }
            seen += changes.map(\.addressee)
            position = changes.last?.position ?? position
        }
        let rest = try register.ask {
            try ResidentBook.changes(after: position, limit: 100, in: $0)
        }
        #expect(seen + rest.map(\.addressee) == rows.map(\.addressee))
    }
}
