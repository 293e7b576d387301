// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Foundation
import Safeguards
import Support
import Testing
import Town
import Vocabulary

@testable import Migration

@Suite("試し移行")
struct TrialTests {
    @Test("試しは報告のほか何も残さず、件数と金額のどの差もエラー一覧で説明がつく")
    func nothingStays() throws {
        let bench = try MigrationBench()
        let before = try bench.counts()
        let (id, trial) = try bench.tryIt()
        #expect(try bench.counts() == before)
        #expect(before.values.allSatisfy { $0 == 0 })
        #expect(trial.unexplained == 0, "\(trial.differences.filter { !$0.isExplained })")
        #expect(trial.children == bench.truth.children.count)
        #expect(trial.wrongTotals.isEmpty)
        let kept = try bench.store.read { try MigrationBook.one(trial: id, from: $0) }
        #expect(kept?.status == .tried)
        #expect(kept?.children == trial.children)
        let lines = try bench.store.read {
            try MigrationBook.differences(of: id, afterLoad: false, from: $0)
        }
        #expect(lines == trial.differences)
    }

    @Test("差異報告は、有効な資格の数と、移す給付の件数・金額を、町の真実のとおりに言う")
    func figures() throws {
        let bench = try MigrationBench(OldTown(seed: 3, children: 80))
        let (_, trial) = try bench.tryIt()
        let inForce = trial.differences.first { $0.key == FigureKey(.entitlements, "有効") }
        #expect(inForce?.ours.count == bench.truth.inForce)
        let paid = trial.differences.filter { $0.key.section == .benefits }
        #expect(paid.reduce(0) { $0 + $1.ours.yen } == bench.truth.payable)
        #expect(paid.reduce(0) { $0 + $1.ours.count } == bench.truth.payments)
        #expect(Set(paid.map(\.key.item)).count > 10, "年度ごと・区分ごとに並ぶ")
        let decisions = trial.differences.filter { $0.key.section == .decisions }
        #expect(decisions.reduce(0) { $0 + $1.ours.count } == bench.truth.decisions)
    }

    @Test("わざと入れた誤りは、どれもその行と番号でエラー一覧に出て、ほかの児童は移る")
    func plantedErrors() throws {
        let bench = try MigrationBench()
        let (_, trial) = try bench.tryIt()
        let found = Set(
            trial.issues.map {
                OldTown.Planted(file: $0.file.rawValue, line: $0.line, code: $0.code)
            })
        let missing = bench.truth.planted.filter { !found.contains($0) }
        #expect(missing.isEmpty, "\(missing)")
        #expect(Set(bench.truth.planted.map(\.code)).count >= 12)
        // What is not planted follows from it: the rest of the same children.
        let follow: Set<String> = [
            "E-MIG-002", "E-MIG-004", "E-MIG-007", "E-MIG-010", "E-MIG-013", "E-MIG-014",
            "E-MIG-017", "E-MIG-041",
        ]
        let planted = Set(bench.truth.planted)
        #expect(found.subtracting(planted).allSatisfy { follow.contains($0.code) })
    }

    /// Somebody whom neither the register nor the old system knows.
    private static let stranger =
        (99_500_000..<99_500_100).lazy.compactMap { AddresseeNumber(serial: $0) }.first?
        .description ?? ""

    @Test(
        "よその人の口座・保険・証・給付と、検査数字の違う保険者は、その行でエラー一覧に出て移らない",
        arguments: [
            ("accounts", 1, stranger, "E-MIG-013"), ("insurances", 1, stranger, "E-MIG-014"),
            ("insurances", 2, "06119904", "E-FMT-040"),
            ("certificates", 2, stranger, "E-MIG-014"), ("benefits", 3, stranger, "E-MIG-014"),
            ("residences", 1, stranger, "E-MIG-013"), ("exceptions", 1, stranger, "E-MIG-014"),
            ("exclusions", 1, stranger, "E-MIG-014"), ("memos", 2, stranger, "E-MIG-013"),
        ])
    func strangers(file: String, cell: Int, value: String, code: String) throws {
        let bench = try MigrationBench(OldTown(seed: 5, children: 20, plantsErrors: false))
        let clean = try bench.read().issues
        let path = bench.folder.file("\(file).csv")
        var rows = try Data(contentsOf: path).split(
            separator: 0x0A, omittingEmptySubsequences: false
        ).map { $0.split(separator: 0x2C, omittingEmptySubsequences: false).map { Data($0) } }
        rows[1][cell] = Data(value.utf8)
        try Data(rows.map { Data($0.joined(separator: [0x2C])) }.joined(separator: [0x0A]))
            .write(to: path)
        let (_, trial) = try bench.tryIt()
        let found = trial.issues.filter { !clean.contains($0) }.map {
            OldTown.Planted(file: $0.file.rawValue, line: $0.line, code: $0.code)
        }
        #expect(found == [OldTown.Planted(file: file, line: 2, code: code)])
        #expect(trial.unexplained == 0)
        #expect(trial.children == bench.truth.children.count)
    }

    @Test("エラー一覧に、人の氏名・番号・口座は出ない", .measure("R-54"))
    func noPersonInErrors() throws {
        let bench = try MigrationBench()
        let (_, trial) = try bench.tryIt()
        let text = trial.issues.map(\.message).joined(separator: "\n")
        #expect(!text.isEmpty)
        for person in WriteOldSystem(OldTown(seed: 1, children: 60)).residents {
            #expect(!text.contains(person.number.description))
            #expect(!text.contains(person.kana))
        }
    }

