// SPDX-License-Identifier: Apache-2.0
public import Safeguards
import Vocabulary

/// 研修の名簿の取込み: a record for everybody on the list, all or nothing. Who has one already for
/// the subject of the year keeps it: the same list twice changes nothing.
public enum EnterTraining {
    public static let operation = OperationCode.writeRegister

    /// One line of a list, as it was written.
    public struct Attendance: Sendable, Hashable {
        let officer: String
        let year: String
        let subject: String
        let way: String
        let day: String

        /// A line `利用者ID 年度 科目 受け方 日` with tabs between; `nil` for anything else.
        public init?(line: some StringProtocol) {
            let cells = String(line).split(
                separator: "\t" as Character, omittingEmptySubsequences: false
            )
            .map(String.init)
            guard cells.count == 5 else { return nil }
            (officer, year, subject) = (cells[0], cells[1], cells[2])
            (way, day) = (cells[3], cells[4])
        }
    }

    /// - Returns: how many records are new, and how many stood there before.
    /// - Throws: `RegisterRefusal` for a line that the register does not take; then none is kept.
    public static func perform(
        _ list: [Attendance], room: RegisterRoom, in scope: Scope
    ) throws -> (entered: Int, known: Int) {
        var entered = 0
        for (officer, lines) in Dictionary(grouping: list, by: \.officer).sorted(by: {
            $0.key < $1.key
        }) {
            var known = Set(
                try RegisterBook.entries(
                    of: "training", where: "officer", is: officer, from: scope.db
                ).map { "\($0.values["year"] ?? "") \($0.values["subject"] ?? "")" })
            for line in lines where known.insert("\(line.year) \(line.subject)").inserted {
                try EnterRecord.perform(
                    "training",
                    [
                        "officer": line.officer, "year": line.year, "subject": line.subject,
                        "way": line.way, "on": line.day,
                    ], responsible: "training", room: room, in: scope)
                entered += 1
            }
        }
        scope.counted(entered)
        return (entered, list.count - entered)
    }
}
