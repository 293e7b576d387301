// SPDX-License-Identifier: Apache-2.0
public import Foundation
public import Vocabulary

/// The town's examining bodies (審査支払機関): what each asks of the city for the claims that it has
/// sent in a month of billing.
///
/// They know what they have sent and what of it the city owes, from `truth/invoices.jsonl`, and
/// what they have themselves agreed to take back; nothing of the office.
public struct AgencyPeer: Sendable {
    /// Whose invoice it is, by the first sign of its claim files.
    public enum Agency: Int, CaseIterable, Sendable {
        case fund = 1, federation = 2

        var name: String { self == .fund ? "支払基金" : "国保連" }
    }

    /// 通常, 概算, or 精算 with what the estimate has asked already.
    public enum Kind: Equatable, Sendable {
        case regular, estimate, final(advance: Int)
    }

    /// What a body takes back of the month (過誤・再審査の相殺).
    public struct Offset: Equatable, Sendable {
        public var claims: Int
        public var yen: Int

        public init(claims: Int = 0, yen: Int = 0) {
            self.claims = claims
            self.yen = yen
        }
    }

    /// An invoice as a file.
    public struct Invoice: Sendable {
        public let name: String
        public let bytes: [UInt8]
        /// As it stands in the file.
        public let total: Int
    }

    private struct Line {
        let item: String
        var treated = ""
        var kind = ""
        var claims = 0
        var price = ""
        var yen: Int
    }

    /// Yen for each claim examined (審査支払手数料), of the town's contract with either body.
    public static let fee = 80

    private let sent: [SentClaims.Line]

    /// Reads what the bodies of a town's folder have sent.
    public init(town folder: URL) throws {
        let text = try String(
            contentsOf: folder.appendingPathComponent("truth/invoices.jsonl"), encoding: .utf8)
        sent = try text.split(separator: "\n").map {
            try JSONDecoder().decode(SentClaims.Line.self, from: Data($0.utf8))
        }
    }

    /// The invoice of a body; `nil` where it has sent nothing and takes nothing back.
    ///
    /// - Parameters:
    ///   - day: on which it is sent; it is due on the 20th of the next month.
    ///   - sequence: of the file's name; a body uses none twice.
    ///   - wrong: yen that are asked too much by mistake.
    public func invoice(
        of agency: Agency, billed month: YearMonth, _ kind: Kind, offset: Offset = Offset(),
        on day: CivilDate, sequence: Int, wrong: Int = 0
    ) -> Invoice? {
        let lines = sent.filter { $0.billed == month && $0.agency == agency.rawValue }
        guard !lines.isEmpty || offset != Offset() else { return nil }
        var rows = kind == .estimate ? [estimate(lines)] : rows(lines, offset)
        if case .final(let advance) = kind { rows.append(Line(item: "概算既払", yen: -advance)) }
        if wrong != 0, !rows.isEmpty { rows[0].yen += wrong }
        let total = rows.reduce(0) { $0 + $1.yen }
        let number = "\(agency.rawValue)-\(month.compact)-\(padded(sequence, 3))"
        let head = [
            FictionalCity.stamp, agency.name, number, word(kind), month.compact, day.compact,
            month.next.firstDay.adding(days: 19).compact, String(total),
        ]
        var bytes = FileSink.byteOrderMark + Row.of(FeedColumns.agencyInvoices)
        for (place, row) in rows.enumerated() {
            bytes += Row.of(
                head + [
                    String(place + 1), row.item, row.treated, row.kind, String(row.claims),
                    row.price, String(row.yen),
                ])
        }
        return Invoice(
            name: FeedFolder.name(
                "agency-invoices", full: false, day: day, hour: 9, sequence: sequence),
            bytes: bytes, total: total)
    }

    /// 給付費 by month of treatment and kind, the fee for every claim examined, and what is taken back.
    private func rows(_ lines: [SentClaims.Line], _ offset: Offset) -> [Line] {
        var rows = lines.filter { $0.accepted > 0 }.map { line in
            Line(
                item: "給付費", treated: line.month.compact, kind: String(line.table),
                claims: line.accepted, yen: line.payable)
        }
        let claims = lines.reduce(0) { $0 + $1.accepted + $1.rejected }
        if claims > 0 {
            rows.append(
                Line(
                    item: "手数料", claims: claims, price: String(AgencyPeer.fee),
                    yen: claims * AgencyPeer.fee))
        }
        if offset != Offset() {
            rows.append(Line(item: "相殺", claims: offset.claims, yen: -offset.yen))
        }
        return rows
    }

    /// Four fifths of what the claims come to, in thousands.
    private func estimate(_ lines: [SentClaims.Line]) -> Line {
        let whole = lines.reduce(0) { $0 + $1.payable }
        return Line(item: "給付費", yen: whole * 4 / 5 / 1_000 * 1_000)
    }

    private func word(_ kind: Kind) -> String {
        switch kind {
        case .regular: "通常"
        case .estimate: "概算"
        case .final: "精算"
        }
    }
}
