// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
import Office
import Payments
import Safeguards
import Scheme
import Vocabulary

/// One reimbursement: what was applied for, what the rules say and why, what was decided by whom,
/// and what may be done next.
enum ReimbursementScreen {
    struct Body: PageModel {
        let subject: SubjectStrip?
        let person: PersonCell
        let applicant: PersonCell
        let state: String
        let stateWeight: String
        let verdict: String?
        let verdictWeight: String
        let verdictNotes: [String]
        let compare: [Item]
        let items: [Item]
        let derivation: Derivation?
        let letters: [LetterRow]
        let hasLetters: Bool
        let decisions: [DecisionRow]
        let hasDecisions: Bool
        let history: [HistoryRow]
        let steps: ReimbursementPanels
        let cancel: CancellationPanel
        /// 決裁の保留 of the proposal that waits.
        let holding: HoldPanel
        let payments: String?
        let ledger: String?
        /// Accidents on whose days the treatment falls.
        let accidents: [AccidentRow]
        let hasAccidents: Bool
        /// The 36 items of the record (償還情報詳細履歴), in their order.
        let record: [Item]
        let slips: [SlipGroupCard.Line]
        let hasSlips: Bool
        let appliance: [Item]
        let hasAppliance: Bool
        /// 決裁書, once it is decided.
        let print: String?
    }

    struct AccidentRow: PageModel {
        let text: String
        let word: String
        let weight: String
        /// `nil` for who may not see accidents.
        let href: String?
    }

    struct LetterRow: PageModel {
        let branch: Int
        let keyed: String
        let high: String
        let additional: String
        let officer: String
    }

    struct DecisionRow: PageModel {
        let outcome: String
        let payable: String
        let explanation: String
        let proposer: String
        let proposed: String
        let approver: String
        let decided: String
    }

    struct HistoryRow: PageModel {
        let at: String
        let what: String
        let officer: String
        let note: String
    }

    struct Reading: Sendable {
        let view: ReimbursementFileView
        let examination: ReimbursementExamination
        let people: ListedPeople
        let strip: StripReading?
        let paid: PaidItems?
        let cancelling: Cancelling
        /// Every hold of its proposals, oldest first.
        let holdSteps: [HoldStep]
        /// The hold of the proposal that waits.
        let hold: ProposalHold?
        let accidents: [Liability]
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let id = try visit.id("case")
        let officer = try visit.officer()
        let law = visit.installation.benefitLaw
        let directory = visit.installation.directory
        let seesMoney = visit.may(.viewSchedule)
        let found = try await visit.perform(.viewReimbursement) { scope -> Reading? in
            guard let view = try ReimbursementFileView.load(id, from: scope.db) else { return nil }
            let input = view.file.input
            let holds = try ReimbursementHoldBook.steps(
                of: view.decisions.map(\.id), from: scope.db)
            let waiting = view.file.status == .proposed ? view.decisions.last?.id : nil
            let people = try ListedPeople(
                [input.child, input.applicant], directory: directory, in: scope)
            return Reading(
                view: view,
                examination: try ExamineReimbursements.perform([id], law: law, in: scope)[0],
                people: people,
                strip: try people.strip(input.child, directory: directory, in: scope),
                paid: try PaymentHistory.paidItems(
                    reimbursement: id, for: officer, from: scope.db),
                cancelling: try Cancelling(view, seesMoney: seesMoney, in: scope),
                holdSteps: holds,
                hold: holds.last { $0.proposal == waiting }?.hold,
                accidents: try LiabilityBook.liabilities(
                    children: [input.child], from: scope.db))
        }
        guard let found else { throw DeskRefusal.notFound }
        let file = found.view.file
        let panels = ReimbursementPanels(found, visit, problems)
        let cancel = CancellationPanel(found, visit, problems)
        let isDecided = found.view.decisions.contains { $0.approval != nil }
        let print =
            isDecided && visit.may(.printCasePaper)
            ? Route.reimbursementSheet.path(id) : nil
        return Page(
            "reimbursements/case", "償還申請 \(file.receipt)",
            crumbs: [.home, .screen(.reimbursement, .reimbursements)],
            keys: panels.keys + cancel.keys + ApprovalPaper.keys(print), problems: problems,
            message: Done.banner(visit),
            body: body(
                found, panels, cancel, holding(found, visit, problems), print, visit, officer))
    }

    private static func holding(
        _ found: Reading, _ visit: Visit, _ problems: [FormProblem]
    ) -> HoldPanel {
        let file = found.view.file
        return HoldPanel(
            found.hold, isWaiting: file.status == .proposed,
            hold: Route.holdReimbursementDecision.path(file.id),
            resume: Route.resumeReimbursementDecision.path(file.id),
            seen: found.view.decisions.last.map { String($0.id) }, visit, problems)
    }

