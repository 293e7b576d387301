// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Entitlement
import Formats
import Foundation
import Ledger
import Links
import Safeguards
import Scheme
import Support
import Testing
import Town
import Vocabulary

@testable import Migration

/// 並行月 as it is done: the old office is taken over, a month of claim files is imported for its
/// children, and the old system's results of the same month are held against it.
@Suite("並行月を、移した資格と取り込んだ請求で")
struct ParallelMonthTests {
    private static let billed = date("2025-05-01").yearMonth
    static let book: SchemeBook? = {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let library = try? SchemeLibrary.load(directory: root.appending(path: "Schemes").path) {
            Digest.of($0).description
        }
        return library?.book("sample")
    }()

    /// The claims of the month, for every child that the migration entitled then.
    private func files(_ bench: MigrationBench) throws -> [ClaimMonthFiles.File] {
        let month = Self.billed.previous
        let index = try bench.store.read { try EntitlementIndex.load(from: $0) }
        let patients = index.entries
            // Of a month in part a claim may have days outside.
            .filter { $0.days(in: month, inpatient: false).count == month.lastDay.day }
            .compactMap { entry in
                index.insurances(child: entry.child)
                    .first { $0.period.overlaps(month.period) }
                    .map {
                        ClaimMonthFiles.Patient(
                            recipientNumber: entry.recipientNumber, born: entry.born,
                            insurer: $0.insurer)
                    }
            }
        return try ClaimMonthFiles(seed: 7, month: month, patients: patients).files()
    }

    /// What the old system says of a claim, counted in its own way: only plain out-patient claims
    /// below the threshold, where the family's part is points × ten × two or three tenths.
    private func old(_ claim: ClaimRecord) -> (burden: Int, payable: Int)? {
        guard !claim.isInpatient, claim.funds.count == 1, claim.points > 0 else { return nil }
        let isSmall = AgeLaw.isPreschool(born: claim.born, on: claim.treatmentMonth.firstDay)
        let part = claim.points * (isSmall ? 2 : 3)
        return part < 20_000 ? (part, part) : nil
    }

    private func sheet(_ rows: [String]) throws -> LinkFile {
        let head =
            "検証用表示,明細番号,請求年月,受給者番号,診療年月,医療機関コード,入外区分,点数,一部負担金,高額療養費,附加給付,公費負担額,返戻理由"
        let text = ([head] + rows).map { $0 + "\r\n" }.joined()
        return LinkFile(try TextEncoder(.cp932).bytes(text), name: "results.csv")
    }

