// SPDX-License-Identifier: Apache-2.0
public import Database
import Vocabulary

/// The limits of copies and uses: data of the installation, each with its source.
public struct CopyingTerms: Hashable, Sendable {
    public let all: [CopyingTerm]

    /// Reads the table.
    /// - Parameter others: values that the municipality settled in its own file, by code.
    /// - Throws: `Fault(.database)` when a limit that the program needs is missing.
    public static func read(
        from db: any Connection, others: [String: Int] = [:]
    ) throws -> CopyingTerms {
        let terms = try db.rows(
            "SELECT code, title, value, source, verified FROM copying_term ORDER BY code"
        ) { row in
            let code = row.text(0)
            let own = others[code]
            return CopyingTerm(
                code: code, title: row.text(1), value: own ?? row.int(2),
                source: own == nil ? row.text(3) : "団体の設定（copying.json）",
                isVerified: own != nil || row.bool(4))
        }
        let found = CopyingTerms(all: terms)
        for code in needed where !terms.contains(where: { $0.code == code }) {
            throw Fault(.database, detail: "copying_term に \(code) がありません")
        }
        return found
    }

    private static let needed =
        ["expiry-days", "rows", "rows-hour", "statistics-days"]
        + CeilingKind.allCases.flatMap { ["\($0.rawValue)-alarm", "\($0.rawValue)-limit"] }

    private func value(_ code: String) -> Int {
        guard let term = all.first(where: { $0.code == code }) else {
            preconditionFailure("\(code) was looked for when the terms were read")
        }
        return term.value
    }

    public var copies: CopyTerms {
        CopyTerms(
            expiryDays: value("expiry-days"), rows: value("rows"), rowsOfHour: value("rows-hour"))
    }

    public func ceiling(of kind: CeilingKind) -> Ceiling {
        let limit = value("\(kind.rawValue)-limit")
        return Ceiling(alarm: min(value("\(kind.rawValue)-alarm"), limit), limit: limit)
    }

    /// Two tables of one day each are compared when their days are nearer than this.
    public var statisticsDays: Int { value("statistics-days") }
}
