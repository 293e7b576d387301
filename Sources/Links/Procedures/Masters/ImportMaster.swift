// SPDX-License-Identifier: Apache-2.0
public import Formats
public import Safeguards
public import Vocabulary

/// マスタの取込: official file → preview → difference → applied from a day on. The list is whole: what
/// it does not hold any more ends on that day, and stays in the record.
public enum ImportMaster {
    public static let operation = OperationCode.importMasters

    /// - Parameters:
    ///   - day: 適用日, the first day on which the list is in force.
    ///   - run: a dry run answers the difference and writes nothing.
    /// - Throws: `MasterRefusal`; `FormatRefusal` when the file is refused.
    public static func perform(
        _ master: Master, _ file: LinkFile, from day: CivilDate, layouts: LayoutLibrary,
        run: LinkRun = .take, in scope: Scope
    ) throws -> MasterReport {
        var report = MasterReport(
            master, file.name, from: day, isDryRun: run == .dryRun)
        var rows: [String: MasterRow] = [:]
        let read = try FeedReader(try layouts.feed(master.rawValue)).read(file.source) { row in
            let row = MasterRow(row, of: master)
            if rows.updateValue(row, forKey: row.code) != nil { report.repeated += 1 }
            return []
        }
        report.rows = read.rows
        report.errors = read.errors
        report.warnings = read.warnings
        guard try file.isUnchanged() else { throw LinkRefusal.changedWhileRead }
        guard read.rejected == 0 else {
            if run == .dryRun { return report }
            throw MasterRefusal.rowsWrong(Set(read.errors.map(\.line)).count)
        }
        let newest = try MasterBook.editions(from: scope.db).filter { $0.master == master }
            .map(\.validFrom).max()
        if let newest, day < newest { throw MasterRefusal.laterEdition(newest) }
        let known = try MasterBook.rows(of: master, on: day, from: scope.db)
        compare(rows, with: known, in: &report)
        guard report.ended.count * 2 <= known.count else {
            throw MasterRefusal.tooMuchEnds(report.ended.count, of: known.count)
        }
        scope.counted(report.added.count + report.changed.count + report.ended.count)
        guard run == .take else {
            scope.note("dry-run")
            return report
        }
        if !report.isEmpty { try MasterBook.apply(report, digest: file.digest, in: scope) }
        return report
    }

    private static func compare(
        _ rows: [String: MasterRow], with known: [String: MasterRow],
        in report: inout MasterReport
    ) {
        for row in rows.values.sorted(by: { $0.code < $1.code }) {
            guard let before = known[row.code] else {
                report.added.append(row)
                continue
            }
            if before != row { report.changed.append((before, row)) }
        }
        report.ended = known.values.filter { rows[$0.code] == nil }
            .sorted { $0.code < $1.code }
    }
}
