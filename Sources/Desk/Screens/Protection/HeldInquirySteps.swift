// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Links
import Office
import Safeguards
import Vocabulary

/// 1410: 照会書 about protected families: the second officer releases one, then it is printed once.
enum HeldInquirySteps {
    /// A 照会書 that waits, for the page.
    struct Row: PageModel {
        let about: NamedPerson
        let child: NamedPerson
        let counterpart: String
        let due: String
        let why: String
        let asked: String
        let state: String
        let release: String?
        let write: String?
        let isOwn: Bool
        let field: String

        init(
            _ one: HeldInquiry, _ people: [AddresseeNumber: ResidentSnapshot], _ visit: Visit,
            _ reader: Principal
        ) {
            let request = one.letter.request
            let isMine = one.officer == reader.officer
            about = NamedPerson(request.subject, people, for: reader)
            child = NamedPerson(request.child, people, for: reader)
            counterpart = one.letter.counterpart.name
            due = Say.short(one.letter.dueOn)
            why = one.reason
            asked = "\(Say.moment(one.recordedAt)) \(visit.desk.name(of: one.officer))"
            state =
                one.releasedBy.map {
                    "承認済み（\(visit.desk.name(of: $0))）。発行できます"
                } ?? "承認待ち"
            isOwn = isMine && one.releasedBy == nil
            release =
                one.releasedBy == nil && !isMine && visit.may(.releaseHeldLetter)
                ? Route.releaseInquiry.path(one.id) : nil
            write =
                one.releasedBy != nil && visit.may(.writeInquiryLetter)
                ? Route.writeReleasedInquiry.path(one.id) : nil
            field = "why-\(one.id)"
        }
    }

    static func release(_ visit: Visit) async throws -> Answer {
        let (id, directory) = (try visit.id("inquiryhold"), visit.installation.directory)
        return try await PostingSteps.settle(visit) { isReleased, scope in
            try ReleaseInquiryLetter.perform(
                id, isReleased: isReleased, directory: directory, in: scope)
        }
    }

    /// Prints it, or ends one that the measures have overtaken.
    static func write(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("inquiryhold")
        let (office, desk) = (visit.installation, visit.desk)
        var reading = FormReading(visit.form, today: visit.today)
        let isEnd = visit.form["act"] == "end"
        guard let hold = try await hold(id, visit) else { throw ProtectionRefusal.holdSettled }
        let about = [hold.letter.request.subject]
        guard !isEnd else {
            return try await ProtectionSteps.carryOut(visit, &reading, again: PostingScreen.page) {
                try await visit.perform(
                    .writeInquiryLetter, about: about, for: hold.purpose, reason: hold.reason
                ) { try EndOvertakenInquiry.perform(id, directory: office.directory, in: $0) }
                return Route.postings.path() + "?done=letterrefused"
            }
        }
        do {
            let printed = try await visit.perform(
                .writeInquiryLetter, about: about, for: hold.purpose, reason: hold.reason
            ) { scope in
                let letter = try WriteReleasedInquiry.perform(
                    id, choices: office.inquiries.choices, directory: office.directory, in: scope)
                return try AskSteps.print(
                    letter, desk, back: Route.inquiry.path(letter.number), in: scope)
            }
            let key = desk.prints.put(printed, of: try visit.officer().officer)
            return visit.carriedOut(Route.printed.path(key))
        } catch let refusal as InquiryRequestRefusal {
            reading.refused(refusal, field: nil)
            return .page(try await PostingScreen.page(visit, problems: reading.problems))
        }
    }

    private static func hold(_ id: Int64, _ visit: Visit) async throws -> HeldInquiry? {
        try await visit.perform(.viewPostings) { scope in
            let held = try InquiryHoldBook.open(from: scope.db)
            scope.saw(held.flatMap { [$0.letter.request.subject, $0.letter.request.child] })
            return held.first { $0.id == id }
        }
    }
}
