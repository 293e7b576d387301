// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Safeguards
import Scheme
import Vocabulary

/// Reads what was typed into the steps; each step says by itself what is wrong with it.
struct IntakeForm {
    let household: IntakeHousehold
    let documents: [String]
    /// The dated lists of documents that prove something.
    let rules: CaseRules
    /// 除外事由 that the book of the scheme knows.
    let exclusions: [Exclusion]
    /// What the book of the scheme asks of a recipient.
    let tests: RecipientTests
    /// 受付の場所 of the city, the main office first; empty where it keeps no list.
    let places: [String]
    let today: CivilDate

    /// The text that explains what the data are used for, with its version.
    var explanation: CaseRules.Document? { Self.explanation(rules, on: today) }

    static func explanation(_ rules: CaseRules, on day: CivilDate) -> CaseRules.Document? {
        rules.documents(.explanation, on: day).last
    }

    init(_ household: IntakeHousehold, _ office: Installation, today: CivilDate) {
        self.household = household
        rules = office.caseRules
        exclusions = office.book.exclusions.exclusions
        tests = office.book.recipientTests
        places = office.intake.places
        self.today = today
        switch office.book.office.applicationDocuments.on(today) {
        case .found(let list, _): documents = list
        case .unset, .none: documents = []
        }
    }

    /// What is wrong with one step.
    func problems(_ step: IntakeStep, _ typed: Typed) -> [FormProblem] {
        var reading = FormReading(typed, today: today)
        switch step {
        case .applicant:
            _ = applicant(&reading)
            if !Self.isExOfficio(typed) {
                IdentityFields.check(&reading, rules, isRequired: true)
            }
        case .children: _ = children(&reading)
        case .insurance:
            for child in chosen(typed) {
                _ = insurance(child, &reading)
                _ = exclusion(child, &reading)
            }
        case .account: _ = account(&reading)
        case .papers, .check: break
        }
        return reading.problems
    }

    /// The first step that has something wrong, in the order of the steps.
    func firstWrongStep(_ typed: Typed) -> IntakeStep? {
        IntakeStep.allCases.first { !problems($0, typed).isEmpty }
    }

    /// The forms of all chosen children; `nil` while a step has something wrong.
    func inputs(_ typed: Typed) -> [ApplicationInput]? {
        var reading = FormReading(typed, today: today)
        guard let applicant = applicant(&reading) else { return nil }
        let children = children(&reading)
        let account = account(&reading)
        var inputs: [ApplicationInput] = []
        for child in children {
            let insurance = insurance(child, &reading)
            let exclusion = exclusion(child, &reading)
            var input = ApplicationInput(
                reason: applicant.reason, channel: applicant.channel,
                appliedOn: applicant.applied, causeOn: applicant.cause,
                applicant: applicant.person, child: child.number,
                identity: applicant.identity,
                hasInsuranceEvidence: isShown(child, typed), insurance: insurance,
                account: account, isMarried: exclusion?.kind == .married,
                consents: typed.isTicked("consent"))
            input.exclusion = exclusion
            input.ground = applicant.ground
            input.place = applicant.place
            inputs.append(input)
        }
        return reading.isRight ? inputs : nil
    }

    /// Where the officer sits: a branch whose name stands in the department, else the main office.
    var ownPlace: String? {
        places.first { household.department?.contains($0) ?? false } ?? places.first
    }

    /// 受付の場所 that was chosen; `nil` where the city keeps no list.
    func place(_ reading: inout FormReading) -> String? {
        guard !places.isEmpty else { return nil }
        let place = reading.typed["place"]
        if !places.contains(place) {
            reading.wrong("place", EntitlementRefusal.unknownPlace.message)
        }
        return place
    }

    /// Whether the office registers by itself: nobody stands at the counter.
    static func isExOfficio(_ typed: Typed) -> Bool {
        typed["channel"] == ApplicationChannel.exOfficio.rawValue
    }

    /// The children that were ticked and may be.
    func chosen(_ typed: Typed) -> [ResidentSnapshot] {
        let ticked = Set(typed.all("child").compactMap { AddresseeNumber($0)?.value })
        return household.children.filter { ticked.contains($0.number.value) }
    }

    /// Parents by the register who live elsewhere, to be chosen after the grown-ups of the household.
    func parentsElsewhere(for reader: Principal) -> [FormField.Choice] {
        household.parentsElsewhere.map { person, relation in
            FormField.Choice(
                value: person.number.description,
                label: reader.sees(person.alias ?? person.name, of: .name),
                detail: [
                    reader.sees(relation, of: .relationship),
                    OtherApplicant.standing(person, in: household.householdNumber),
                    reader.sees(Say.age(person.born, on: today), of: .birthDate),
                ].joined(separator: "・"))
        }
    }

    /// Whether the insurance evidence of a child was shown.
    func isShown(_ child: ResidentSnapshot, _ typed: Typed) -> Bool {
        !["", "later"].contains(typed["evidence-\(child.number)"])
    }

    /// Documents besides the evidence of insurance that are to follow; the office brings none itself.
    func missingDocuments(_ typed: Typed) -> [String] {
        guard !Self.isExOfficio(typed) else { return [] }
        let shown = Set(typed.all("document"))
        return documents.filter { !shown.contains($0) }
    }
}

/// The answers of the first step.
struct ApplicantAnswers {
    let person: AddresseeNumber
    let reason: ApplicationReason
    let channel: ApplicationChannel
    let applied: CivilDate
    let cause: CivilDate?
    /// `nil` where nobody came: 職権.
    let identity: IdentityEvidence?
    /// Why the office registers by itself.
    let ground: String?
    /// 受付の場所; `nil` where the city keeps no list, or it came by no counter.
    let place: String?
}