    @Test("旧システムの控えと件数が合わなければ、起案できない")
    func totals() throws {
        let bench = try MigrationBench(totalsAreWrong: true)
        let (id, trial) = try bench.tryIt()
        #expect(trial.wrongTotals == [.benefits])
        #expect(throws: MigrationRefusal.totalsDiffer(1)) { try bench.propose(id) }
    }

    @Test("エラー一覧で説明のつかない差が一円・一件でもある試しは、起案できない")
    func unexplained() throws {
        let bench = try MigrationBench(OldTown(seed: 5, children: 40, plantsErrors: false))
        let (id, trial) = try bench.tryIt()
        #expect(trial.unexplained == 0)
        // What was loaded lacks one yen, or one record, that no line of the error list names.
        let lacks = [(FigureKey.Section.benefits, 0, 1), (.decisions, 1, 0)]
        for (section, count, yen) in lacks {
            let short = try trial.lacking(count: count, yen: yen, in: section)
            let kept = try bench.gate.perform(
                TryMigration.operation, by: MigrationBench.administrator, for: .maintenance
            ) { try TryMigration.perform(short, in: $0) }
            #expect(throws: MigrationRefusal.unexplained(1)) { try bench.propose(kept) }
        }
        #expect(try bench.count("migration_proposal") == 0)
        // The trial as it was may be proposed.
        _ = try bench.propose(id)
    }

    @Test("読めない行のある児童は、履歴の全部を移さない")
    func holes() throws {
        let bench = try MigrationBench(
            OldTown(seed: 5, children: 40, plantsErrors: false))
        let path = bench.folder.file("decisions.csv")
        let data = try Data(contentsOf: path)
        // The first decision of the file loses its kind: the layout refuses the row.
        var lines = data.split(separator: 0x0A, omittingEmptySubsequences: false).map { Data($0) }
        let cells = lines[1].split(separator: 0x2C, omittingEmptySubsequences: false)
        lines[1] = Data(
            cells.enumerated().map { $0.offset == 5 ? Data("77".utf8) : Data($0.element) }
                .reduce(into: Data()) { row, cell in
                    if !row.isEmpty { row.append(0x2C) }
                    row.append(cell)
                })
        try Data(
            lines.reduce(into: Data()) { all, line in
                if !all.isEmpty { all.append(0x0A) }
                all.append(line)
            }
        ).write(to: path)
        let (_, trial) = try bench.tryIt()
        #expect(trial.children == bench.truth.children.count - 1)
        #expect(trial.unexplained == 0)
    }

    @Test("要るファイルがない、フォルダーがない、名称がない、切替日が先のときは断る")
    func refusals() throws {
        let bench = try MigrationBench()
        #expect(throws: MigrationRefusal.folderMissing) {
            try OldFiles(folder: "/nowhere", layouts: MigrationBench.layouts)
        }
        try FileManager.default.removeItem(at: bench.folder.file("decisions.csv"))
        #expect(throws: MigrationRefusal.fileMissing("資格履歴")) { try bench.files() }
        let whole = try MigrationBench()
        func read(_ name: String, _ day: String) throws {
            _ = try whole.gate.perform(
                ReadOldSystem.operation, by: MigrationBench.administrator, for: .maintenance
            ) {
                try ReadOldSystem.perform(
                    try whole.files(), name: name, cutover: date(day),
                    layouts: MigrationBench.layouts, directory: whole.directory, in: $0)
            }
        }
        #expect(throws: MigrationRefusal.missingName) { try read("", "2025-04-01") }
        #expect(throws: MigrationRefusal.cutoverInFuture) { try read("旧", "2025-04-03") }
    }

    @Test("試し・起案・実行は管理者、決裁は決裁者だけ。給付も窓口もできない", .measure("R-45"))
    func permissions() throws {
        let bench = try MigrationBench()
        #expect(throws: SafeguardRefusal.notPermitted) {
            try bench.read(by: MigrationBench.payment)
        }
        let (id, trial) = try bench.tryIt()
        for who in [MigrationBench.payment, MigrationBench.head] {
            #expect(throws: SafeguardRefusal.notPermitted) {
                try bench.gate.perform(TryMigration.operation, by: who, for: .maintenance) {
                    try TryMigration.perform(trial, in: $0)
                }
            }
            #expect(throws: SafeguardRefusal.notPermitted) { try bench.propose(id, by: who) }
        }
        let proposal = try bench.propose(id)
        #expect(throws: SafeguardRefusal.notPermitted) {
            try bench.decide(proposal, by: MigrationBench.administrator)
        }
    }
}

extension MigrationTrial {
    /// The same trial with less loaded in the first line of a section that has anything.
    fileprivate func lacking(
        count: Int, yen: Int, in section: FigureKey.Section
    ) throws -> MigrationTrial {
        let place = try #require(
            differences.firstIndex {
                $0.key.section == section && $0.ours.yen >= yen
                    && $0.ours.count > 0
            })
        let line = differences[place]
        var lines = differences
        lines[place] = Difference(
            key: line.key, source: line.source, rejected: line.rejected, known: line.known,
            ours: Figure(count: line.ours.count - count, yen: line.ours.yen - yen))
        return MigrationTrial(
            digest: digest, name: name, cutover: cutover, children: children, slices: slices,
            differences: lines, issues: issues, wrongTotals: wrongTotals)
    }
}
