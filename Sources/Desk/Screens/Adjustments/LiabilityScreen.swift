// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
import Office
import Payments
import Safeguards
import Scheme
import Vocabulary

/// One accident (記録票): which benefits it touches, the claim on the other party and what came of
/// it, what the family gives back.
enum LiabilityScreen {
    struct Body: PageModel {
        let subject: SubjectStrip?
        let person: PersonCell
        let ledger: String?
        let items: [Item]
        let figures: [Item]
        let benefits: [BenefitRow]
        let hasBenefits: Bool
        /// What may still change the amount that waits for a decision.
        let caution: String?
        let mayRecord: Bool
        let mayReceive: Bool
        let mark: String
        let events: [EventRow]
        let hasEvents: Bool
        let record: String
        let recordFields: [FormField]
        let giveBack: String
        let giveBackFields: [FormField]
        let most: String
        let mayGiveBack: Bool
        let backs: [ClaimBackCard]
        let hasBacks: Bool
        let letters: LiabilityLetters
    }

    struct BenefitRow: PageModel {
        let row: LedgerRow
        let source: String
        let word: String
        let weight: String
        let isTouched: Bool
        let isOther: Bool
    }

    struct EventRow: PageModel {
        let on: String
        let kind: String
        let amount: String
        let note: String
        let officer: String
        /// Why it counts no more.
        let reversed: String?
        let reverse: ReversalEntry?
    }

    private struct Reading: Sendable {
        let liability: Liability
        let entries: [LedgerEntry]
        /// What the family is asked for elsewhere, of the benefits touched.
        let asked: Yen
        let people: ListedPeople
        let strip: StripReading?
        let letters: [OutsideLetter]
        let answers: [Int64: OutsideAnswer]
        /// Nobody of the family is protected.
        let isFree: Bool
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let id = try visit.id("liability")
        let officer = try visit.officer()
        let directory = visit.installation.directory
        let last = visit.today.yearMonth
        let found = try await visit.perform(.viewLiability) { scope -> Reading? in
            guard let known = try LiabilityBook.liability(id, from: scope.db) else { return nil }
            let liability = try BenefitClaimsBack().counted([known], from: scope.db)[0]
            let first = min(liability.happenedOn.yearMonth, last)
            let entries =
                try LedgerBook.entries(
                    children: [liability.child], months: first...last, .all, from: scope.db)[
                    liability.child] ?? []
            let people = try ListedPeople(
                [liability.child, liability.recipient], directory: directory, in: scope)
            let letters = try OutsideLetterBook.letters(
                [.liabilityClaim, .councilInquiry], about: id, from: scope.db)
            return Reading(
                liability: liability, entries: entries,
                asked: try BenefitClaimsBack().askedBack(
                    liability.touched.map(\.source), from: scope.db), people: people,
                strip: try people.strip(liability.child, directory: directory, in: scope),
                letters: letters,
                answers: try OutsideLetterBook.answers(to: letters.map(\.id), from: scope.db),
                isFree: try OutsideFamily.isFree(
                    liability.recipient, liability.child, directory, in: scope))
        }
        guard let found else { throw DeskRefusal.notFound }
        return Page(
            "adjustments/liability", "\(found.liability.kind.wording) D\(id)",
            crumbs: [.home, .screen(.liability, .liabilities)],
            keys: [.link("F5", "更新", Route.liability.path(id))], problems: problems,
            message: Done.banner(visit), body: body(found, visit, officer, problems))
    }

