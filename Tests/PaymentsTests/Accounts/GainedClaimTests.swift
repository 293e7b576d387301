// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Entitlement
import Formats
import Foundation
import Ledger
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Payments

/// A claim in kind that was refused for want of the entitlement, of a boy whose entitlement comes back.
extension Family {
    private static let layouts: LayoutLibrary? = try? LayoutLibrary.load(
        directory: PaymentOffice.root.appending(path: "Layouts").path,
        digest: { Digest.of($0).description })

    private func decisions() throws -> [EntitlementDecision] {
        try office.read { try HistoryBook.decisions(children: [Self.taro], from: $0) }[Self.taro]
            ?? []
    }

    /// Takes a file of claims of May in under the boy's first number; one claim of an institution for each
    /// points.
    func refuse(_ points: [Int], insurer: String = "06119903") throws {
        let number = try #require(try decisions().first?.recipientNumber)
        let files = try points.enumerated().map { place, points in
            func record(_ name: String, _ size: Int, _ items: [Int: String]) -> String {
                ([name] + (1..<size).map { items[$0] ?? "" }).joined(separator: ",")
            }
            let lines = [
                record(
                    "IR", 10,
                    [1: "1", 2: "11", 3: "1", 4: "9900010", 6: "見本医院", 7: "202506", 8: "00"]),
                record(
                    "RE", 38,
                    [1: "1", 2: "1126", 3: "202505", 4: "検証　太郎", 5: "1", 6: "20150610"]),
                record("HO", 15, [1: insurer, 2: "見本", 3: "１", 4: "1", 5: String(points)]),
                record(
                    "KO", 12,
                    [1: "81119992", 2: number, 4: "1", 5: String(points), 6: "0"]),
                record("SN", 9, [1: "1", 2: "01", 6: "01"]),
                record("JD", 33, [1: "1", 21: "1"]), record("MF", 33, [1: "00"]),
                record("SY", 8, [1: "4659007", 2: "20250501"]),
                record("SI", 44, [1: "60", 2: "2", 3: "160000310"]),
                record("GO", 4, [1: "2", 2: String(points), 3: "99"]),
            ]
            let bytes = try TextEncoder(.cp932).bytes(lines.map { $0 + "\r\n" }.joined())
            return ClaimFileInput(name: "\(place).UKE", source: .bytes(bytes + [0x1A]))
        }
        let reader = ClaimFileReader(try #require(Self.layouts))
        let reports = try office.gate.perform(
            ImportClaims.operation, by: PaymentOffice.machine, for: .benefit
        ) { try ImportClaims.perform(files, law: law, reader: reader, in: $0) }
        try #require(reports.allSatisfy { $0.rejected == 1 && $0.accepted == 0 }, "\(reports)")
    }

    /// The end of the entitlement was a mistake: the decision before it stands again, under the same number.
    func undo() throws {
        let input = CorrectionInput(
            child: Self.taro, decision: try #require(try decisions().last?.id), act: .restore,
            reason: "転出していなかった")
        let seen = try office.gate.perform(
            ForeseeCorrection.operation, by: PaymentOffice.counter, for: .change
        ) {
            try ForeseeCorrection.perform(
                input, consequences: ConsequencesOfPayments(), in: $0)
        }
        let id = try office.gate.perform(
            CorrectDecision.operation, by: PaymentOffice.counter, for: .change, reason: "訂正"
        ) {
            try CorrectDecision.perform(
                input, seen: seen.digest, consequences: ConsequencesOfPayments(), in: $0)
        }
        _ = try office.gate.perform(
            ApproveDecisions.operation, by: PaymentOffice.head, for: .registration
        ) { try ApproveDecisions.perform(.these([id]), in: $0) }
    }

    func claims() throws -> [Claim] {
        try office.read { try ClaimBook.claims(child: Self.taro, from: $0) }
    }

    func openErrors() throws -> [ClaimError] {
        try office.read { try ClaimErrorBook.open(limit: 10, in: $0) }
    }
}

@Suite("遡及の精算: 資格が戻った現物給付")
struct GainedClaimTests {
    private func refused(_ points: [Int] = [1_000], insurer: String = "06119903") throws -> Family {
        let family = try Family()
        try family.lapse("2025-05-01")
        try family.refuse(points, insurer: insurer)
        #expect(try family.plan().effects.isEmpty)
        return family
    }

    private func proposal(_ family: Family, _ id: Int64) throws -> RetroactiveProposal? {
        try family.office.read { try RetroactiveBook.proposal(id, from: $0) }
    }

