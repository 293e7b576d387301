// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Links
import Office
import Safeguards
import Vocabulary

/// 1420 発送管理: letters that wait for the second officer, letters to take out, letters to post.
enum PostingScreen {
    struct Body: PageModel {
        let held: [Held]
        let hasHeld: Bool
        let inquiries: [HeldInquirySteps.Row]
        let hasInquiries: Bool
        let recalled: [Letter]
        let hasRecalled: Bool
        let letters: [Letter]
        let hasLetters: Bool
        let toPost: Int
        let isCut: Bool
        let post: String?
    }

    /// A letter to a member of a protected family.
    struct Held: PageModel {
        let paper: String
        let recipient: NamedPerson
        let about: NamedPerson
        let asked: String
        let state: String
        let release: String?
        let isOwn: Bool
        let field: String
    }

    struct Letter: PageModel {
        let envelope: String
        let paper: String
        let recipient: NamedPerson
        let printed: String
        let out: String?
        let field: String
    }

    static let most = 200

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let officer = try visit.officer()
        let directory = visit.installation.directory
        let read = try await visit.perform(.viewPostings) { scope in
            let held = try HeldLetterBook.open(from: scope.db)
            let inquiries = try InquiryHoldBook.open(from: scope.db)
            let recalled = try LetterBook.recalled(from: scope.db)
            let letters = try LetterBook.toPost(limit: most, from: scope.db)
            let people = try directory.persons(
                held.flatMap { [$0.recipient, $0.about] } + (recalled + letters).map(\.recipient)
                    + inquiries.flatMap { [$0.letter.request.subject, $0.letter.request.child] })
            scope.saw(people.keys)
            return (
                held: held, inquiries: inquiries, recalled: recalled, letters: letters,
                people: people,
                toPost: try LetterBook.counts(from: scope.db).toPost
            )
        }
        func letter(_ one: OpenLetter) -> Letter {
            Letter(
                envelope: one.envelope, paper: one.paper.wording,
                recipient: NamedPerson(one.recipient, read.people, for: officer),
                printed: Say.moment(one.printedAt),
                out: one.isRecalled && visit.may(.recordPosting)
                    ? Route.takeLetterOut.path(one.envelope) : nil, field: "note-\(one.envelope)")
        }
        let body = Body(
            held: read.held.map { held($0, read.people, visit, officer) },
            hasHeld: !read.held.isEmpty,
            inquiries: read.inquiries.map {
                HeldInquirySteps.Row($0, read.people, visit, officer)
            }, hasInquiries: !read.inquiries.isEmpty, recalled: read.recalled.map(letter),
            hasRecalled: !read.recalled.isEmpty, letters: read.letters.map(letter),
            hasLetters: !read.letters.isEmpty, toPost: read.toPost,
            isCut: read.toPost > read.letters.count,
            post: !read.letters.isEmpty && visit.may(.recordPosting)
                ? Route.postLetters.path() : nil)
        return Page(
            "protection/postings", "発送管理（発送・引抜き）", crumbs: [.home],
            keys: [
                .link("F5", "更新", Route.postings.path()),
                .link("F6", "支援措置の一覧", Route.protections.path()),
                .link("F7", "返戻", Route.returnedMail.path()),
                .link("F8", "通知の台帳", Route.letters.path()),
            ], problems: problems, message: Done.banner(visit), body: body)
    }

    private static func held(
        _ one: HeldLetter, _ people: [AddresseeNumber: ResidentSnapshot], _ visit: Visit,
        _ reader: Principal
    ) -> Held {
        let isOwn = one.officer == reader.officer && one.releasedBy == nil
        return Held(
            paper: one.subject.paper.wording,
            recipient: NamedPerson(one.recipient, people, for: reader),
            about: NamedPerson(one.about, people, for: reader),
            asked: "\(Say.moment(one.recordedAt)) \(visit.desk.name(of: one.officer))",
            state: one.releasedBy.map {
                "承認済み（\(visit.desk.name(of: $0))）。発行できます"
            } ?? "承認待ち",
            release: one.releasedBy == nil && !isOwn && visit.may(.releaseHeldLetter)
                ? Route.releaseLetter.path(one.id) : nil, isOwn: isOwn, field: "reason-\(one.id)")
    }
}