    private static func body(
        _ found: Reading, _ visit: Visit, _ reader: Principal, _ problems: [FormProblem]
    ) -> Body {
        let liability = found.liability
        let isProtected = found.people.isProtected(liability.child)
        let law = visit.installation.benefitLaw
        let most = try? RecordLiability.mostToGiveBack(liability, law: law)
        let open = most.map { max(.zero, $0 - liability.claimedBack - found.asked) } ?? .zero
        let mayRecord = visit.may(.recordLiability) && !liability.isClosed
        let mayReceive = visit.may(.recordLiability) && liability.isPutRight
        let words = Dictionary(
            liability.benefits.map { ($0.source, $0.isTouched) }, uniquingKeysWith: { $1 })
        let seesAmounts = visit.may(.viewClaims)
        return Body(
            subject: found.strip.map {
                SubjectStrip($0, for: reader, in: visit.installation)
            },
            person: PersonCell(liability.child, found.people, for: reader),
            ledger: seesAmounts ? Route.benefitLedger.path(liability.child) : nil,
            items: [
                Item("区分", liability.kind.wording), Item("事故の日", Say.date(liability.happenedOn)),
                Item("届出の日", Say.date(liability.reportedOn)),
                Item(
                    "相手方・学校", Say.place(liability.counterpart, isProtected: !found.isFree)),
                Item("状況", liability.circumstances),
                Item("記入", visit.desk.name(of: liability.officer)),
                Item("状態", liability.isClosed ? "終了" : "継続中"),
            ],
            figures: [
                Item("助成した額", liability.paid.description),
                Item("求償・合意の額", liability.claimed.description),
                Item("入金", liability.received.description),
                Item("未収", liability.outstanding.description),
                Item("保護者の返還", liability.claimedBack.description),
                Item("返還を求められる上限", most?.description ?? "未設定"),
            ] + (found.asked > .zero ? [Item("返還台帳で請求済み", found.asked.description)] : []),
            benefits: seesAmounts
                ? found.entries.map {
                    benefit($0, words[$0.source], isProtected: isProtected)
                } : [], hasBenefits: seesAmounts && !found.entries.isEmpty,
            caution: caution(liability, found.entries, words, most: most), mayRecord: mayRecord,
            mayReceive: mayRecord || mayReceive,
            mark: Route.markLiability.path(liability.id),
            events: liability.events.map {
                event($0, of: liability, visit, problems)
            }, hasEvents: !liability.events.isEmpty,
            record: Route.recordLiability.path(liability.id),
            recordFields: LiabilitySteps.fields(visit.form).map { $0.checked(problems) },
            giveBack: Route.liabilityGiveBack.path(liability.id),
            giveBackFields: GiveBackEntry.fields(visit.form).map { $0.checked(problems) },
            most: open.grouped, mayGiveBack: mayRecord && open > .zero,
            backs: liability.claimsBack.map {
                ClaimBackCard($0, found.people, visit, for: reader)
            }, hasBacks: !liability.claimsBack.isEmpty,
            letters: LiabilityLetters(
                liability, found.letters, found.answers, isFree: found.isFree, visit, problems))
    }

    private static func event(
        _ event: Liability.Event, of liability: Liability, _ visit: Visit, _ problems: [FormProblem]
    ) -> EventRow {
        let mayReverse =
            event.kind == .received && event.reversal == nil && visit.may(.recordLiability)
        return EventRow(
            on: Say.short(event.on), kind: event.kind.wording,
            amount: event.amount == .zero ? "—" : event.amount.grouped,
            note: event.note,
            officer: visit.desk.name(of: event.officer),
            reversed: event.reversal.map {
                "取消し：\($0.reason)（\(visit.desk.name(of: $0.officer))）"
            },
            reverse: mayReverse
                ? ReversalEntry(
                    event.id, to: Route.recordLiability.path(liability.id), visit.form, problems)
                : nil)
    }

    /// A head decides about a sum: benefits that nobody has looked at are not in it, and what was
    /// recorded since may have lowered what can be asked for. Where the book does not say how much can
    /// be asked for (`nil`), nothing can be asked for yet.
    private static func caution(
        _ liability: Liability, _ entries: [LedgerEntry], _ words: [LedgerEntry.Source: Bool],
        most: Yen?
    ) -> String? {
        let isAsked = liability.claimsBack.contains { $0.outcome == nil }
        guard let most else {
            guard isAsked || !liability.isClosed else { return nil }
            return "この事故の月の災害共済給付の割合が制度の値にないため、返還を求められる上限が未設定です。"
                + "設定されるまで、返還は起案も決裁もできません。管理者に制度の値の設定を頼んでください。"
                + (isAsked ? "起案済みの返還は、設定を待つか、差し戻してください。" : "")
        }
        guard isAsked else { return nil }
        if liability.claimedBack > most {
            return "返還の額が上限（\(most)）を超えています。起案の後に給付か入金の記録が変わりました。差し戻してください。"
        }
        let open = entries.count { words[$0.source] == nil }
        guard open > 0 else { return nil }
        return "事故との関係が未確認の給付が\(open)件あります。返還の額に入っていません。決裁の前に、起案者に確かめてください。"
    }

