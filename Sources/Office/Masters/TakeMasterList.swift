// SPDX-License-Identifier: Apache-2.0
import Benefits
public import Formats
public import Links
public import Safeguards
public import Vocabulary

/// マスタの取込 as screen 3030 does it: one verb for all official lists, over the procedures of their
/// areas. A list is applied whole or not at all; the same list twice changes nothing.
public enum TakeMasterList {
    public static let operation = OperationCode.importMasters

    /// - Parameters:
    ///   - day: 適用日; the medical institutions have none.
    ///   - run: a dry run answers the difference and writes nothing.
    /// - Throws: `MasterRefusal`, `LinkRefusal`; `FormatRefusal` when the file is refused.
    public static func perform(
        _ list: MasterList, _ file: LinkFile, from day: CivilDate, layouts: LayoutLibrary,
        run: LinkRun, in scope: Scope
    ) throws -> MasterDifference {
        guard let master = list.master else {
            let report = try ImportInstitutions.perform(
                file.source, layouts: layouts, dryRun: run == .dryRun, in: scope)
            let wrong = Set(report.errors.map(\.line)).count
            guard run == .dryRun || wrong == 0 else { throw MasterRefusal.rowsWrong(wrong) }
            return MasterDifference(report)
        }
        return MasterDifference(
            try ImportMaster.perform(
                master, file, from: day, layouts: layouts, run: run, in: scope))
    }

    /// What the log says of it: which list, which file, and its digest.
    public static func reason(_ list: MasterList, _ file: LinkFile) -> String {
        let name = String(file.name.filter { !$0.isNewline }.prefix(80))
        return "\(list.wording)の一覧 \(name)（SHA-256 \(file.digest)）"
    }
}
