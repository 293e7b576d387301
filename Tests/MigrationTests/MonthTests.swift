// SPDX-License-Identifier: Apache-2.0
import Benefits
import Foundation
import Links
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Migration

@Suite("並行月")
struct MonthTests {
    private static let month = date("2025-05-01").yearMonth

    private func key(_ serial: Int, points: Int = 100) throws -> MonthResult.Key {
        MonthResult.Key(
            recipientNumber: try #require(RecipientNumber(serial: serial)).digits,
            treatmentMonth: date("2025-04-01").yearMonth, institution: "1119000017",
            isInpatient: false, points: points)
    }

    private func ours(
        _ serial: Int, pays yen: Int, burden: Int = 300, highCost: Int = 0,
        refused: String? = nil
    ) throws -> MonthResult {
        MonthResult(
            key: try key(serial), child: nil, claim: refused == nil ? Int64(serial) : nil,
            burden: Yen(burden), highCost: Yen(highCost), additionalBenefit: .zero,
            payable: Yen(yen), refused: refused)
    }

    private func old(
        _ serial: Int, pays yen: Int, burden: Int = 300, highCost: Int = 0,
        refused: String? = nil
    ) throws -> OldResult {
        OldResult(
            number: "M\(serial)", key: try key(serial), burden: Yen(burden),
            highCost: Yen(highCost), additionalBenefit: .zero, payable: Yen(yen),
            refused: refused)
    }

    @Test("同じ額は数えるだけ、違う額は、一部負担金・高額療養費のどこから違うかを言う")
    func amounts() throws {
        let answer = MonthComparison.of(
            [
                try old(1, pays: 300), try old(2, pays: 300),
                try old(3, pays: 80_100, burden: 120_000, highCost: 39_900),
                try old(4, pays: 290),
            ],
            [
                try ours(1, pays: 300), try ours(2, pays: 200, burden: 200),
                try ours(3, pays: 120_000, burden: 120_000), try ours(4, pays: 300),
            ], in: Self.month)
        #expect(answer.same == 1)
        #expect(answer.oldTotal == 300 + 300 + 80_100 + 290)
        #expect(answer.ourTotal == 300 + 200 + 120_000 + 300)
        let explained = answer.differences.map(\.explanation)
        #expect(explained.contains { $0.contains("一部負担金") && $0.contains("200") })
        #expect(explained.contains { $0.contains("高額療養費") })
        // The parts agree and the result does not: a person must look.
        #expect(answer.unexplained == 1)
    }

    @Test("片方だけが支払う明細書は、返戻・エラー・未着のどれかを言い、両方の返戻は違いではない")
    func oneSide() throws {
        let answer = MonthComparison.of(
            [
                try old(1, pays: 300), try old(2, pays: 0, refused: "資格なし"),
                try old(3, pays: 500), try old(4, pays: 0, refused: "重複"),
            ],
            [
                try ours(1, pays: 0, refused: "資格の期間外です。"), try ours(2, pays: 300),
                try ours(4, pays: 0, refused: "重複です。"), try ours(5, pays: 100),
            ], in: Self.month)
        #expect(answer.bothRefused == 1)
        let byNumber = Dictionary(
            uniqueKeysWithValues: answer.differences.map { ($0.number ?? "-", $0) })
        #expect(byNumber["M1"]?.kind == .onlyOld)
        #expect(byNumber["M1"]?.explanation.contains("期間外") == true)
        #expect(byNumber["M2"]?.kind == .onlyOurs)
        #expect(byNumber["M2"]?.explanation.contains("資格なし") == true)
        #expect(byNumber["M3"]?.explanation == "この明細書は取り込まれていない")
        #expect(byNumber["-"]?.kind == .onlyOurs)
        #expect(answer.unexplained == 0)
    }

    @Test("児童ごとに、違いの数・両方の額・理由をまとめ、人が確かめる児童を先に並べる")
    func children() throws {
        let answer = MonthComparison.of(
            [
                try old(1, pays: 300, burden: 310), try old(4, pays: 290),
                try old(5, pays: 300),
            ],
            [
                try ours(1, pays: 200, burden: 200), try ours(1, pays: 100),
                try ours(4, pays: 300), try ours(5, pays: 300),
            ], in: Self.month)
        let children = answer.children
        let first = try key(1).recipientNumber
        #expect(children.map(\.recipientNumber) == [try key(4).recipientNumber, first])
        #expect(children.map(\.unexplained) == [1, 0])
        let child = try #require(children.last)
        #expect(child.differences == 2 && child.old == Yen(300) && child.ours == Yen(300))
        #expect(child.reasons.contains { $0.contains("一部負担金") })
        #expect(child.reasons.contains("旧システムの結果にこの明細書がない"))
    }

    @Test("取り込んだ月がなければ断る")
    func noClaims() throws {
        let bench = try MigrationBench()
        let header = "検証用表示,明細番号,請求年月,受給者番号,診療年月,医療機関コード,入外区分,点数,一部負担金,高額療養費,附加給付,公費負担額,返戻理由\r\n"
        #expect(throws: MigrationRefusal.noClaimsOfMonth) {
            try bench.gate.perform(
                CompareMonth.operation, by: MigrationBench.payment, for: .benefit
            ) {
                try CompareMonth.perform(
                    LinkFile(Array(header.utf8), name: "results.csv"), month: Self.month,
                    layouts: MigrationBench.layouts, in: $0)
            }
        }
    }
}
