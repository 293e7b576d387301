// SPDX-License-Identifier: Apache-2.0
import Database
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Entitlement

/// 束: what is posted with one act.
@Suite("発送を待つ通知の束") struct LetterBundleTests {
    /// A morning's batch, one at the counter an hour later, and the next day's; S-1 holds two
    /// children in one envelope.
    private func filled() throws -> Office {
        let office = try Office()
        try print([("S-1", 11), ("S-1", 12), ("S-2", 13), ("S-3", 14)], .notice, 0, office)
        try print([("C-1", 11)], .certificate, 0, office)
        try print([("S-4", 15)], .notice, 1, office)
        try print([("S-5", 16)], .notice, 25, office)
        return office
    }

    private func print(
        _ letters: [(String, Int64)], _ paper: Paper, _ hours: Int64, _ office: Office
    ) throws {
        let now = office.clock.now().adding(seconds: hours * 3_600)
        let rows = letters.map { envelope, about in
            LetterOutRow(
                envelope: envelope, paper: paper, recipient: Office.parent,
                about: AddresseeNumber(value: 900_000_000 + about), hold: nil)
        }
        try office.store.write { try LetterBook.open(rows, at: now, in: $0) }
    }

    private func days(_ office: Office) throws -> [LetterBundle] {
        LetterBundle.byDay(try office.read { try LetterBook.printings(from: $0) })
    }

    private func post(
        _ bundles: [LetterBundle], _ envelopes: [String] = [], _ office: Office
    ) throws -> Int { try report(of: bundles, envelopes, office).posted }

    private func report(
        of bundles: [LetterBundle], _ envelopes: [String], _ office: Office,
        by officer: Principal = Office.counter
    ) throws -> PostLetters.Report {
        try office.gate.perform(PostLetters.operation, by: officer, for: .change) {
            try PostLetters.perform(
                bundles: bundles, envelopes: envelopes, directory: office.directory, in: $0)
        }
    }

    @Test("印刷した日と種類でまとまり、きょうだいの分が同封されても一通と数え、まとまりの順は印刷の順")
    func grouping() throws {
        let office = try filled()
        let days = try days(office)
        #expect(days.map(\.paper) == [.certificate, .notice, .notice])
        #expect(days.map(\.letters) == [1, 4, 1])
        #expect(days[1].day == days[0].day && days[2].day == days[0].day.next)
        let printings = try office.read { try LetterBook.printings(from: $0) }
        #expect(printings.map(\.letters) == [1, 3, 1, 1])
    }

    @Test("束の中の封筒は番号の順に、途中からも読める")
    func paging() throws {
        let office = try filled()
        let bundle = try days(office)[1]
        func envelopes(_ after: String, _ limit: Int) throws -> [String] {
            try office.read {
                try LetterBook.toPost(of: bundle, after: after, limit: limit, from: $0)
            }.map(\.envelope)
        }
        #expect(try envelopes("", .max) == ["S-1", "S-2", "S-3", "S-4"])
        #expect(try envelopes("S-2", 1) == ["S-3"])
        // Envelopes are counted, and one is never cut in two.
        let first = try office.read { try LetterBook.toPost(of: bundle, limit: 1, from: $0) }
        #expect(first.map(\.envelope) == ["S-1"] && first[0].about.count == 2)
    }

    @Test("一つの束を一度で発送し、ほかの束は残り、二度は発送にならない")
    func posting() throws {
        let office = try filled()
        let bundle = try days(office)[1]
        // A letter that is also ticked by itself is posted once.
        #expect(try post([bundle], ["S-2", "C-1"], office) == 5)
        #expect(try days(office).map(\.letters) == [1])
        #expect(throws: ProtectionRefusal.bundleChanged) { try post([bundle], [], office) }
    }

    @Test("束の中の支援措置の家族の通知だけが引抜きになり、ほかは発送になる", .measure("R-10"))
    func protectedFamily() throws {
        let office = try filled()
        let child = AddresseeNumber(value: 900_000_014)
        var person = office.person(child, "検証 桜", "ケンショウ サクラ", born: "2020-05-01")
        person.isProtected = true
        office.directory.put(person)
        let bundle = try days(office)[1]
        let report = try report(of: [bundle], [], office)
        #expect(report.posted == 3 && report.recalled == ["S-3"])
        #expect(try office.read { try LetterBook.recalled(from: $0) }.map(\.envelope) == ["S-3"])
        #expect(try days(office).map(\.letters) == [1, 1])
        // The same act again finds nothing of it left, the recalled one neither.
        #expect(throws: ProtectionRefusal.bundleChanged) { try post([bundle], [], office) }
    }

    @Test("何も選ばない発送は何も書かず、権限のない職員の発送は束を残す")
    func nothingAndNobody() throws {
        let office = try filled()
        #expect(try post([], [], office) == 0)
        let seen = try days(office)
        #expect(throws: SafeguardRefusal.notPermitted) {
            try report(of: seen, [], office, by: Office.head)
        }
        #expect(try days(office) == seen)
    }

    @Test("見た後に引抜きになった通知がある束は断り、後から印刷した通知は見た束に入らない")
    func changing() throws {
        let office = try filled()
        let seen = try days(office)
        try print([("S-6", 17)], .notice, 26, office)
        #expect(try post([seen[2]], [], office) == 1)
        let left = try days(office)
        #expect(left.map(\.letters) == [1, 4, 1])
        try office.store.write { try LetterBook.mark(["S-3"], in: $0) }
        #expect(throws: ProtectionRefusal.bundleChanged) { try post([left[1]], [], office) }
        #expect(try days(office).map(\.letters) == [1, 3, 1])
    }
}
