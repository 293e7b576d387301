// SPDX-License-Identifier: Apache-2.0
public import Formats
import Ledger
public import Safeguards
public import Vocabulary

/// 審査支払機関の請求書の取込: one invoice a file, whole or not at all; the same file twice changes
/// nothing.
public enum ImportAgencyInvoice {
    public static let operation = OperationCode.importAgencyInvoice
    static let layout = "agency-invoices"

    /// What became of a file.
    public struct Report: Sendable {
        public let invoice: Int64
        /// The file was taken in before; nothing changed.
        public let wasKnown: Bool
    }

    /// - Throws: `FormatRefusal`, `RefusedInvoice` with the lines that are wrong,
    ///   `.invoiceMixed`, `.invoiceSumWrong`, `.invoiceKnown`.
    @discardableResult
    public static func perform(
        _ source: ByteSource, name: String, layouts: LayoutLibrary, in scope: Scope
    ) throws -> Report {
        let digest = try source.digest()
        if let known = try AgencyBook.invoice(digest: digest, from: scope.db) {
            return Report(invoice: known.id, wasKnown: true)
        }
        var rows: [InvoiceFileRow] = []
        let read = try FeedReader(try layouts.feed(layout)).read(source) { row in
            rows.append(InvoiceFileRow(row))
            return []
        }
        guard read.isClean else { throw RefusedInvoice(issues: read.errors) }
        let invoice = try InvoiceFileRow.invoice(rows)
        guard try !AgencyBook.isKnown(invoice.agency, invoice.number, from: scope.db) else {
            throw BenefitsRefusal.invoiceKnown(invoice.number)
        }
        let id = try scope.append([
            AgencyInvoiceRow(
                invoice: invoice, name: name, digest: digest, officer: scope.principal.officer)
        ])[0]
        try scope.append(
            invoice.lines.enumerated().map {
                AgencyInvoiceLineRow(invoice: id, place: $0.offset + 1, line: $0.element)
            })
        scope.counted(invoice.lines.count)
        return Report(invoice: id, wasKnown: false)
    }
}

/// The lines for which a file of an invoice is refused.
public struct RefusedInvoice: Refusal {
    public let issues: [FileIssue]
    public var code: String { issues.first?.code ?? "E-FMT-001" }
    public var message: String {
        let first = issues.first.map { "\($0.line)行目: \($0.message)" } ?? ""
        return "請求書のファイルに誤りがあるため、取り込みません（\(first)）。発行元に確かめてください。"
    }
}

extension ByteSource {
    /// SHA-256 of all bytes, in hexadecimal.
    func digest() throws -> String {
        try Digest.ofPieces { feed in try forEachChunk { try feed($0) } }.description
    }
}
