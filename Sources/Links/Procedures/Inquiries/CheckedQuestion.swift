// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Safeguards
import Vocabulary

/// A request that the office may make: in the catalogue, for the purpose of the moment, about a person
/// of an open case, with the consent where one is needed.
///
/// (Part of `OperationCode.requestInquiry` and `OperationCode.writeInquiryLetter`.)
struct CheckedQuestion {
    let request: InquiryRequest
    let procedure: InquiryChoices.Procedure
    let item: InquiryChoices.Item
    let catalogue: String
    let aboutOn: CivilDate
    /// What shows the consent.
    let consent: String?

    /// - Throws: `InquiryRequestRefusal`, `SafeguardRefusal.reasonMissing`.
    init(
        _ request: InquiryRequest, way: InquiryWay, choices: InquiryChoices, in scope: Scope
    ) throws {
        scope.saw([request.subject, request.child])
        guard let line = choices.line(procedure: request.procedure, item: request.item) else {
            throw InquiryRequestRefusal.notInCatalogue
        }
        guard line.procedure.purpose == scope.purpose else {
            throw InquiryRequestRefusal.otherPurpose
        }
        self.request = request
        procedure = line.procedure
        item = line.item
        catalogue = choices.version
        aboutOn = request.aboutOn ?? scope.today
        consent = try Self.standing(request, line.procedure, line.item, in: scope)
        guard aboutOn <= scope.today else { throw InquiryRequestRefusal.wrongDays }
        if let number = try InquiryBook.waiting(like: request, way: way, from: scope.db) {
            throw InquiryRequestRefusal.underWay(number: number)
        }
    }

    /// Whether the case and the consent stand today; what shows the consent.
    /// - Throws: `InquiryRequestRefusal.noOpenCase`, `.noConsent`.
    static func standing(
        _ request: InquiryRequest, _ procedure: InquiryChoices.Procedure,
        _ item: InquiryChoices.Item, in scope: Scope
    ) throws -> String? {
        let known = try CaseReading.openCase(
            of: request.child, on: scope.today, from: scope.db)
        guard known.allows(request.subject, for: procedure.purpose) else {
            throw InquiryRequestRefusal.noOpenCase
        }
        guard let matter = item.consent else { return nil }
        let about = ConsentCase(subject: request.subject, child: request.child)
        let consents = try ConsentBook.holds(matter, [about], on: scope.today, from: scope.db)
        guard let consent = consents[about] else {
            throw InquiryRequestRefusal.noConsent(matter)
        }
        return "\(consent.evidence.wording) \(consent.reference)"
    }
}