    @Test("資格が戻ると、エラーの現物給付の額が示され、決裁で取り込まれた額と同じになり、二度目は何もしない")
    func gained() throws {
        let family = try refused()
        try family.undo()
        let plan = try family.plan()
        #expect(plan.effects.map(\.kind) == [.gainedClaim] && plan.effects[0].finding == nil)
        #expect(plan.effects.map(\.amount) == [Yen(3_000)])
        #expect(plan.usual == Set(plan.effects.map(\.key)))
        let id = try family.draft(digest: plan.digest)
        #expect(try proposal(family, id)?.pay == Yen(3_000))
        #expect(try proposal(family, id)?.recover == .zero)
        let waiting = try family.office.read { try PaymentApprovals.retroactives(from: $0) }
        #expect(waiting.amount == Yen(3_000))
        // Looking and proposing have taken nothing in.
        #expect(try family.claims().isEmpty && family.openErrors().count == 1)
        let report = try family.settle(id)
        #expect(report.accepted == 1 && report.payable == Yen(3_000))
        #expect(try family.claims().map(\.payable) == [Yen(3_000)])
        #expect(try family.openErrors().isEmpty)
        #expect(try family.settle(id).wasKnown)
        #expect(try family.claims().count == 1)
        #expect(try family.plan().effects.isEmpty)
    }

    @Test("別の番号で認定されたときは、再判定しても残るエラーとその理由が示され、機械は選ばず、選んでも取り込まれない")
    func inVain() throws {
        let family = try refused()
        try family.restore()
        let plan = try family.plan()
        let effect = try #require(plan.effects.first)
        #expect(plan.effects.count == 1 && effect.kind == .gainedClaim && effect.isInVain)
        guard case .fault(let fault) = effect.finding else {
            Issue.record("エラーの理由がない")
            return
        }
        #expect(effect.amount == .zero && plan.usual.isEmpty)
        // What it says is what the re-check of the error list says.
        let again = try family.office.gate.perform(
            RecheckClaims.operation, by: PaymentOffice.clerk, for: .benefit
        ) { try RecheckClaims.perform([effect.subject], law: family.law, in: $0) }
        #expect(again.faults[effect.subject] == fault && again.claims.isEmpty)
        let id = try family.draft([effect.key])
        #expect(try proposal(family, id)?.pay == .zero)
        let report = try family.settle(id)
        #expect(report.accepted == 0 && report.payable == .zero)
        #expect(try family.openErrors().count == 1 && family.claims().isEmpty)
    }

    @Test("同じ診療のエラーが二つあれば一つだけが払われ、選んだものだけで見た額が起案に残り、その額が取り込まれる")
    func chosenAlone() throws {
        let family = try refused([1_000, 500])
        try family.undo()
        let plan = try family.plan()
        #expect(plan.effects.map(\.amount) == [Yen(3_000), .zero])
        #expect(plan.effects.map(\.isInVain) == [false, true])
        #expect(plan.usual == [plan.effects[0].key])
        let id = try family.draft([plan.effects[1].key])
        let lines = try family.office.read { try RetroactiveBook.lines(of: id, from: $0) }
        #expect(lines.filter(\.isChosen).map(\.amount) == [Yen(1_500)])
        #expect(try proposal(family, id)?.pay == Yen(1_500))
        #expect(try family.settle(id).payable == Yen(1_500))
        #expect(try family.claims().map(\.payable) == [Yen(1_500)])
    }

    @Test("起案の後にエラーの理由や額が変わると、その起案は決裁できず、何も取り込まれない")
    func overtaken() throws {
        let family = try refused()
        try family.undo()
        let id = try family.draft()
        try family.office.gate.perform(
            ReturnClaim.operation, by: PaymentOffice.clerk, for: .benefit
        ) { scope in
            let errors = try ClaimErrorBook.open(limit: 10, in: scope.db)
            try ReturnClaim.perform(errors.map(\.id), reason: "医療機関が請求し直す", in: scope)
        }
        #expect(throws: RetroactiveRefusal.overtaken) { try family.settle(id) }
        #expect(try family.claims().isEmpty)
    }

    @Test("精算が要る児童には起案まで載り、下見は書かずに何度でも見られる")
    func unsettled() throws {
        let family = try refused()
        try family.undo()
        func due() throws -> [UnsettledChild] {
            try family.office.read { try UnsettledBook.children(from: $0) }
        }
        #expect(try due().flatMap(\.effects).map(\.kind) == [.gainedClaim])
        #expect(try family.plan() == family.plan())
        let id = try family.draft()
        #expect(try due().isEmpty)
        try family.settle(id)
        #expect(try due().isEmpty)
    }
}