    private static func asking(_ asked: PaperRequest) -> String {
        "足りない書類：\(asked.missing)（期限 \(Say.short(asked.dueOn))）"
    }

    /// The accidents that the treatment may belong to, and whether a clerk has said so.
    private static func accidents(_ found: Reading, _ visit: Visit) -> [AccidentRow] {
        let file = found.view.file
        guard file.status != .withdrawn else { return [] }
        return found.accidents.compactMap { accident in
            accident.touches(file.input, id: file.id).map { touch in
                AccidentRow(
                    text:
                        "\(accident.kind.wording) D\(accident.id)（事故の日 \(Say.short(accident.happenedOn))）",
                    word: touch.wording, weight: touch == .touched ? "stop" : "warn",
                    href: visit.may(.viewLiability) ? Route.liability.path(accident.id) : nil)
            }
        }
    }

    /// What happened, oldest first.
    static func happenings(
        _ view: ReimbursementFileView, _ holdSteps: [HoldStep], _ desk: DeskRoom
    ) -> [HistoryRow] {
        let events = view.history.map {
            (
                at: $0.at,
                row: HistoryRow(
                    at: Say.moment($0.at), what: $0.hold.map { "保留（\($0.wording)）" } ?? $0.wording,
                    officer: desk.name(of: $0.officer),
                    note: [$0.note, $0.asked.map(asking)].compactMap(\.self)
                        .joined(separator: "・"))
            )
        }
        let holds = holdSteps.map {
            (
                at: $0.at,
                row: HistoryRow(
                    at: Say.moment($0.at), what: $0.wording, officer: desk.name(of: $0.officer),
                    note: DecisionHold.why($0))
            )
        }
        return (events + holds).sorted { $0.at < $1.at }.map(\.row)
    }

    private static func body(
        _ found: Reading, _ panels: ReimbursementPanels, _ cancel: CancellationPanel,
        _ holding: HoldPanel, _ print: String?, _ visit: Visit, _ reader: Principal
    ) -> Body {
        let file = found.view.file
        let saying = VerdictWords(found.examination)
        let book = visit.installation.book
        let isOpen = file.status == .received || file.status == .held
        let stored = found.view.computations.last
        let accidents = accidents(found, visit)
        return Body(
            subject: found.strip.map {
                SubjectStrip($0, for: reader, in: visit.installation)
            },
            person: PersonCell(file.input.child, found.people, for: reader),
            applicant: PersonCell(file.input.applicant, found.people, for: reader),
            state: file.hold.map { "保留：\($0.wording)" } ?? file.status.wording,
            stateWeight: weight(file.status), verdict: isOpen ? saying.word : nil,
            verdictWeight: saying.weight, verdictNotes: isOpen ? saying.notes : [],
            compare: compare(found),
            items: items(
                file, visit, reader, isProtected: found.people.isProtected(file.input.child),
                Deadline(file.input.treatmentMonth, visit.installation)),
            derivation: isOpen
                ? Derivation(found.examination.computation, current: book)
                : stored.map { Derivation($0, current: book) },
            letters: found.view.letters.map {
                LetterRow(
                    branch: $0.branch, keyed: Say.short($0.keyedOn), high: $0.highCost.grouped,
                    additional: $0.additionalBenefit?.grouped ?? "—",
                    officer: visit.desk.name(of: $0.enteredBy))
            }, hasLetters: !found.view.letters.isEmpty,
            decisions: found.view.decisions.reversed().map { decision($0, visit) },
            hasDecisions: !found.view.decisions.isEmpty,
            history: happenings(found.view, found.holdSteps, visit.desk).reversed(), steps: panels,
            cancel: cancel, holding: holding,
            payments: file.status == .paid && visit.may(.viewSchedule)
                ? Route.childPayments.path(file.input.child) : nil,
            ledger: visit.may(.viewClaims) ? Route.benefitLedger.path(file.input.child) : nil,
            accidents: accidents, hasAccidents: !accidents.isEmpty,
            record: RecordItems.items(
                found.view, found.paid, reader,
                isProtected: found.people.isProtected(file.input.child)),
            slips: slips(file.input, book), hasSlips: !file.input.slips.isEmpty,
            appliance: appliance(file.input.appliance),
            hasAppliance: file.input.appliance != nil, print: print)
    }

