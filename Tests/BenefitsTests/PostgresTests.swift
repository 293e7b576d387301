// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Entitlement
import Foundation
import Safeguards
import Support
import Testing
import Vocabulary

@Suite("給付は PostgreSQL でも同じ")
struct PostgresTests {
    @Test("取込・エラー・申立・償還・決裁・通知・統計")
    func spine() throws {
        let schema = "b" + UUID().uuidString.replacing("-", with: "").lowercased()
        let office = try Office(
            store: Stores.postgres(
                PostgresCluster.running().connection, schema: schema, body: "119997"))
        var file = Uke()
        file.claims = [
            Uke.Claim(), Uke.Claim(born: "20140610"), Uke.Claim(type: "1125", recipient: "0000000"),
        ]
        let report = try office.take(file)
        #expect(report.accepted == 1)
        #expect(report.rejected == 2)
        #expect(try office.take(file).isImported)
        let errors = try office.errors()
        #expect(errors.map(\.reason) == [.ageOrRatioDiffers, .notEntitled])
        let claim = try office.gate.perform(
            CorrectClaim.operation, by: Office.payment, for: .benefit
        ) {
            try CorrectClaim.perform(
                errors[1].id,
                ClaimCorrection(recipientNumber: RecipientNumber(Office.taroNumber)),
                reason: "照会", law: Office.law, in: $0)
        }
        try office.gate.perform(FileObjection.operation, by: Office.payment, for: .benefit) {
            try FileObjection.perform(
                .claim(claim), .review, reason: .other, on: date("2025-08-12"), in: $0)
        }
        #expect(try office.verdict(office.input("S-1", highCost: nil)) == "保留 保険者決定待ち")
        try office.enter([office.input("S-1", branch: 2, highCost: 500)])
        try office.enter([office.input("S-2", month: "2025-03")])
        try office.propose()
        #expect(try office.approve().payable == Yen(2_500))
        let (due, counts, totals, touched) = try office.read { db in
            (
                try DueBook.due(decidedThrough: date("2025-08-12"), from: db),
                try BenefitInbox.counts(from: db),
                try BenefitTotals.totals(yearMonth("2025-01")...yearMonth("2025-12"), from: db),
                try BenefitsAfterLapse().afterLapse([Office.taro: date("2025-05-01")], in: db)
            )
        }
        #expect(due.map(\.amount) == [Yen(2_500)])
        #expect(counts.claimErrors == 1)
        #expect(counts.objections == 1)
        #expect(totals.map(\.count) == [1, 1, 1])
        #expect(touched[Office.taro]?.count == 3)
        let refused = try office.read {
            try ReimbursementDecisionBook.approved(
                in: EffectivePeriod(from: date("2025-08-12")), from: $0)
        }.filter { $0.outcome == .notPaid }
        let letters = try office.gate.perform(
            IssueRefusals.operation, by: Office.payment, for: .benefit
        ) {
            try IssueRefusals.perform(
                refused.map(\.id), law: Office.law, directory: office.directory, in: $0)
        }
        #expect(letters.notices.count == 1)
    }
}
