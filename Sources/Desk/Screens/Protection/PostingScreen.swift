// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Links
import Office
import Safeguards
import Scheme
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
        let bundles: PostingBundles
        /// 相手方あての文書, one by one.
        let outside: [Letter]
        let hasOutside: Bool
        /// To say of those of days before that they went out; none where nothing is older than today.
        let older: [FormField]
        let hasOlder: Bool
        let toClose: String
        let hasLetters: Bool
        let toPost: String
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

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let officer = try visit.officer()
        let directory = visit.installation.directory
        // After a refused form the bundle that was open stays open.
        let wanted = visit.form.has("opened") ? visit.form["opened"] : visit.query["bundle"]
        let after = visit.form.has("opened") ? visit.form["after"] : visit.query["after"]
        let read = try await visit.perform(.viewPostings) { scope in
            let held = try HeldLetterBook.open(from: scope.db)
            let inquiries = try InquiryHoldBook.open(from: scope.db)
            let recalled = try LetterBook.recalled(from: scope.db)
            let bundles = try reading(wanted, after: after, in: scope)
            let outside = try OutsideLetterBook.open(from: scope.db)
            let free = try OutsideFamily.free(
                outside.map(\.letter), directory: directory, in: scope)
            let people = try directory.persons(
                held.flatMap { [$0.recipient, $0.about] }
                    + (recalled + bundles.letters).map(\.recipient)
                    + inquiries.flatMap { [$0.letter.request.subject, $0.letter.request.child] })
            scope.saw(people.keys)
            scope.saw(outside.flatMap { [$0.letter.recipient, $0.letter.child] })
            return (
                held: held, inquiries: inquiries, recalled: recalled, bundles: bundles,
                outside: outside, free: free, people: people
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
        let others = read.outside.map { open in
            outside(open, isFree: read.free.contains(open.letter.id), visit)
        }
        let toTakeOut = others.filter { $0.isRecalled }.map(\.letter)
        let toSend = others.filter { !$0.isRecalled }.map(\.letter)
        let isOlder = read.outside.contains { $0.isOlder(than: visit.today) }
        let older =
            isOlder && visit.may(.recordPosting)
            ? older(visit.form).map { $0.checked(problems) } : []
        let waiting = read.bundles.days.reduce(0) { $0 + $1.letters } + toSend.count
        let post = waiting > 0 && visit.may(.recordPosting)
        let body = Body(
            held: read.held.map { held($0, read.people, visit, officer) },
            hasHeld: !read.held.isEmpty,
            inquiries: read.inquiries.map {
                HeldInquirySteps.Row($0, read.people, visit, officer)
            }, hasInquiries: !read.inquiries.isEmpty,
            recalled: read.recalled.map(letter) + toTakeOut,
            hasRecalled: !read.recalled.isEmpty || !toTakeOut.isEmpty,
            bundles: PostingBundles(read.bundles, after: after, letter), outside: toSend,
            hasOutside: !toSend.isEmpty, older: older, hasOlder: !older.isEmpty,
            toClose: Route.postLetters.path(),
            hasLetters: waiting > 0, toPost: Say.count(waiting),
            post: post ? Route.postLetters.path() : nil)
        return Page(
            "protection/postings", "発送管理（発送・引抜き）", crumbs: [.home],
            keys: [
                .link("F5", "更新", Route.postings.path()),
                .link("F6", "支援措置の一覧", Route.protections.path()),
                .link("F7", "返戻", Route.returnedMail.path()),
                .link("F8", "通知の台帳", Route.letters.path()),
            ]
                + (post
                    ? [.send("F12", "選んだものを発送した", form: "post-form", act: "some", isMain: true)]
                    : []),
            problems: problems, message: Done.banner(visit), body: body)
    }

    private static func older(_ typed: Typed) -> [FormField] {
        [
            .date("older-day", "この日までに発行したもの", typed, whose: "past", isRequired: true),
            .text(
                "older-reason", "理由（記録されます）", typed, hint: "例 発送の記録を始める前に発送した",
                size: "long", isRequired: true),
        ]
    }

    private static func outside(
        _ open: OpenOutsideLetter, isFree: Bool, _ visit: Visit
    ) -> (letter: Letter, isRecalled: Bool) {
        let letter = open.letter
        let row = Letter(
            envelope: letter.number, paper: letter.kind.wording,
            recipient: NamedPerson(
                letter.party, isFree: isFree, href: Route.letter.path(letter.number)),
            printed: Say.moment(letter.issuedAt),
            out: open.isRecalled && visit.may(.recordPosting)
                ? Route.takeLetterOut.path(letter.number) : nil, field: "note-\(letter.number)")
        return (row, open.isRecalled)
    }

    /// A day's bundle is opened by its address; a lone one needs no address.
    private static func reading(
        _ wanted: String, after: String, in scope: Scope
    ) throws -> PostingBundles.Reading {
        let printings = try LetterBook.printings(from: scope.db)
        let days = LetterBundle.byDay(printings)
        let asked = PostingBundles.read(wanted)
        let opened =
            days.first { $0.paper == asked?.paper && $0.day == asked?.day }
            ?? (days.count == 1 ? days.first : nil)
        guard let opened else {
            return PostingBundles.Reading(days: days, opened: nil, printings: [], letters: [])
        }
        return PostingBundles.Reading(
            days: days, opened: opened,
            printings: printings.filter { $0.paper == opened.paper && $0.day == opened.day },
            letters: try LetterBook.toPost(
                of: opened, after: after, limit: PostingBundles.part + 1, from: scope.db))
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
