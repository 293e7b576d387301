// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Formats
import Foundation
import Ledger
import Office
import Safeguards
import Town
import Vocabulary

/// What must hold after any year, whatever the town; each broken one in words.
struct Invariants {
    let year: OfficeYear

    func broken() throws -> [String] {
        let reader = try year.staff.principal(.head)
        let ofBooks = try year.office.casework.perform(.viewLists, by: reader, for: .benefit) {
            try money(from: $0.db) + entitled(from: $0.db)
                + AgencyReading.broken(
                    isOrdered: year.settings.story.years > 1, from: $0.db)
                + DuplicateReading.broken(from: $0.db)
        }
        let ofFiles = try year.timer.measure("二度目の取込み") { try Replay(year: year).broken() }
        let unopened = year.mailbox.left.map { "\($0) が開かれていません" }
        return try ofBooks + ofFiles + unopened + verified()
    }

    /// 振込データの金額 = 台帳の金額 = 計算の合計.
    private func money(from db: any Connection) throws -> [String] {
        var broken: [String] = []
        for run in try InvariantReading.runs(from: db) {
            let path = year.settings.out.appendingPathComponent("transfers/\(run.file)").path
            let onDisk = try TransferFile.read(.file(path))
            let sums = [
                onDisk.total, onDisk.declared.total, run.fileTotal, run.transfers, run.rows,
                run.sent,
            ]
            if Set(sums).count != 1 { broken.append("\(run.file) の金額が一致しません: \(sums)") }
        }
        let balances = try InvariantReading.balances(from: db)
        if balances.values.reduce(0, +) != 0 { broken.append("出納の合計が0でありません: \(balances)") }
        let obligations = try InvariantReading.obligations(from: db)
        if obligations.scheduled != obligations.decided {
            broken.append(
                "決定した額 \(obligations.decided) と支給予定の額 \(obligations.scheduled) が違います")
        }
        if balances["paid", default: 0] != obligations.decided {
            broken.append(
                "支払済みの額 \(balances["paid", default: 0]) と決定した額 \(obligations.decided) が違います")
        }
        let counts = [
            ("計算と違う額の償還の決定", try InvariantReading.decisionsBesideComputation(from: db)),
            ("計算と違う額のレセプト", try InvariantReading.claimsBesideComputation(from: db)),
            ("二度支払った決定", try InvariantReading.paidTwice(from: db)),
        ]
        return broken + counts.filter { $0.1 > 0 }.map { "\($0.0): \($0.1)件" }
    }

    /// 資格のない日の診療は、現物でも償還でも支払わない.
    private func entitled(from db: any Connection) throws -> [String] {
        let index = try EntitlementIndex.load(from: db)
        let outside = try InvariantReading.paidTreatments(from: db).filter { treatment in
            let covered = index.days(
                of: treatment.child, in: treatment.month, inpatient: treatment.isInpatient)
            return treatment.visits.map { !$0.isSubset(of: covered) } ?? covered.isEmpty
        }
        return outside.isEmpty ? [] : ["資格のない日の診療への支払: \(outside.count)件"]
    }

    /// 記録は書き換えられていない.
    private func verified() throws -> [String] {
        try year.office.verify().flatMap { system, report in
            report.ok ? [] : report.problems.map { "\(system): \($0.message)" }
        }
    }
}
