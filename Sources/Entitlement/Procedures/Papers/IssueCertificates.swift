// SPDX-License-Identifier: Apache-2.0
import Database
import Press
public import Safeguards
import Scheme
import Vocabulary

/// 受給資格証の交付, one or many: what is expected is either produced or named as left out.
public enum IssueCertificates {
    public static let operation = OperationCode.issueCertificate

    /// For which decisions certificates are issued.
    public enum Choice: Sendable {
        /// Every grant and change of what is printed that has no certificate yet.
        case waiting
        /// The certificates of these decisions, again or for the first time.
        case decisions([Int64])
        /// Of these decisions, those that have no certificate yet: a part of a batch, whenever it comes.
        case stillWaiting([Int64])
        /// 更新・区分の変更: the next certificates of entitlements that go on; of these decisions only.
        case renewals([Int64]? = nil)
    }

    /// Issues certificates.
    ///
    /// - Parameters:
    ///   - reissueReason: why they are issued again (紛失, 汚損 …).
    ///   - freshness: letters stop where what they rest on is too old.
    /// - Returns: the batch, and what the press needs of each certificate.
    /// - Throws: `.staleFeed`; `.schemeUnset` where the book has no funder number or validity.
    public static func perform(
        _ choice: Choice, reissueReason: String? = nil, law: EligibilityLaw,
        directory: any AddresseeDirectory, freshness: any FeedFreshness, in scope: Scope
    ) throws -> (batch: CertificateBatch, sheets: [CertificateSheet]) {
        try freshness.check(on: scope.today, in: scope.db)
        let ids: [Int64]
        var renewals: [Int64: CertificateRenewal]?
        var waiting: Set<Int64>?
        switch choice {
        case .waiting: ids = try CertificateBook.waiting(from: scope.db)
        case .decisions(let chosen): ids = chosen
        case .stillWaiting(let chosen):
            ids = chosen
            waiting = try CertificateBook.waiting(among: chosen, from: scope.db)
        case .renewals(let chosen):
            let due = try RenewalBook.waiting(
                law.book, on: scope.today, among: chosen, from: scope.db)
            ids = chosen ?? due.map(\.historyID)
            renewals = Dictionary(uniqueKeysWithValues: due.map { ($0.historyID, $0) })
        }
        let found = try HistoryBook.decisions(ids: ids, from: scope.db)
        let decisions = ids.compactMap { found[$0] }
        scope.saw(decisions.flatMap { [$0.child, $0.recipient] })
        // What is printed before its first day is printed by the book of that day.
        func first(of decision: EntitlementDecision) -> CivilDate {
            let from = renewals?[decision.id]?.from ?? decision.periods.from
            return max(from ?? scope.today, scope.today)
        }
        let terms = try Set(decisions.map(first) + [scope.today]).reduce(into: [:]) {
            $0[$1] = try CertificateTerms(law, on: $1)
        }
        let addressing = try Addressing(
            recipients: decisions.map(\.recipient), children: decisions.map(\.child),
            directory: directory, in: scope)
        let incomes = try ClassIncomes.of(
            decisions.map { ($0.child, $0.recipient) }, addressing, law, directory, in: scope)
        var number = try CertificateBook.count(from: scope.db)
        var excluded: [CertificateBatch.Exclusion] = []
        var drafts: [CertificateDraft] = []
        for decision in decisions {
            let issueNumber = "\(FiscalYear(of: scope.today).year)-\(padded(number + 1, 7))"
            let renewal = renewals?[decision.id]
            guard waiting?.contains(decision.id) ?? true else {
                excluded.append(
                    CertificateBatch.Exclusion(
                        child: decision.child, historyID: decision.id,
                        reason: "交付を待っていません（交付済みか、決定が変わりました）", isKnown: true))
                continue
            }
            // Printed meanwhile, or decided anew: what is not due is not printed a second time.
            guard renewals == nil || renewal != nil else {
                excluded.append(
                    CertificateBatch.Exclusion(
                        child: decision.child, historyID: decision.id,
                        reason: "更新を待っていません（交付済みか、決定が変わりました）", isKnown: true))
                continue
            }
            guard let terms = terms[first(of: decision)] else { continue }
            switch CertificateDraft.make(
                decision, issueNumber, terms, addressing, income: incomes[decision.child],
                on: scope.today, reissue: reissueReason, renewal)
            {
            case .success(let draft):
                drafts.append(draft)
                number += 1
            case .failure(let out):
                excluded.append(
                    CertificateBatch.Exclusion(
                        child: decision.child, historyID: decision.id, reason: out.reason))
            }
        }
        // Looked up before the new ones are written: these are what the new ones replace.
        let old = try CertificateBook.outstanding(
            children: drafts.map(\.row.decision.child), on: scope.today, from: scope.db)
        let written = try scope.append(
            certificates: drafts.map(\.row), of: drafts.map(\.row.decision.id))
        try addressing.record(in: scope)
        try scope.append(
            zip(drafts, written).flatMap { draft, id in
                draft.replacing(old[draft.row.decision.child] ?? [], by: id, on: scope.today)
            })
        if reissueReason != nil { try settleReissues(drafts.map(\.row.decision.child), in: scope) }
        let issued = zip(drafts, written).map { $0.issued(id: $1) }
        scope.counted(issued.count)
        return (
            CertificateBatch(expected: decisions.count, excluded: excluded, certificates: issued),
            zip(drafts, issued).map { draft, issued in
                CertificateSheet(
                    issued: issued, publicFunderNumber: draft.funder,
                    wording: draft.terms.wording, lines: draft.lines, child: draft.child,
                    address: draft.address)
            }
        )
    }
}

