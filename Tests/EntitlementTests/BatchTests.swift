// SPDX-License-Identifier: Apache-2.0
import Database
import Safeguards
import Scheme
import Support
import Testing
import Vocabulary

@testable import Entitlement

/// What a head decides in one act, and what is left out of it.
@Suite("注意のない案の一括決裁") struct BatchTests {
    private static let children = (0..<5).map { AddresseeNumber(value: 900_000_050 + $0) }

    /// Three plain grants, one that is held, and one refusal, which has a flag; the third was
    /// proposed by an officer who is a head too.
    private func filled() throws -> (office: Office, proposals: [Int64]) {
        let office = try Office()
        var proposals: [Int64] = []
        for (index, child) in Self.children.enumerated() {
            office.directory.put(
                office.person(
                    child, "検証 子\(index)", "ケンショウ コ", born: "2025-04-0\(index + 1)"))
            let receipt = try office.receive(office.form(child: child))
            if index == 4 { try exclude(child, office) }
            proposals += try office.propose(
                [receipt.id], by: index == 2 ? Office.both : Office.counter)
        }
        try office.gate.perform(
            HoldDecision.operation, by: Office.head, for: .registration, reason: "確認"
        ) {
            try HoldDecision.perform(
                proposals[3], reason: "確認", until: date("2025-07-01"), in: $0)
        }
        return (office, proposals)
    }

    private func exclude(_ child: AddresseeNumber, _ office: Office) throws {
        try office.gate.perform(RecordExclusions.operation, by: Office.counter, for: .registration)
        { scope in
            _ = try RecordExclusions.perform(
                [
                    ExclusionInput(
                        child: child, kind: .publicAssistance, beganOn: date("2025-04-01"),
                        source: "検証")
                ], in: scope)
        }
    }

    private func foresee(
        _ kind: DecisionResult?, by who: Principal = Office.head, _ office: Office
    ) throws -> FlaglessBatch {
        try office.gate.perform(ForeseeBatch.operation, by: who, for: .registration) {
            try ForeseeBatch.perform(kind, in: $0)
        }
    }

    private func approve(
        _ kind: DecisionResult?, seen: String, by who: Principal = Office.head, _ office: Office
    ) throws -> ApprovalReport {
        try office.gate.perform(ApproveDecisions.operation, by: who, for: .registration) {
            try ApproveDecisions.perform(.batch(kind, seen: seen), in: $0)
        }
    }

    private func pending(_ office: Office) throws -> [Int64] {
        try office.read { try ProposalBook.waiting(from: $0) }.map(\.id)
    }

    @Test("下見は、種類ごとの件数と、外す案の件数と理由を言う", .measure("R-04")) func foreseen() throws {
        let (office, proposals) = try filled()
        let all = try foresee(nil, office)
        #expect(all.count == 3 && all.leftOut == [.flagged: 1, .held: 1])
        #expect(all.lines.map(\.count) == [3] && all.lines.first?.result == .granted)
        #expect(all.lines.first?.reason == .requirementsMet)
        let own = try foresee(nil, by: Office.both, office)
        #expect(own.count == 2 && own.leftOut == [.flagged: 1, .held: 1, .own: 1])
        #expect(own.digest != all.digest)
        #expect(try foresee(.refused, office).leftOut == [.flagged: 1])
        #expect(try foresee(.lapsed, office).count == 0)
        #expect(try pending(office) == proposals, "下見は何も決めない")
    }