    @Test("旧システムの結果と一件ずつ同じで、仕込んだ1円・返戻・未着だけが、理由とともに違いに出る")
    func wholeMonth() throws {
        let bench = try MigrationBench(OldTown(seed: 3, children: 80))
        try bench.migrate()
        let law = BenefitLaw(book: try #require(Self.book))
        let files = try files(bench)
        let reader = ClaimFileReader(MigrationBench.layouts)
        let reports = try bench.gate.perform(
            ImportClaims.operation, by: .machine("import"), for: .benefit
        ) { scope in
            try ImportClaims.perform(
                files.map { ClaimFileInput(name: $0.name, source: .bytes($0.bytes)) }, law: law,
                reader: reader, in: scope)
        }
        let accepted = reports.reduce(0) { $0 + $1.accepted }
        #expect(accepted > 20, "移した資格で受け入れられている")
        let ours = try bench.store.read {
            try MonthResultBook.results(billed: Self.billed, from: $0)
        }
        let paid = Dictionary(
            ours.filter { $0.refused == nil }.map { ($0.key, $0.payable.amount) },
            uniquingKeysWith: { one, _ in one })

        var rows: [String] = []
        var plain: [MonthResult.Key] = []
        var number = 0
        for file in files {
            for claim in try reader.content(of: .bytes(file.bytes)).claims {
                guard let counted = old(claim), let fund = claim.funds.last else { continue }
                let key = MonthResult.Key(
                    recipientNumber: fund.recipient, treatmentMonth: claim.treatmentMonth,
                    institution: claim.institution, isInpatient: false, points: claim.points)
                guard paid[key] != nil, !plain.contains(key) else { continue }
                plain.append(key)
                number += 1
                // One yen too little, one sent back there, one that never came here.
                let payable = counted.payable - (number == 1 ? 1 : 0)
                let burden = counted.burden - (number == 1 ? 1 : 0)
                let refused = number == 2 ? "資格なし" : ""
                rows.append(
                    row(number, key, burden: burden, payable: number == 2 ? 0 : payable, refused))
            }
        }
        #expect(plain.count > 10, "比べる明細書がある: \(plain.count)")
        let stranger = MonthResult.Key(
            recipientNumber: try #require(RecipientNumber(serial: 4_321)).digits,
            treatmentMonth: Self.billed.previous,
            institution: try #require(plain.first).institution,
            isInpatient: false, points: 111)
        rows.append(row(9_000, stranger, burden: 333, payable: 333, ""))

        let (comparison, errors) = try bench.gate.perform(
            CompareMonth.operation, by: MigrationBench.payment, for: .benefit
        ) {
            try CompareMonth.perform(
                try sheet(rows), month: Self.billed, layouts: MigrationBench.layouts, in: $0)
        }
        #expect(errors.isEmpty)
        #expect(comparison.same == plain.count - 2, "残りは一円まで同じ")
        #expect(comparison.ourCount == accepted)
        let amounts = comparison.differences.filter { $0.kind == .amount }
        #expect(amounts.map(\.number) == ["M1"])
        #expect(amounts.first.map { $0.ours.amount - $0.old.amount } == 1)
        #expect(amounts.first?.explanation.contains("一部負担金") == true)
        #expect(comparison.differences.first { $0.number == "M2" }?.kind == .onlyOurs)
        #expect(comparison.differences.first { $0.number == "M9000" }?.kind == .onlyOld)
        // What the old sheet leaves out is told claim by claim, too.
        let left = comparison.differences.filter { $0.number == nil }
        #expect(left.count == accepted - plain.count && left.allSatisfy { $0.kind == .onlyOurs })
        #expect(comparison.unexplained == 0)
        // Told child by child as well; whose number nobody has here is nobody's.
        #expect(
            comparison.children.reduce(0) { $0 + $1.differences } == comparison.differences.count)
        let unknown = comparison.children.filter { $0.child == nil }
        #expect(unknown.map(\.recipientNumber) == [stranger.recipientNumber])
        // The log names those that are shown: all of them in a file, the first ones on a page.
        let everybody = Set(
            comparison.differences.compactMap(\.child) + comparison.children.compactMap(\.child))
        let inFile = try named(bench)
        #expect(inFile == Set(everybody.map(\.value)), "\(inFile) \(everybody)")
        #expect(everybody.count > 1, "\(everybody)")
        _ = try bench.gate.perform(
            CompareMonth.operation, by: MigrationBench.payment, for: .benefit
        ) {
            try CompareMonth.perform(
                try sheet(rows), month: Self.billed, layouts: MigrationBench.layouts, showing: 1,
                in: $0)
        }
        let shown = [comparison.differences.first?.child, comparison.children.first?.child]
        #expect(try named(bench) == Set(shown.compactMap { $0?.value }))
    }

    /// Whom the last operation names.
    private func named(_ bench: MigrationBench) throws -> Set<Int64> {
        Set(
            try bench.store.read { db in
                try db.rows(
                    """
                    SELECT subject FROM operation_subject
                    WHERE operation_id = (SELECT MAX(id) FROM operation)
                    """, []
                ) { $0.int64(0) }
            })
    }

    private func row(
        _ number: Int, _ key: MonthResult.Key, burden: Int, payable: Int, _ refused: String
    ) -> String {
        [
            "検証用", "M\(number)", Self.billed.compact, key.recipientNumber,
            key.treatmentMonth.compact, key.institution, "2", String(key.points), String(burden),
            "0", "0", String(payable), refused,
        ].joined(separator: ",")
    }
}
