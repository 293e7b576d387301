// SPDX-License-Identifier: Apache-2.0
import Ledger
public import Safeguards
import Scheme
import Vocabulary

/// 印刷用のファイルの作り直し of certificates: the same certificates under their own numbers, without those
/// that something stopped since. None is issued; what would be printed otherwise now is left out.
public enum RedrawCertificates {
    public static let operation = OperationCode.reprintLetter

    /// - Parameter envelopes: `C-` and the issue number.
    /// - Throws: `LetterDeskRefusal.missingReason`; `.staleFeed`, `.schemeUnset`.
    public static func perform(
        _ envelopes: [String], reason: String, law: EligibilityLaw,
        directory: any AddresseeDirectory, freshness: any FeedFreshness, in scope: Scope
    ) throws -> Redrawn<CertificateSheet> {
        guard !reason.allSatisfy(\.isWhitespace) else { throw LetterDeskRefusal.missingReason }
        try freshness.check(on: scope.today, in: scope.db)
        let standing = try RemainingEnvelopes(envelopes, directory, in: scope)
        let issued = try CertificateBook.certificates(
            numbers: standing.remaining.map { String($0.dropFirst(2)) }, from: scope.db)
        scope.saw(issued.flatMap { [$0.child, $0.recipient] })
        let inUse = Set(
            try CertificateBook.outstanding(
                children: issued.map(\.child), on: scope.today, from: scope.db
            ).values.flatMap { $0 }.map(\.id))
        let addressing = try Addressing(
            recipients: issued.map(\.recipient), children: issued.map(\.child),
            directory: directory, in: scope)
        let days = Set(issued.map(\.firstDay))
        let terms = try days.reduce(into: [:]) { $0[$1] = try CertificateTerms(law, on: $1) }
        let incomes = try ClassIncomes.of(
            issued.map { ($0.child, $0.recipient) }, addressing, law, directory, in: scope)
        var leftOut = standing.leftOut
        var papers: [CertificateSheet] = []
        for one in issued {
            switch sheet(
                of: one, inUse.contains(one.id), terms[one.firstDay], incomes[one.child],
                addressing)
            {
            case .success(let sheet): papers.append(sheet)
            case .failure(let out): leftOut.append(("C-\(one.issueNumber)", out.reason))
            }
        }
        scope.counted(papers.count)
        return Redrawn(papers: papers, leftOut: leftOut.sorted { $0.envelope < $1.envelope })
    }

    private static func sheet(
        of issued: IssuedCertificate, _ isInUse: Bool, _ terms: CertificateTerms?,
        _ income: HouseholdIncome?, _ addressing: Addressing
    ) -> Result<CertificateSheet, LeftOut> {
        guard isInUse, let terms else {
            return .failure(LeftOut(reason: "この証は、使われなくなりました（新しい証・返還・回収）"))
        }
        guard let child = addressing.person(issued.child) else {
            return .failure(LeftOut(reason: "児童が宛名にありません"))
        }
        let name = issued.certificateClass.flatMap { terms.wording.name(of: $0) }
        // Cards of before say nothing of the co-payment or of the class of income, and are drawn as they
        // were.
        let lines = [
            terms.lines(issued.periods, born: child.born, income, on: issued.firstDay),
            terms.lines(issued.periods, born: child.born, nil, on: issued.firstDay), [],
        ].first {
            CertificateText.digest(
                issued.issueNumber, issued.recipientNumber, child, issued.periods,
                on: issued.issuedOn, className: name, lines: $0) == issued.digest
        }
        guard let lines else {
            return .failure(LeftOut(reason: "交付の後に、証に印字する内容が変わりました。再交付してください"))
        }
        let funder: String
        switch terms.funder(born: child.born, issued.periods) {
        case .success(let number): funder = number
        case .failure(let out): return .failure(out)
        }
        return addressing.address(
            of: issued.recipient, about: [issued.child],
            on: LetterSubject(.certificate, issued.historyID), letter: "C-\(issued.issueNumber)"
        ).map {
            CertificateSheet(
                issued: issued, publicFunderNumber: funder, wording: terms.wording,
                lines: lines, child: child, address: $0)
        }
    }
}

extension IssuedCertificate {
    /// The day by whose book it was printed.
    fileprivate var firstDay: CivilDate { max(periods.from ?? issuedOn, issuedOn) }
}

/// What is printed on a certificate, as one value: what was printed once is told from what would be now.
enum CertificateText {
    static func digest(
        _ issueNumber: String, _ recipientNumber: String, _ child: ResidentSnapshot,
        _ periods: EntitlementPeriods, on day: CivilDate, className: String?, lines: [String]
    ) -> String {
        let text =
            ([
                issueNumber, recipientNumber, child.name, child.kana, child.born.description,
                "\(periods)", day.description,
            ] + [className].compactMap(\.self) + lines).joined(separator: "\u{1F}")
        return Digest.of(Array(text.utf8)).description
    }
}
