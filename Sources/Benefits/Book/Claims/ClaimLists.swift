// SPDX-License-Identifier: Apache-2.0
public import Database
public import Vocabulary

/// Which claims a list is of.
public enum ClaimListQuestion: Hashable, Sendable {
    /// Newest month of treatment first.
    case child(AddresseeNumber)
    /// Of one institution for a month of treatment, by child, without the claims of some children.
    case institution(String, YearMonth, without: Set<AddresseeNumber>)
    /// The accepted claims of an import, by line.
    case file(Int64)
}

/// What the claims of a list are together.
public struct ClaimTotals: Hashable, Sendable {
    public let count: Int
    public let points: Int
    public let cost: Yen
    public let payable: Yen
}

/// Lists of claims, page by page; their totals are of all pages.
public enum ClaimLists {
    /// One page of a list.
    public static func page(
        _ question: ClaimListQuestion, limit: Int, from start: Int, in db: any Connection
    ) throws -> [Claim] {
        let (condition, order, arguments) = text(question)
        return try db.rows(
            "\(ClaimBook.select) WHERE \(condition) ORDER BY \(order) LIMIT ? OFFSET ?",
            arguments + [limit, start], ClaimBook.read)
    }

    /// The sums over the whole list.
    public static func totals(
        of question: ClaimListQuestion, from db: any Connection
    ) throws -> ClaimTotals {
        let (condition, _, arguments) = text(question)
        let found = try db.first(
            """
            SELECT COUNT(*), COALESCE(SUM(c.points), 0), COALESCE(SUM(c.total_cost), 0),
            COALESCE(SUM(c.payable), 0) FROM claim c WHERE \(condition)
            """, arguments
        ) {
            ClaimTotals(
                count: $0.int(0), points: $0.int(1), cost: $0.yen(2), payable: $0.yen(3))
        }
        return found ?? ClaimTotals(count: 0, points: 0, cost: .zero, payable: .zero)
    }

    /// The children with claims of an institution for a month of treatment, each with how many.
    public static func children(
        institution: String, treated month: YearMonth, from db: any Connection
    ) throws -> [AddresseeNumber: Int] {
        var found: [AddresseeNumber: Int] = [:]
        try db.forEachRow(
            """
            SELECT c.child, COUNT(*) FROM claim c
            WHERE c.institution = ? AND c.treatment_month = ? GROUP BY c.child
            """, [institution, month]
        ) { found[$0.addressee(0)] = $0.int(1) }
        return found
    }

    private static func text(
        _ question: ClaimListQuestion
    ) -> (condition: String, order: String, arguments: [any SQLValueConvertible]) {
        switch question {
        case .child(let child):
            return ("c.child = ?", "c.treatment_month DESC, c.id DESC", [child])
        case .file(let file): return ("c.file_id = ?", "c.line, c.id", [file])
        case .institution(let code, let month, let hidden):
            let marks = Array(repeating: "?", count: hidden.count).joined(separator: ", ")
            let others = hidden.isEmpty ? "" : " AND c.child NOT IN (\(marks))"
            return (
                "c.institution = ? AND c.treatment_month = ?\(others)", "c.child, c.id",
                [code, month] + hidden.sorted().map { $0 as any SQLValueConvertible }
            )
        }
    }
}
