// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// Claims as a list (連名簿): 訪問看護, 柔道整復 and whatever else does not come as records. A line is
/// a claim; wrong lines go to the error list, the others are taken.
struct ClaimList {
    static let layout = "claim-list"

    private let layout: FeedLayout

    init(_ layout: FeedLayout) { self.layout = layout }

    /// Whether a file is a list: its first line has the column that numbers the claims, in
    /// whatever encoding. No file of records begins so.
    static func isList(_ source: ByteSource, _ layout: FeedLayout) throws -> Bool {
        guard let word = layout.column("line")?.name else { return false }
        let head = try source.bytes(from: 0, count: 1_000).prefix { $0 != 0x0A }
        guard head.first.map({ $0 >= 0x80 || $0 == 0x22 }) ?? false else { return false }
        let forms = [Array(word.utf8), try TextEncoder(.cp932).bytes(word)]
        return head.indices.contains { place in
            forms.contains { head[place...].starts(with: $0) }
        }
    }

    /// Reads the whole list.
    /// - Throws: `FormatRefusal` where the file is refused whole.
    func content(of source: ByteSource) throws -> ClaimFileContent {
        var claims: [ClaimRecord] = []
        var refused: [FeedRow] = []
        let report = try FeedReader(layout).read(
            source, numberedBy: "line", scout: { _ in }, refused: { refused.append($0) }
        ) { row in
            if let claim = ClaimRecord(row) { claims.append(claim) } else { refused.append(row) }
            return []
        }
        guard
            let first = claims.first.map({ ($0.kind, $0.institution, $0.billingMonth) })
                ?? refused.lazy.compactMap({ ClaimList.head($0) }).first
        else { throw FormatRefusal.notAClaimFile }
        let issues = report.errors.map(ClaimList.named)
        let found = Dictionary(grouping: issues, by: \.line)
        let rejected = refused.map { ClaimList.rejected($0, found[$0.line] ?? [], first.2) }
        return ClaimFileContent(
            summary: ClaimFileSummary(
                kind: first.0, institution: first.1, billingMonth: first.2,
                claims: claims.count + rejected.count, insurance: claims.count,
                publicFunds: claims.reduce(0) { $0 + $1.funds.count },
                points: claims.reduce(0) { $0 + $1.points },
                declared: .init(count: nil, points: nil), rejected: rejected.count,
                errors: issues + report.warnings, omitted: report.omitted,
                layout: layout.id, edition: layout.edition, verified: layout.isVerified,
                damaged: false), claims: claims, rejected: rejected)
    }

    /// An issue of a line belongs to a claim, not to the file: it is named by the record in which
    /// a file of records would have the item.
    private static func named(_ issue: FileIssue) -> FileIssue {
        let field = issue.field == "recipient-number" ? "recipient" : issue.field
        let record =
            switch field {
            case "funder", "recipient": "KO"
            case "insurer", "points", "days", "copayment", "meals": "HO"
            default: "RE"
            }
        return FileIssue(
            line: issue.line, record: record, field: field, code: issue.code,
            severity: issue.severity, message: issue.message, value: issue.value)
    }

    private static func head(_ row: FeedRow) -> (ClaimKind, String, YearMonth)? {
        guard let kind = ClaimKind(row), let month = row.month("billing-month"),
            let institution = row.optionalText("institution")
        else { return nil }
        return (kind, institution, month)
    }

    private static func rejected(
        _ row: FeedRow, _ issues: [FileIssue], _ month: YearMonth
    ) -> RejectedClaim {
        let missing = FileIssue(
            line: row.line, record: "RE", field: "kind", .unknownCode(field: "データ区分"))
        return RejectedClaim(
            line: row.line, institution: row.optionalText("institution") ?? "0000000000",
            institutionName: row.text("institution-name"),
            billingMonth: row.month("billing-month") ?? month,
            issues: issues.isEmpty ? [missing] : issues, record: nil)
    }
}

extension ClaimKind {
    /// The kind that a line names.
    fileprivate init?(_ row: FeedRow) {
        guard
            let kind = ClaimKind.allCases.first(where: {
                $0.pointsTable == row.text("kind")
            })
        else { return nil }
        self = kind
    }
}

extension ClaimRecord {
    /// A line of a list: one insurance and the fund of the city, at most one fund besides.
    fileprivate init?(_ row: FeedRow) {
        guard let kind = ClaimKind(row), let billed = row.month("billing-month"),
            let treated = row.month("treatment-month"), let born = row.date("born")
        else { return nil }
        let (days, points) = (row.integer("days") ?? 0, row.integer("points") ?? 0)
        let meals = row.integer("meals") ?? 0
        func fund(_ key: String, _ recipient: String, _ points: Int, _ copayment: Int?) -> Fund? {
            row.optionalText(key).map { funder in
                Fund(
                    line: row.line, funder: funder, recipient: recipient, days: days,
                    points: points, copayment: copayment, outpatientCopayment: nil,
                    inpatientCopayment: nil, meals: meals, mealsTotal: 0)
            }
        }
        let other = fund(
            "other-funder", "", row.integer("other-points") ?? points,
            row.integer("other-copayment"))
        let ours = fund("funder", row.text("recipient-number"), points, nil)
        self.init(
            line: row.line, kind: kind, institution: row.text("institution"),
            institutionName: row.text("institution-name"), billingMonth: billed,
            treatmentMonth: treated, type: "", isInpatient: row.text("setting") == "1",
            name: "", kana: "", sex: nil, born: born, ratio: row.integer("ratio"), admitted: nil,
            insurance: Insurance(
                insurer: row.text("insurer"), symbol: "", number: "", days: days, points: points,
                copayment: row.integer("copayment"), meals: meals, mealsTotal: 0),
            funds: [other, ours].compactMap(\.self), firstVisits: nil, subNumber: "", notes: [],
            windowClass: "", mealClass: "", department: "",
            prescriber: row.optionalText("prescriber"),
            prescriberName: "", receiptNumber: row.integer("line") ?? 0, chartNumber: "",
            searchNumber: "", isDPC: false)
    }
}
