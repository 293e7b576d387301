// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
import Office
import Payments
import Safeguards
import Vocabulary

/// 1371 第三者行為・災害共済: the open accidents, what waits for a head, and a new record.
enum LiabilityListScreen {
    struct Body: PageModel {
        let rows: [Row]
        let isNone: Bool
        let closed: [Row]
        let hasClosed: Bool
        let closedCount: String
        let closedPages: ListPage.Line?
        let outstanding: String
        let backs: [ClaimBackCard]
        let hasBacks: Bool
        let awaited: AwaitedLetters
        let mayOpen: Bool
        let action: String
        let fields: [FormField]
    }

    struct Row: PageModel {
        let href: String
        let number: String
        let person: PersonCell
        let kind: String
        let happened: String
        let counterpart: String
        let paid: String
        let claimed: String
        let received: String
        let outstanding: String
        let state: String
        let weight: String

        /// - Parameter isFree: nobody of the family is protected.
        init(
            _ liability: Liability, _ people: ListedPeople, isFree: Bool, for reader: Principal
        ) {
            href = Route.liability.path(liability.id)
            number = "D\(liability.id)"
            person = PersonCell(liability.child, people, for: reader)
            kind = liability.kind.wording
            happened = Say.short(liability.happenedOn)
            counterpart = Say.place(liability.counterpart, isProtected: !isFree)
            paid = liability.paid.grouped
            claimed = liability.claimed.grouped
            received = liability.received.grouped
            outstanding = liability.outstanding.grouped
            state = liability.isClosed ? "終了" : liability.events.last?.kind.wording ?? "受付"
            weight = liability.isClosed ? "plain" : "warn"
        }
    }

    /// Closed records of a page.
    static let most = 50

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    /// Opens a record of an accident.
    static func open(_ visit: Visit) async throws -> Answer {
        var reading = FormReading(visit.form, today: visit.today)
        let typed = EntryReading.digits(reading.typed["child"])
        let kind: LiabilityKind? = reading.code("kind", orElse: "区分を選んでください。")
        let happened = reading.date("happened", "事故の日", whose: .child)
        let reported = reading.date("reported", "届出の日", whose: .child)
        let counterpart = reading.text("counterpart", orElse: "相手方・学校などの名を入力してください。")
        let circumstances = reading.text("circumstances", orElse: "事故の状況を入力してください。")
        if typed.isEmpty { reading.wrong("child", "受給者番号か宛名番号を入力してください。") }
        guard reading.isRight, let kind, let happened, let reported else {
            return .page(try await page(visit, problems: reading.problems))
        }
        do {
            let id = try await visit.perform { scope -> Int64 in
                guard let child = try FindChildren.typed(typed, in: scope) else {
                    throw BenefitsRefusal.childUnknown
                }
                return try RecordLiability.open(
                    LiabilityInput(
                        child: child, kind: kind, happenedOn: happened, reportedOn: reported,
                        counterpart: counterpart, circumstances: circumstances), in: scope)
            }
            return visit.carriedOut(Route.liability.path(id) + "?done=liabilityopened")
        } catch let refusal as BenefitsRefusal {
            reading.refused(refusal, field: refusal == .childUnknown ? "child" : nil)
            return .page(try await page(visit, problems: reading.problems))
        }
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let officer = try visit.officer()
        let directory = visit.installation.directory
        let reminder = OutsideReminder(visit.installation, on: visit.today)
        let asked = visit.query["page"]
        let found = try await visit.perform(.viewLiability) { scope in
            let payments = BenefitClaimsBack()
            let open = try payments.counted(LiabilityBook.open(from: scope.db), from: scope.db)
            let list = ListPage(
                of: try LiabilityBook.closedCount(from: scope.db), asked: asked, size: most)
            let closed = try payments.counted(
                LiabilityBook.closed(
                    limit: list.rows.count, skipping: list.rows.lowerBound, from: scope.db),
                from: scope.db)
            let backs = try ClaimBackBook.pending(from: scope.db)
            let awaited = try AwaitedAnswers.all(
                open, remindingAfter: reminder.days, from: scope.db)
            let listed = open + closed
            let free = try OutsideFamily.areFree(
                listed.map { ($0.recipient, $0.child) }, directory: directory, in: scope)
            let people =
                listed.flatMap { [$0.child, $0.recipient] } + backs.map(\.recipient)
                + awaited.map(\.letter.recipient)
            return (
                open: open, closed: closed, list: list, backs: backs, awaited: awaited,
                people: try ListedPeople(people, directory: directory, in: scope),
                free: Set(zip(listed, free).filter(\.1).map(\.0.id)),
                freeLetters: try OutsideFamily.free(
                    awaited.map(\.letter), directory: directory, in: scope)
            )
        }
        let outstanding = found.open.reduce(Yen.zero) { $0 + $1.outstanding }
        let closedPages = found.list.line(at: Route.liabilities.path())
        return Page(
            "adjustments/liabilities", Screen.liability.title, crumbs: [.home],
            keys: [.link("F5", "更新", Route.liabilities.path())] + ListPage.keys(closedPages),
            problems: problems, message: Done.banner(visit),
            body: Body(
                rows: found.open.map {
                    Row($0, found.people, isFree: found.free.contains($0.id), for: officer)
                },
                isNone: found.open.isEmpty,
                closed: found.closed.map {
                    Row($0, found.people, isFree: found.free.contains($0.id), for: officer)
                },
                hasClosed: !found.closed.isEmpty, closedCount: Say.count(found.list.total),
                closedPages: closedPages, outstanding: outstanding.grouped,
                backs: found.backs.map {
                    ClaimBackCard($0, found.people, visit, for: officer)
                }, hasBacks: !found.backs.isEmpty,
                awaited: AwaitedLetters(
                    found.awaited, found.people, free: found.freeLetters, reminder, visit,
                    for: officer),
                mayOpen: visit.may(.recordLiability),
                action: Route.openLiability.path(),
                fields: fields(visit.form).map { $0.checked(problems) }))
    }