extension IssueCertificates {
    /// Requests for a new certificate (再交付) end with it.
    fileprivate static func settleReissues(
        _ children: [AddresseeNumber], in scope: Scope
    ) throws {
        let children = Set(children)
        let asked = try ApplicationBook.open([.received, .checked], from: scope.db)
            .filter { $0.kind == .reissue && children.contains($0.child) }
        try scope.record(try asked.compactMap { try ApplicationMove(.carryOut, $0) })
    }
}

/// A certificate about to be written.
private struct CertificateDraft {
    let row: CertificateRow
    let child: ResidentSnapshot
    let address: PrintableAddress
    let terms: CertificateTerms
    let funder: String
    let lines: [String]
    /// The first day of one that follows another.
    let follows: CivilDate?

    /// - Parameter renewal: what is printed of one that follows another, as of its first day.
    static func make(
        _ decision: EntitlementDecision, _ issueNumber: String, _ terms: CertificateTerms,
        _ addressing: Addressing, income: HouseholdIncome?, on today: CivilDate,
        reissue: String?, _ renewal: CertificateRenewal?
    ) -> Result<CertificateDraft, LeftOut> {
        // An end that was decided for a later day leaves the days before it.
        guard decision.isLive || renewal != nil, let number = decision.recipientNumber else {
            return .failure(LeftOut(reason: "資格がありません"))
        }
        guard decision.periods.reaches(today) else {
            return .failure(LeftOut(reason: "有効期間が終わっています"))
        }
        guard let child = addressing.person(decision.child) else {
            return .failure(LeftOut(reason: "児童が宛名にありません"))
        }
        let periods =
            renewal?.periods
            ?? EntitlementPeriods(
                outpatient: decision.periods.outpatient.map {
                    terms.validity.period(of: $0, issued: today)
                },
                inpatient: decision.periods.inpatient.map {
                    terms.validity.period(of: $0, issued: today)
                })
        let funder: String
        switch terms.funder(born: decision.childBorn, periods) {
        case .success(let number): funder = number
        case .failure(let out): return .failure(out)
        }
        return addressing.address(
            of: decision.recipient, about: [decision.child],
            on: LetterSubject(.certificate, decision.id), letter: "C-\(issueNumber)"
        ).map { address in
            let first = max(today, periods.outpatient?.from ?? periods.inpatient?.from ?? today)
            let certificateClass =
                renewal == nil
                ? terms.certificateClass(periods, born: decision.childBorn, on: first)
                : renewal?.certificateClass
            let className = certificateClass.flatMap(terms.wording.name(of:))
            let lines = terms.lines(
                periods, born: decision.childBorn, income, on: max(today, periods.from ?? today))
            return CertificateDraft(
                row: CertificateRow(
                    issueNumber: issueNumber, decision: decision, recipientNumber: number,
                    periods: periods, issuedOn: today,
                    reissueReason: renewal?.cause.wording ?? reissue,
                    digest: CertificateText.digest(
                        issueNumber, number, child, periods, on: today, className: className,
                        lines: lines),
                    certificateClass: certificateClass),
                child: child, address: address, terms: terms, funder: funder, lines: lines,
                follows: renewal?.from ?? periods.from.flatMap { today < $0 ? $0 : nil })
        }
    }

