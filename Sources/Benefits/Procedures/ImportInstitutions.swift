// SPDX-License-Identifier: Apache-2.0
public import Formats
public import Safeguards
import Vocabulary

/// 医療機関マスタの取込: a list of institutions → difference → recorded. The lists of the authorities
/// cover one kind of institution each, so one that is not on a list is not closed by it.
public enum ImportInstitutions {
    public static let operation = OperationCode.importMasters
    static let layout = "institutions"

    /// What a list changes, or has changed.
    public struct Report: Sendable {
        public let rows: Int
        public let added: [Institution]
        public let changed: [(before: Institution, after: Institution)]
        /// Further rows of an institution that the list names more than once.
        public let repeated: Int
        public let errors: [FileIssue]
        public let warnings: [FileIssue]
        /// Nothing was written: a dry run, or rows that are wrong.
        public let isApplied: Bool
    }

    /// - Parameter dryRun: answers the difference and writes nothing.
    /// - Throws: `FormatRefusal` when the file is refused.
    public static func perform(
        _ source: ByteSource, layouts: LayoutLibrary, dryRun: Bool = false, in scope: Scope
    ) throws -> Report {
        var rows: [String: Institution] = [:]
        var repeated = 0
        let read = try FeedReader(try layouts.feed(Self.layout)).read(source) { row in
            guard let institution = Institution(row) else { return [] }
            if rows.updateValue(institution, forKey: institution.code.digits) != nil {
                repeated += 1
            }
            return []
        }
        let known = try InstitutionBook.institutions(rows.keys, from: scope.db)
        let sorted = rows.values.sorted { $0.code.digits < $1.code.digits }
        let added = sorted.filter { known[$0.code.digits] == nil }
        let changed = sorted.compactMap { new in
            known[new.code.digits].flatMap { $0 == new ? nil : (before: $0, after: new) }
        }
        let applies = !dryRun && read.rejected == 0
        if applies {
            try RecordInstitutions.perform(added + changed.map(\.after), in: scope)
        } else {
            scope.note("dry-run")
        }
        scope.counted(added.count + changed.count)
        return Report(
            rows: read.rows, added: added, changed: changed, repeated: repeated,
            errors: read.errors, warnings: read.warnings, isApplied: applies)
    }
}

extension Institution {
    /// `nil` where the code lists and this program part.
    fileprivate init?(_ row: FeedRow) {
        let locations: [String: Location] = [
            "1": .municipality, "2": .prefecture, "3": .elsewhere,
        ]
        let closures: [String: Closure] = ["1": .open, "2": .suspended, "3": .closed]
        guard let code = MedicalInstitutionCode(row.text("institution")),
            let location = locations[row.text("location")],
            let closure = closures[row.text("closure")]
        else { return nil }
        self.init(
            code: code, closure: closure, closedOn: row.date("closed-on"), name: row.text("name"),
            kana: row.text("kana"), shortName: row.text("short-name"),
            representative: row.text("representative"), postalCode: row.text("postal-code"),
            address: row.text("address"), building: row.text("building"),
            phone: row.text("phone"), location: location)
    }
}