    private static func benefit(
        _ entry: LedgerEntry, _ isTouched: Bool?, isProtected: Bool
    ) -> BenefitRow {
        let (word, weight) =
            switch isTouched {
            case true?: ("事故による", "stop")
            case false?: ("関係なし", "good")
            case nil: ("未確認", "warn")
            }
        return BenefitRow(
            row: LedgerRow(entry, isProtected: isProtected), source: PairCard.text(entry.source),
            word: word, weight: weight, isTouched: isTouched != true, isOther: isTouched != false)
    }
}

/// The steps of an accident.
enum LiabilitySteps {
    static func mark(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("liability")
        guard let source = PairCard.source(visit.form["source"]) else {
            throw DeskRefusal.notFound
        }
        let isTouched = visit.form["act"] == "touched"
        return try await visit.step(
            Route.liability.path(id) + "?done=liabilitymarked",
            { try await LiabilityScreen.page($0, problems: $1) }
        ) { scope in
            try RecordLiability.mark(source, of: id, isTouched: isTouched, in: scope)
        }
    }

    static func record(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("liability")
        var reading = FormReading(visit.form, today: visit.today)
        if let reversal = ReversalEntry.read(&reading) {
            guard reading.isRight else {
                return .page(try await LiabilityScreen.page(visit, problems: reading.problems))
            }
            return try await visit.step(
                Route.liability.path(id) + "?done=receiptreversed",
                { try await LiabilityScreen.page($0, problems: $1) }
            ) { scope in
                try ReverseLiabilityReceipt.perform(
                    reversal.receipt, of: id, reason: reversal.reason, in: scope)
            }
        }
        if OutsideAnswerEntry.isMeant(visit.form) { return try await answer(visit, id, &reading) }
        guard let entry = EventEntry<Liability.Event.Kind>(&reading) else {
            return .page(try await LiabilityScreen.page(visit, problems: reading.problems))
        }
        return try await visit.step(
            Route.liability.path(id) + "?done=liabilityrecorded",
            { try await LiabilityScreen.page($0, problems: $1) }
        ) { scope in
            try RecordLiability.record(
                entry.kind, of: id, amount: entry.amount, on: entry.day, note: entry.note,
                payments: BenefitClaimsBack(), in: scope)
        }
    }

    /// What the other party answered to a letter.
    private static func answer(
        _ visit: Visit, _ id: Int64, _ reading: inout FormReading
    ) async throws -> Answer {
        if let entry = OutsideAnswerEntry.read(&reading) {
            do {
                try await visit.perform { scope in
                    try RecordOutsideAnswer.perform(
                        entry.letter, about: id, on: entry.on, words: entry.words, in: scope)
                }
                return visit.carriedOut(Route.liability.path(id) + "?done=liabilityrecorded")
            } catch let refusal as EntitlementRefusal {
                reading.refused(refusal, field: "answer-day")
            } catch let refusal as OutsideLetterRefusal {
                reading.refused(refusal, field: "answered")
            }
        }
        return .page(try await LiabilityScreen.page(visit, problems: reading.problems))
    }

    static func giveBack(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("liability")
        var reading = FormReading(visit.form, today: visit.today)
        guard let entry = GiveBackEntry(&reading) else {
            return .page(try await LiabilityScreen.page(visit, problems: reading.problems))
        }
        let law = visit.installation.benefitLaw
        return try await visit.step(
            Route.liability.path(id) + "?done=claimbackproposed",
            { try await LiabilityScreen.page($0, problems: $1) }
        ) { scope in
            try RecordLiability.proposeGiveBack(
                of: id, amount: entry.amount, explanation: entry.why, law: law,
                payments: BenefitClaimsBack(), in: scope)
        }
    }

    static func fields(_ typed: Typed) -> [FormField] {
        EventEntry<Liability.Event.Kind>.fields(
            typed,
            kinds: Liability.Event.Kind.allCases.map {
                ($0.rawValue, $0.wording)
            }, hint: "終了のときは空欄")
    }
}
