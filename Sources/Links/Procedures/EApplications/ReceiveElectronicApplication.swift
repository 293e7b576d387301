// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Formats
import Safeguards
import Vocabulary

/// 電子申請の受取り: one bundle becomes one record, with whom System 2 found it to mean. Nothing is
/// granted, nothing is accepted: that is an officer's.
enum ReceiveElectronicApplication {
    static let operation = OperationCode.receiveElectronicApplications

    enum Outcome {
        case taken(Int64)
        /// The same bytes were taken before; nothing was changed.
        case known(Int64)
        case refused(ElectronicRefusal)
    }

    /// - Parameters:
    ///   - scans: what the scanner said of each attachment.
    ///   - match: System 2; 個人番号 is lent to it here and nowhere kept.
    /// - Throws: `Fault`, what System 2 refuses; then nothing of it remains.
    static func perform(
        _ form: BundleForm, from bundle: ArrivedBundle, attachments: [ArrivedAttachment],
        scans: [ScanVerdict], match: any ApplicantMatch, store: any AttachmentStore,
        in scope: Scope
    ) throws -> Outcome {
        if let known = try ElectronicBook.taken(digest: bundle.digest, from: scope.db) {
            scope.note("known")
            return .known(known)
        }
        let heading: ElectronicHeading
        do {
            heading = try Self.heading(form, in: scope)
        } catch let refusal as ElectronicRefusal {
            try refuse(bundle, refusal.code, refusal.message, issues: 1, in: scope)
            return .refused(refusal)
        }
        let bundleID = try scope.append([BundleRow(bundle: bundle, refusal: nil, issues: 0)])[0]
        let id = try ElectronicBook.store(heading, bundle: bundleID, in: scope)
        let items = FormItem.all(form)
        try scope.append(items.map { ElectronicItemRow(application: id, item: $0) })
        try identify(form, ElectronicForm(items), id, bundle, match, in: scope)
        for attachment in attachments {
            try store.put(attachment.bytes, at: attachment.storeKey)
        }
        let ids = try scope.append(
            attachments.map { AttachmentRow(application: id, attachment: $0) })
        try AttachmentBook.queue(ids, in: scope)
        try AttachmentBook.record(Array(zip(ids, scans)), in: scope)
        try replace(heading.corrects, by: heading, in: scope)
        scope.counted(1)
        return .taken(id)
    }

    /// Keeps that a bundle was refused; nothing else of it.
    static func refuse(
        _ bundle: ArrivedBundle, _ code: String, _ message: String, issues: Int, in scope: Scope
    ) throws {
        scope.note(code)
        guard try !ElectronicBook.isRefused(digest: bundle.digest, code: code, from: scope.db)
        else { return }
        try scope.append([
            BundleRow(bundle: bundle, refusal: (code, message), issues: issues)
        ])
    }

    private static func heading(
        _ form: BundleForm, in scope: Scope
    ) throws -> ElectronicHeading {
        func stated(_ key: String) -> String? {
            form.layout.item(key).flatMap { form.row.optionalText($0.key) }
        }
        func known(_ receipt: String) throws -> ElectronicApplication? {
            try ElectronicBook.application(
                service: form.layout.service, receipt: receipt, from: scope.db)
        }
        let receipt = form.row.text("receipt")
        guard receipt.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9-]{0,39}/) != nil else {
            throw ElectronicRefusal.receiptUnusable
        }
        if let first = try known(receipt) {
            throw ElectronicRefusal.duplicateReceipt(
                receipt: receipt, firstSeenAt: first.arrivedAt)
        }
        guard let procedure = ElectronicProcedure(rawValue: form.layout.procedure),
            let applied = form.row.date("applied")
        else { throw ElectronicRefusal.procedureNotReady(form.layout.title) }
        // Only what was asked to be mended is mended; else the number in the form is a remark.
        let mended = try stated("corrects").flatMap { try known($0) }
            .flatMap { $0.status == .correction ? $0 : nil }
        return ElectronicHeading(
            service: form.layout.service, receipt: receipt, procedure: procedure,
            reason: stated("reason").flatMap { ApplicationReason(rawValue: $0) }
                ?? procedure.usualReason,
            layout: form.layout.id, edition: form.layout.edition,
            signature: FormSignature(rawValue: stated("signature") ?? "") ?? .none,
            appliedOn: applied, firstAppliedOn: mended.map { $0.firstAppliedOn } ?? applied,
            corrects: mended?.id, leftBehind: form.leftBehind)
    }

    /// Asks System 2 about each person whose 個人番号 the form has; without one nobody is linked
    /// and the officer finds the candidates on the screen.
    private static func identify(
        _ form: BundleForm, _ stated: ElectronicForm, _ id: Int64, _ bundle: ArrivedBundle,
        _ match: any ApplicantMatch, in scope: Scope
    ) throws {
        var rows: [ElectronicMatchRow] = []
        for part in ElectronicPart.allCases {
            let key = "\(part.rawValue)-number"
            let number = try form.layout.item(key).flatMap { _ in
                try form.row.withDigits(key) { digits in
                    try match.match(
                        stated.person(part), digits: digits,
                        key: "e-\(bundle.digest.prefix(32))-\(part.rawValue)")
                }
            }
            let answer =
                number ?? ApplicantAnswer(number: nil, doubt: "申請に個人番号がないため、自動では結びません")
            if let found = answer.number { scope.saw(found) }
            rows.append(
                ElectronicMatchRow(
                    application: id, part: part, answer: answer,
                    officer: scope.principal.officer))
        }
        try scope.append(rows)
    }

    /// The application that was asked to be mended ends; the new one has its day.
    private static func replace(
        _ earlier: Int64?, by heading: ElectronicHeading, in scope: Scope
    ) throws {
        guard let earlier,
            let application = try ElectronicBook.application(earlier, from: scope.db)
        else { return }
        try scope.record([
            try ElectronicMove(
                .withdraw, application, reason: .replaced,
                note: "受付番号 \(heading.receipt) の申請に引き継いだ")
        ])
    }
}
