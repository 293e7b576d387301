// SPDX-License-Identifier: Apache-2.0
public import Entitlement
public import Formats
public import Safeguards
import Scheme
import Vocabulary

// (Part of `OperationCode.importReimbursements`.)

/// What a file of reimbursements did.
public struct ReimbursementImport: Sendable {
    /// What the reader found in the file.
    public let report: ImportReport
    /// Rows that were taken in.
    public let accepted: [ReimbursementReceipt]
    /// Rows whose receipt and branch were in the books already.
    public let known: Int
    /// Rows that this area refuses, by line.
    public let refused: [FileIssue]
}

extension ImportReimbursements {
    /// Takes a file of the layout `reimbursements` in; the same file twice adds nothing.
    ///
    /// - Throws: `FormatRefusal` where the file is refused whole.
    public static func perform(
        _ source: ByteSource, layout: FeedLayout, law: BenefitLaw,
        index: EntitlementIndex? = nil, in scope: Scope
    ) throws -> ReimbursementImport {
        var rows: [(line: Int, input: ReimbursementInput)] = []
        let report = try FeedReader(layout).read(source) { row in
            if let input = ReimbursementInput(row) { rows.append((row.line, input)) }
            return []
        }
        let answers = try perform(rows.map(\.input), law: law, index: index, in: scope)
        var accepted: [ReimbursementReceipt] = []
        var refused: [FileIssue] = []
        var known = 0
        for (row, answer) in zip(rows, answers) {
            switch answer {
            case .success(let receipt): accepted.append(receipt)
            case .failure(.duplicateReceipt): known += 1
            case .failure(let refusal):
                refused.append(
                    FileIssue(
                        line: row.line, code: refusal.code, severity: .error,
                        message: refusal.message))
            }
        }
        return ReimbursementImport(
            report: report, accepted: accepted, known: known, refused: refused)
    }
}

extension ReimbursementInput {
    /// A row of the layout `reimbursements`; `nil` where a required column is empty, which the
    /// layout does not let through.
    init?(_ row: FeedRow) {
        guard let branch = row.integer("branch-number"), let applied = row.date("applied"),
            let applicant = row.addressee("applicant"), let child = row.addressee("child"),
            let month = row.month("treatment-month"),
            let setting = CareSetting(code: row.text("setting")),
            let care = CareKind(code: row.text("care"))
        else { return nil }
        self.init(
            receipt: row.text("receipt"), branch: branch, channel: .post, appliedOn: applied,
            applicant: applicant, child: child, recipientNumber: row.text("recipient-number"),
            treatmentMonth: month, institution: row.text("institution"),
            institutionName: row.text("institution-name"), setting: setting, care: care,
            cost: .points(row.integer("points") ?? 0), days: row.integer("days") ?? 0,
            burdenTenths: row.integer("burden-tenths") ?? 0, paid: row.yen("paid") ?? .zero,
            meals: row.integer("meals-count") ?? 0, highCost: row.yen("high-cost-decided"),
            additionalBenefit: row.yen("additional-benefit"), otherFund: row.text("other-fund"),
            otherFundCopayment: row.yen("other-fund-copayment"),
            receipts: row.integer("receipts") ?? 1)
    }
}
