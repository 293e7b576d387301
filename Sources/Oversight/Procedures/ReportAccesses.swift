// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Vocabulary

/// 本人の情報の利用記録: who used the data of one person, when and why (G-13).
public enum ReportAccesses {
    public static let operation = OperationCode.reportAccesses

    /// - Throws: `.periodInvalid`.
    public static func perform(
        about person: AddresseeNumber, from: CivilDate, through: CivilDate, in scope: Scope
    ) throws -> [AccessReportLine] {
        guard from <= through else { throw OversightRefusal.periodInvalid }
        let lines = try ReportBook.lines(
            about: person, from: from, through: through, in: scope.db)
        scope.saw(person)
        scope.counted(lines.count)
        return lines
    }
}