    @Test("下見の後に一件でも変わると、一件も決裁しない。見直すと一度だけ決まる", .measure("R-04"))
    func bound() throws {
        let (office, proposals) = try filled()
        let old = try foresee(.granted, office)
        try office.approve([proposals[0]])
        #expect(throws: EntitlementRefusal.batchChanged) {
            try approve(.granted, seen: old.digest, office)
        }
        #expect(try pending(office) == Array(proposals.dropFirst()))
        let seen = try foresee(.granted, office)
        #expect(seen.count == 2)
        #expect(throws: EntitlementRefusal.batchChanged, "ほかの種類の下見では決まらない") {
            try approve(nil, seen: seen.digest, office)
        }
        // What one head saw is not what another may decide.
        #expect(throws: EntitlementRefusal.batchChanged) {
            try approve(.granted, seen: seen.digest, by: Office.both, office)
        }
        #expect(throws: SafeguardRefusal.notPermitted) {
            try approve(.granted, seen: seen.digest, by: Office.counter, office)
        }
        let report = try approve(.granted, seen: seen.digest, office)
        #expect(report.counts == [.granted: 2] && Array(report.leftOut.keys) == [proposals[3]])
        #expect(try pending(office) == [proposals[3], proposals[4]], "保留と注意の案は残る")
        #expect(throws: EntitlementRefusal.batchChanged) {
            try approve(.granted, seen: seen.digest, office)
        }
    }
    @Test("下見の後に起案された案は、決裁を妨げず、決裁もされず、次の回を待つ", .measure("R-04"))
    func later() throws {
        let (office, proposals) = try filled()
        let seen = try foresee(.granted, office)
        #expect(seen.count == 3 && seen.last == proposals[2])
        let child = AddresseeNumber(value: 900_000_059)
        office.directory.put(office.person(child, "検証 後", "ケンショウ ノチ", born: "2025-04-09"))
        let late = try office.propose([try office.receive(office.form(child: child)).id])
        func approve(through last: Int64?) throws -> ApprovalReport {
            try office.gate.perform(
                ApproveDecisions.operation, by: Office.head, for: .registration
            ) {
                try ApproveDecisions.perform(
                    .batch(.granted, through: last, seen: seen.digest), in: $0)
            }
        }
        // A last one that was not the last shown lets nothing in.
        #expect(throws: EntitlementRefusal.batchChanged) { try approve(through: late[0]) }
        #expect(throws: EntitlementRefusal.batchChanged) { try approve(through: proposals[1]) }
        let report = try approve(through: seen.last)
        #expect(report.counts == [.granted: 3])
        #expect(try pending(office) == [proposals[3], proposals[4]] + late)
        #expect(throws: EntitlementRefusal.batchChanged, "二度は決まらない") {
            try approve(through: seen.last)
        }
    }

    @Test("同じ児童の消滅の案が二つあれば、先の一つだけが決まり、後の案は外れて終わる", .measure("R-04"))
    func overtaken() throws {
        let office = try Office()
        let base = try office.grant()
        let granted = try #require(
            try office.read { try $0.first("SELECT MAX(id) FROM proposal") { $0.int64(0) } })
        let two = try office.gate.perform(
            ProposeDecisions.operation, by: Office.counter, for: .registration
        ) { scope in
            var draft = try #require(
                try ProposalBook.proposals([granted], from: scope.db)[granted]
            ).draft
            draft.applicationID = nil
            draft.judgementID = nil
            draft.baseHistoryID = base.id
            draft.effectiveOn = date("2025-06-01")
            draft.periods = draft.periods.ending(before: date("2025-06-01"))
            draft.result = .lapsed
            draft.reason = .movedOut
            draft.cause = .rejudgement
            draft.flags = []
            let row = ProposalRow(draft: draft, proposer: Office.counter.officer)
            return try scope.append([row, row])
        }
        #expect(try pending(office) == two)
        let batch = try foresee(.lapsed, office)
        #expect(batch.count == 1 && batch.leftOut == [.overtaken: 1])
        let report = try approve(.lapsed, seen: batch.digest, office)
        #expect(report.counts == [.lapsed: 1])
        #expect(report.leftOut == [two[1]: EntitlementRefusal.proposalOvertaken.message])
        #expect(try pending(office).isEmpty, "追い越された案は終わっている")
    }

    @Test("下見は数えるだけで、だれの記録も読まない（一時間に利用できる人数に数えない）") func namesNobody() throws {
        let (office, _) = try filled()
        _ = try foresee(nil, office)
        let named = try office.read {
            try $0.first(
                """
                SELECT COUNT(*) FROM operation_subject
                WHERE operation_id = (SELECT MAX(id) FROM operation)
                """
            ) { $0.int(0) }
        }
        #expect(named == 0)
    }
}