    /// What ends with this certificate. One that follows takes the place of the one in use on its
    /// first day, not before. One that is printed again leaves what follows alone, and ends with its
    /// first day itself, unless something else was decided since.
    func replacing(
        _ old: [IssuedCertificate], by id: Int64, on today: CivilDate
    ) -> [CertificateEventRow] {
        old.map { certificate in
            let isAhead = certificate.isAhead(on: today)
            if isAhead, follows == nil, certificate.historyID == row.decision.id,
                let first = certificate.periods.from
            {
                return CertificateEventRow(
                    certificate: id, event: .replaced, on: first,
                    reason: certificate.reissueReason ?? "新しい証の交付")
            }
            return CertificateEventRow(
                certificate: certificate.id, event: .replaced,
                on: isAhead ? today : max(follows ?? today, today),
                reason: row.reissueReason ?? "新しい証の交付")
        }
    }

    func issued(id: Int64) -> IssuedCertificate {
        IssuedCertificate(
            id: id, issueNumber: row.issueNumber, child: row.decision.child,
            recipient: row.decision.recipient, recipientNumber: row.recipientNumber,
            historyID: row.decision.id, periods: row.periods, issuedOn: row.issuedOn,
            reissueReason: row.reissueReason, digest: row.digest,
            certificateClass: row.certificateClass)
    }
}

/// 受給資格証の返還.
public enum ReturnCertificate {
    public static let operation = OperationCode.recallCertificate

    /// - Throws: `.unknownCertificate`.
    public static func perform(_ issueNumber: String, reason: String, in scope: Scope) throws {
        guard
            let certificate = try CertificateBook.certificate(
                issueNumber: issueNumber, from: scope.db)
        else { throw EntitlementRefusal.unknownCertificate }
        scope.saw(certificate.child)
        try scope.append([
            CertificateEventRow(
                certificate: certificate.id, event: .returned, on: scope.today, reason: reason)
        ])
    }
}

/// 受給資格証の回収: asked back although nothing was decided: lost and found, wrongly handed out.
public enum RecallCertificate {
    public static let operation = OperationCode.recallCertificate

    /// - Throws: `.unknownCertificate`, also for one that is not out; `.missingReason`.
    public static func perform(_ issueNumber: String, reason: String, in scope: Scope) throws {
        guard !reason.allSatisfy(\.isWhitespace) else { throw EntitlementRefusal.missingReason }
        guard
            let certificate = try CertificateBook.certificate(
                issueNumber: issueNumber, from: scope.db),
            try CertificateBook.outstanding(
                children: [certificate.child], on: scope.today, from: scope.db
            )[certificate.child]?.contains(where: { $0.id == certificate.id }) == true
        else { throw EntitlementRefusal.unknownCertificate }
        scope.saw(certificate.child)
        try scope.append([
            CertificateEventRow(
                certificate: certificate.id, event: .recall, on: scope.today, reason: reason)
        ])
    }
}
