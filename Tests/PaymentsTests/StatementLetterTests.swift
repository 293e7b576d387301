// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Entitlement
import PowerCuts
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Payments

extension Family {
    static let year = StatementLetters(year: 2025)

    static func guardian(_ n: Int) -> AddresseeNumber {
        AddresseeNumber(value: 940_000_000 + Int64(n))
    }

    /// So many other families, each with a child that is entitled as the boy is, and a claim in kind like
    /// his.
    func others(_ count: Int) throws {
        try office.store.write { db in
            let history = try db.first(
                "SELECT id, proposal_id FROM entitlement_history ORDER BY id LIMIT 1", []
            ) { ($0.int64(0), $0.int64(1)) }
            let (id, proposal) = try #require(history)
            let persons = ["child": "930000000 + n.k", "recipient": "940000000 + n.k"]
            try CopiedRows.insert(
                count, like: proposal, into: "proposal", changing: persons, in: db)
            try CopiedRows.insert(
                count, like: id, into: "entitlement_history",
                changing: persons.merging([
                    "proposal_id": "o.proposal_id + n.k",
                    "recipient_number": "CAST(8000000 + n.k AS TEXT)",
                ]) { $1 }, in: db)
            try CopiedRows.insert(
                count, like: 1, into: "claim",
                changing: persons.merging(["line": "1 + n.k"]) { $1 }, in: db)
        }
        for n in 1...count {
            for number in [Self.guardian(n), AddresseeNumber(value: 930_000_000 + Int64(n))] {
                directory.put(person(number, .resident))
            }
        }
    }

    func person(
        _ number: AddresseeNumber, _ status: ResidentStatus
    ) -> ResidentSnapshot {
        ResidentSnapshot(
            number: number, household: "H\(number.value % 10_000)", status: status,
            name: "検証 \(number.value)", kana: "ケンショウ", sex: .female, born: date("2000-05-05"),
            postalCode: "1190001", address: "見本市中央1-1", residentFrom: date("2000-05-05"),
            recordHash: "r-\(number.value)", asOf: Instant(noonInJapan: date("2025-04-01")))
    }

    /// Objections against claims from a number on, accepted: nothing of them is paid.
    func takeBack(_ count: Int, from claim: Int64) throws {
        try office.store.write { db in
            _ = try db.execute(
                """
                INSERT INTO claim_objection (id, operation_id, recorded_at, claim_id, kind, reason,
                objected_on, result, result_on, officer) VALUES (1, (SELECT MAX(id) FROM operation),
                0, ?, '1', '01', '2025-06-01', '1', '2025-06-02', 'P001')
                """, [claim])
            guard count > 1 else { return }
            try CopiedRows.insert(
                count - 1, like: 1, into: "claim_objection",
                changing: ["claim_id": "o.claim_id + n.k"], in: db)
        }
    }

    func look<R>(_ body: (Scope) throws -> R) throws -> R {
        try office.gate.perform(.viewLists, by: PaymentOffice.clerk, for: .benefit) {
            try body($0)
        }
    }

    func issueStatements(_ references: [Int64]) throws -> IssueLetters.Batch {
        try office.gate.perform(
            IssueLetters.operation, by: PaymentOffice.clerk, for: .benefit
        ) {
            try IssueLetters.perform(
                Self.year, references,
                IssueLetters.Terms(
                    letters: PaymentOffice.letters, directory: directory,
                    freshness: MemoryFreshness()), in: $0)
        }
    }
}

/// 医療費のお知らせ: whom it goes to, and in which turn.
@Suite("医療費のお知らせ")
struct StatementLetterTests {
    @Test("千を超える家族のすべてが待ち、画面は500件と全体の数を出す。取り消した給付だけの家族は待たない")
    func all() throws {
        let family = try Family()
        try family.claimInKind(3_000)
        try family.others(1_200)
        // The claims of the first three hundred of them.
        try family.takeBack(300, from: 2)
        let waiting = try family.look { try Family.year.waiting(in: $0) }
        #expect(waiting.count == 901 && Set(waiting).count == 901)
        #expect(waiting.first == Family.hanako.value)
        #expect(!waiting.contains(Family.guardian(300).value))
        #expect(waiting.contains(Family.guardian(301).value))
        #expect(waiting.last == Family.guardian(1_200).value)
        let page = try family.look { try Family.year.first(500, in: $0) }
        #expect(page.count == 901 && page.leftOut == 0)
        #expect(page.first == Array(waiting.prefix(500)))
        let (lines, orders) = try family.look {
            (try Family.year.lines(waiting, in: $0), try Family.year.orders(waiting, in: $0))
        }
        #expect(lines.count == 901, "一括の予定の数")
        #expect(orders.map(\.recipient.value) == waiting, "待つ家族にはみな、知らせる給付がある")
    }

    @Test("外れた家族は次からほかの家族の後に回り、何度押しても、ほかの家族の通知を塞がない")
    func turn() throws {
        let family = try Family()
        try family.claimInKind(3_000)
        try family.others(1_050)
        let start = try family.look { try Family.year.first(500, in: $0) }
        for id in start.first {
            family.directory.put(family.person(AddresseeNumber(value: id), .died))
        }
        let none = try family.issueStatements(start.first)
        #expect(none.letters.isEmpty && none.leftOut.count == 500 && none.isComplete)
        let next = try family.look { try Family.year.first(500, in: $0) }
        #expect(next.count == 1_051 && next.leftOut == 500)
        #expect(Set(next.first).isDisjoint(with: start.first))
        #expect(try family.issueStatements(next.first).letters.count == 500)
        let last = try family.look { try Family.year.first(500, in: $0) }
        #expect(last.count == 551 && last.leftOut == 500)
        #expect(try family.issueStatements(last.first).letters.count == 51)
        // Those who can be written to by now have their letter at last.
        let back = AddresseeNumber(value: start.first[7])
        family.directory.put(family.person(back, .resident))
        let rest = try family.look { try Family.year.waiting(in: $0) }
        #expect(rest == start.first)
        #expect(try family.issueStatements(rest).letters.map(\.order.recipient) == [back])
        #expect(try family.look { try Family.year.first(500, in: $0) }.count == 499)
    }

    @Test("その年の通知のある家族だけが、発行済みと数えられる")
    func told() throws {
        let family = try Family()
        try family.claimInKind(3_000)
        try family.others(2)
        #expect(try family.issueStatements([Family.hanako.value]).letters.count == 1)
        let known = try family.look { scope in
            let waiting = [Family.hanako, Family.guardian(1), Family.guardian(2)]
            let lines = try Family.year.lines(waiting.map(\.value), in: scope)
            return (
                try Family.year.issued(lines, in: scope),
                try StatementLetters(year: 2024).issued(lines, in: scope)
            )
        }
        #expect(known.0.map(\.recipient) == [Family.hanako] && known.1.isEmpty)
    }
}
