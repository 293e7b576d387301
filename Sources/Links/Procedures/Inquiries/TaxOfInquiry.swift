// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Safeguards
import Scheme
import Vocabulary

/// A confirmed answer about tax becomes what is known of the person's income, as a row of the tax file
/// would: in the cases in which the income counts and the person consents, and these are judged again.
///
/// (Part of `OperationCode.confirmInquiry`.)
enum TaxOfInquiry {
    static func take(
        _ file: InquiryFile, law: EligibilityLaw, directory: any AddresseeDirectory,
        in scope: Scope
    ) throws -> ConfirmInquiry.Outcome {
        // A city that asks nothing of income keeps nothing of it.
        guard file.item == TaxAnswer.item,
            case .found = law.book.office.taxInformation.on(scope.today)
        else { return .confirmed }
        let cases = try IncomeCases.children(
            dependingOn: file.subject, beside: file.child, directory: directory, in: scope)
        guard !cases.isEmpty else { return .confirmed }
        let abouts = cases.sorted().map { ConsentCase(subject: file.subject, child: $0) }
        let consents = try ConsentBook.holds(.tax, abouts, on: scope.today, from: scope.db)
        guard !consents.isEmpty else { return .noConsent }
        let values = try InquiryBook.result(of: file.id, from: scope.db)
        guard let statement = TaxAnswer(values).statement(on: scope.today) else {
            return .unreadable
        }
        let course = try InquiryBook.course(of: file.id, from: scope.db)
        let saidAt = course.last { $0.event == .answered }?.at ?? scope.now
        let rows = abouts.filter { consents[$0] != nil }.map {
            TaxRow(about: $0, statement: statement, madeAt: saidAt)
        }
        let ids = try scope.append(rows)
        try scope.append(ids.map { TaxAnswerRow(tax: $0, inquiry: file.number) })
        let children = rows.map(\.about.child)
        scope.saw(children)
        _ = try EnqueueRejudgement.perform(
            children.map {
                RejudgementNotice(
                    key: "inquiry-\(file.number)-\($0)", subject: $0, cause: .other,
                    on: scope.today)
            }, in: scope)
        return .incomeRecorded(year: statement.year, cases: rows.count)
    }
}