    private static func slips(
        _ input: ReimbursementInput, _ book: SchemeBook
    ) -> [SlipGroupCard.Line] {
        let points = input.slips.map { slip -> Int in
            if case .points(let points) = slip.cost { points } else { 0 }
        }
        let windows =
            book.national.counterPayments(
                points: points, tenths: input.burdenTenths, on: input.treatmentMonth.firstDay)
            ?? points.map { _ in .zero }
        return zip(input.slips, windows).enumerated().map { place, pair in
            let (slip, window) = pair
            var hasPoints = false
            if case .points = slip.cost { hasPoints = true }
            let gap = slip.paid - window
            return SlipGroupCard.Line(
                number: place + 1, day: Say.short(slip.treatedOn), cost: Say.cost(slip.cost),
                window: hasPoints ? window.grouped : "—", paid: slip.paid.grouped,
                difference: hasPoints && slip.meals == 0 && gap != .zero
                    ? Say.signed(gap.amount) : nil)
        }
    }

    private static func appliance(_ appliance: Appliance?) -> [Item] {
        guard let appliance else { return [] }
        let decision = appliance.decision
        return [
            Item("名称", appliance.name), Item("医師の指示の日", appliance.orderedOn.map(Say.date)),
            Item("保険者の支給対象額", decision?.allowed.description ?? "決定待ち"),
            Item("保険者の支給額", decision?.paid.description ?? "決定待ち"),
            Item("支給決定の日", decision.map { Say.date($0.decidedOn) }),
        ]
    }

    private static func weight(_ status: ReimbursementStatus) -> String {
        switch status {
        case .received, .proposed, .withdrawn: "plain"
        case .held: "warn"
        case .paid: "good"
        case .notPaid: "stop"
        }
    }

    /// What was paid beside what should have been.
    private static func compare(_ found: Reading) -> [Item] {
        let input = found.view.file.input
        let expected = found.examination.expectedAtWindow
        let gap = input.paid - expected
        return [
            Item("窓口の支払額", input.paid.description),
            Item("点数からの見込", expected.description),
            Item("差", gap == .zero ? "なし" : Say.signed(gap.amount) + "円"),
        ]
    }

    static func items(
        _ file: ReimbursementCase, _ visit: Visit, _ reader: Principal, isProtected: Bool,
        _ deadline: Deadline?
    ) -> [Item] {
        let input = file.input
        let cost =
            switch input.cost {
            case .points(let points): "\(Say.count(points))点（総医療費 \(file.totalCost)）"
            case .totalCost(let yen): "総医療費 \(yen)（点数なし）"
            }
        let institution = "\(input.institutionName)（\(input.institution)）"
        let fund = input.otherFund.isEmpty ? nil : input.otherFund
        return [
            Item("申請日・受付", "\(Say.date(input.appliedOn))・\(EntryChannel.words(input.channel))"),
            Item("診療年月", Wareki.text(input.treatmentMonth)),
            Item("申請の期限", deadline.map { Say.date($0.lastDay) } ?? "未設定（制度の本）"),
            Item(
                "医療機関",
                Say.place(
                    reader.sees(institution, of: .claimDetail), isProtected: isProtected)),
            Item(
                "診療",
                "\(input.setting.wording)・\(input.care.wording)・\(input.days)日"
                    + FirstVisits.note(input.firstVisits)),
            Item("医療費", reader.sees(cost, of: .claimDetail)),
            Item("自己負担割合", "\(input.burdenTenths)割"), Item("保険区分", file.insuranceKind),
            Item("食事", input.meals > 0 ? "\(input.meals)回（\(input.mealClass.rawValue)）" : nil),
            Item("高額療養費", input.highCost?.description ?? "決定待ち"),
            Item("附加給付", input.additionalBenefit?.description ?? "未確認"),
            Item("他の公費", fund.map { "\($0)（自己負担 \(input.otherFundCopayment ?? .zero)）" }),
            Item("領収書", "\(input.receipts)枚・\(input.checkState.wording)"),
            Item("支払方法", input.method.wording),
            Item(
                "入力",
                file.enteredBy.sorted().map { visit.desk.name(of: $0) }.joined(separator: "、")),
        ]
    }

    private static func decision(
        _ decision: ReimbursementDecision, _ visit: Visit
    ) -> DecisionRow {
        DecisionRow(
            outcome: decision.outcome.wording
                + (decision.approval?.cancelledOn.map { "（\(Say.short($0))取消し）" } ?? ""),
            payable: decision.payable.grouped,
            explanation: [decision.reason?.wording, decision.explanation].compactMap(\.self)
                .joined(separator: "："),
            proposer: visit.desk.name(of: decision.proposer),
            proposed: Say.moment(decision.proposedAt),
            approver: decision.approval.map { visit.desk.name(of: $0.approver) } ?? "—",
            decided: Say.short(decision.approval?.decidedOn))
    }
}