    private static func fields(_ typed: Typed) -> [FormField] {
        [
            .child(typed),
            .select(
                "kind", "区分", typed,
                [("", "選んでください")] + LiabilityKind.allCases.map { ($0.rawValue, $0.wording) },
                isRequired: true),
            .date("happened", "事故の日", typed, whose: "past", isRequired: true),
            .date("reported", "届出の日", typed, whose: "past", isRequired: true),
            .text("counterpart", "相手方・保険会社・学校", typed, isRequired: true),
            .area("circumstances", "事故の状況", typed, isRequired: true),
        ]
    }
}

extension FindChildren {
    /// The child behind a recipient number, else behind an addressee number.
    static func typed(_ digits: String, in scope: Scope) throws -> AddresseeNumber? {
        if let number = RecipientNumber(digits),
            let child = try recipientNumber(number.digits, from: scope.db).last
        {
            return child
        }
        return digits.count > 7 ? AddresseeNumber(digits) : nil
    }
}

/// Money that a family is to give back, before a head has decided.
struct ClaimBackCard: PageModel {
    let id: String
    let person: PersonCell
    let cause: String
    let href: String
    let amount: String
    let explanation: String
    let proposer: String
    let outcome: String
    let mayDecide: Bool
    let mayNot: String?
    let approve: String
    let sendBack: String

    init(_ back: ClaimBack, _ people: ListedPeople, _ visit: Visit, for reader: Principal) {
        id = String(back.id)
        person = PersonCell(back.recipient, people, for: reader)
        switch back.cause {
        case .liability(let id):
            (cause, href) = ("事故 D\(id)", Route.liability.path(id))
        case .proxy(let id): (cause, href) = ("代理受領 K\(id)", Route.proxy.path(id))
        }
        amount = back.amount.grouped
        explanation = back.explanation
        proposer = visit.desk.name(of: back.proposer)
        outcome = back.outcome?.wording ?? "決裁待ち"
        let isHead = visit.may(.approveClaimBack) && back.outcome == nil
        mayDecide = isHead && back.proposer != reader.officer
        mayNot = isHead && back.proposer == reader.officer ? "自分の起案です。別の職員が決裁します。" : nil
        approve = Route.approveClaimBack.path(back.id)
        sendBack = Route.sendBackClaimBack.path(back.id)
    }
}

/// 給付の返還の決裁.
enum ClaimBackSteps {
    static func approve(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("claimback")
        let law = visit.installation.benefitLaw
        return try await visit.step(
            Route.liabilities.path() + "?done=claimedback",
            { try await LiabilityListScreen.page($0, problems: $1) }
        ) { scope in
            try ApproveClaimBack.perform(id, to: BenefitClaimsBack(), law: law, in: scope)
        }
    }

    static func sendBack(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("claimback")
        var reading = FormReading(visit.form, today: visit.today)
        let reason = reading.text("back-reason-\(id)", orElse: "差戻しの理由を入力してください。")
        guard reading.isRight else {
            return .page(try await LiabilityListScreen.page(visit, problems: reading.problems))
        }
        return try await visit.step(
            Route.liabilities.path() + "?done=back",
            { try await LiabilityListScreen.page($0, problems: $1) }
        ) { scope in try SendBackClaimBack.perform(id, reason: reason, in: scope) }
    }
}
