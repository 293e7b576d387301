// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Links
import Office
import Safeguards
import Vocabulary

/// Asking about the persons of a child's open case: for which purpose, what the catalogue lets the
/// office ask, with which consent; over the network or by letter.
enum AskScreen {
    struct Body: PageModel {
        let subject: SubjectStrip
        let tabs: [PersonTab]
        let purposes: [PurposeTab]
        let ground: String
        let isOpen: Bool
        let hasProcedures: Bool
        let catalogue: String
        let isUnconfirmed: Bool
        let mayAsk: Bool
        let request: String
        let letter: String
        let purpose: String
        let fields: [FormField]
        let letterFields: [FormField]
        let isLetterOpen: Bool
        let earlier: [Earlier]
        let hasEarlier: Bool
        let consents: [ConsentRow]
        let hasConsents: Bool
        let consent: ApplicationScreen.Action?
    }

    struct PurposeTab: PageModel {
        let title: String
        let href: String
        let isCurrent: Bool
        let isOpen: Bool
    }

    struct Earlier: PageModel {
        let href: String
        let number: String
        let item: String
        let status: String
        let weight: String
        let asked: String
    }

    struct ConsentRow: PageModel {
        let matter: String
        let about: String
        let giver: String
        let on: String
        let evidence: String
    }

    /// What the page shows, read in one operation.
    struct Reading: Sendable {
        let form: PrepareInquiry.Form
        let people: [AddresseeNumber: ResidentSnapshot]
        let strip: StripReading?
        let earlier: [InquiryFile]
    }

    static let purposes: [Purpose] = [.registration, .change, .benefit]

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let child = try visit.addressee()
        let office = visit.installation
        let purpose = Self.purpose(visit)
        let read = try await visit.perform(.viewInquiries, about: [child], for: purpose) {
            scope in
            let form = try PrepareInquiry.perform(
                child: child, through: office.inquiries, in: scope)
            let people = try office.directory.persons(Array(form.openCase.persons) + [child])
            scope.saw(people.keys)
            return Reading(
                form: form, people: people,
                strip: try people[child].map {
                    try StripReading(
                        $0, beside: Array(people.values), directory: office.directory,
                        in: scope)
                },
                earlier: try ListInquiries.perform(.about(child), in: scope))
        }
        guard let strip = read.strip else { throw DeskRefusal.notFound }
        let reader = try visit.officer()
        let form = read.form
        let fields = AskFields(read, child, visit, reader)
        let isOpen = form.openCase.purposes.contains(purpose)
        let mayAsk = visit.may(.requestInquiry) && !form.procedures.isEmpty
        let isLetter = visit.route == .writeInquiryLetter
        let isConsent = visit.route == .recordConsent
        let body = Body(
            subject: SubjectStrip(strip, for: reader, in: office),
            tabs: visit.personTabs(child),
            purposes: purposes.map { one in
                PurposeTab(
                    title: one.title,
                    href: Route.newInquiry.path(child) + "?purpose=\(one.rawValue)",
                    isCurrent: one == purpose, isOpen: form.openCase.purposes.contains(one))
            }, ground: purpose.legalBasis, isOpen: isOpen,
            hasProcedures: !form.procedures.isEmpty, catalogue: form.catalogue,
            isUnconfirmed: !form.isCatalogueConfirmed, mayAsk: mayAsk,
            request: Route.requestInquiry.path(child),
            letter: Route.writeInquiryLetter.path(child), purpose: purpose.rawValue,
            fields: fields.question(isLetter || isConsent ? [] : problems, prefix: ""),
            letterFields: fields.letter(isLetter ? problems : []), isLetterOpen: isLetter,
            earlier: read.earlier.map {
                Earlier(
                    href: Route.inquiry.path($0.number), number: $0.number, item: $0.itemTitle,
                    status: $0.status.wording, weight: $0.status.weight,
                    asked: Say.moment($0.requestedAt))
            }, hasEarlier: !read.earlier.isEmpty,
            consents: form.consents.map { consent in
                ConsentRow(
                    matter: consent.matter.wording,
                    about: NamedPerson(consent.about.subject, read.people, for: reader).name,
                    giver: NamedPerson(consent.giver, read.people, for: reader).name,
                    on: Say.short(consent.givenOn),
                    evidence: "\(consent.evidence.wording) \(consent.reference)")
            }, hasConsents: !form.consents.isEmpty,
            consent: visit.may(.recordConsent)
                ? ApplicationScreen.Action(
                    action: Route.recordConsent.path(child), isOpen: isConsent,
                    fields: fields.consent(isConsent ? problems : [])) : nil)
        return Page(
            "inquiries/ask", "情報照会の依頼", crumbs: visit.personCrumbs(),
            keys: [.link("F3", "照会の一覧", Route.inquiries.path())]
                + (mayAsk ? [.send("F12", "照会を依頼", form: "ask-form", isMain: true)] : []),
            problems: problems, message: Done.banner(visit), body: body)
    }

    /// The purpose of the address or of the form.
    static func purpose(_ visit: Visit) -> Purpose {
        let typed = visit.form["purpose"].isEmpty ? visit.query["purpose"] : visit.form["purpose"]
        return Purpose(rawValue: typed).flatMap { purposes.contains($0) ? $0 : nil }
            ?? .registration
    }
}
