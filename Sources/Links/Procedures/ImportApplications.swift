// SPDX-License-Identifier: Apache-2.0
public import Entitlement
public import Formats
public import Safeguards
import Vocabulary

/// 申請書の一括取込: forms of the counter, the post and the electronic window, received one by one.
///
/// What is wrong with one form refuses that form only; a receipt number counts once for good.
public enum ImportApplications {
    public static let operation = OperationCode.importApplications
    static let layout = "applications"

    /// What became of the forms.
    public struct Report: Sendable {
        public let file: LinkReport
        /// The forms that were taken in, in the order of the file; empty in a dry run.
        public let receipts: [ApplicationReceipt]
    }

    /// - Parameters:
    ///   - banks: the list to copy names of banks from; `nil` leaves the names empty.
    ///   - gapReason: why an officer lets the file in although one before it is missing.
    /// - Throws: `LinkRefusal`, `FormatRefusal` when the whole file is refused.
    public static func perform(
        _ file: LinkFile, layouts: LayoutLibrary, directory: any AddresseeDirectory,
        terms: IntakeTerms, banks: (any BankList)? = nil, run: LinkRun = .take,
        gapReason: String? = nil, in scope: Scope
    ) throws -> Report {
        let layout = try layouts.feed(Self.layout)
        let taking = TakeFile(
            file: file, layout: layout, run: run, gapReason: gapReason, scope: scope)
        var receipts: [ApplicationReceipt] = []
        let report = try taking { report, _ in
            var forms: [ApplicationForm] = []
            report.add(
                try FeedReader(layout).read(file.source) { row in
                    guard let form = ApplicationForm(row) else {
                        return [FileIssue(line: row.line, LinkRefusal.dayUnknown)]
                    }
                    forms.append(form)
                    return []
                })
            let answers = try ReceiveApplications.perform(
                forms.map(\.input), directory: directory, terms: terms, banks: banks,
                dryRun: !taking.writes, in: scope)
            var exclusions: [ExclusionInput] = []
            for (form, answer) in zip(forms, answers) {
                switch answer {
                case .success(let receipt):
                    report.recorded += 1
                    receipts.append(receipt)
                    if let exclusion = form.exclusion { exclusions.append(exclusion) }
                case .failure(let refusal):
                    report.reject(FileIssue(line: form.line, refusal))
                }
            }
            guard taking.writes else { return receipts = [] }
            _ = try RecordExclusions.perform(exclusions, in: scope)
        }
        scope.counted(receipts.count)
        return Report(file: report, receipts: receipts)
    }
}
