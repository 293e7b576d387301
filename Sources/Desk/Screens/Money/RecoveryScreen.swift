// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
import Office
import Payments
import Safeguards
import Vocabulary

/// One claim: what came in, the plan with what was missed, the letters, the limitation, and what may
/// be done next.
enum RecoveryScreen {
    struct Body: PageModel {
        let subject: SubjectStrip?
        let person: PersonCell
        let about: About?
        let items: [Item]
        let receipts: [ReceiptRow]
        let lines: [PlanLine]
        let hasPlan: Bool
        let planMissed: String?
        let demands: [DemandRow]
        let hasDemands: Bool
        let requests: [RequestRow]
        let hasRequests: Bool
        let actions: RecoveryActions
        let excess: ExcessPanel
        /// 決裁書, once it is decided.
        let print: String?
    }

    /// What the money was paid for, so that whoever decides can look at it.
    struct About: PageModel {
        let text: String
        let href: String

        init(_ item: PaymentItem) {
            text =
                "償還払い 申請書番号\(item.receiptText)・\(Wareki.text(item.treatmentMonth))診療分・支給額 \(item.amount)"
            href = Route.reimbursement.path(item.reimbursement)
        }

        init(_ claim: Claim) {
            text =
                "現物給付 レセプト番号 \(claim.id)・\(Wareki.text(claim.treatmentMonth))診療分・市の支払 \(claim.payable)"
            href = Route.claim.path(claim.id)
        }
    }

    struct ReceiptRow: PageModel {
        let on: String
        let amount: String
        let income: String
        let slip: String?
        let officer: String
        /// Why it counts no more.
        let reversed: String?
        let reverse: ReversalEntry?
    }

    struct PlanLine: PageModel {
        let number: String
        let due: String
        let amount: String
        let covered: String
        let isMissed: Bool
    }

    struct DemandRow: PageModel {
        let number: String
        let title: String
        let issued: String
        let dueOn: String
        let amount: String
        let part: String
    }

    struct RequestRow: PageModel {
        let what: String
        let amount: String
        let why: String
        let proposer: String
        let state: String
        let weight: String
        let parts: String?
        let mayDecide: Bool
        let decide: String
        let isOwn: Bool
        let reason: FormField
    }

    struct Reading: Sendable {
        let file: RecoveryFile
        let payments: [PaymentItem]
        let about: About?
        let people: ListedPeople
        let strip: StripReading?
        let excess: ExcessPanel.Reading
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        try await page(visit, try await recovery(of: visit), problems: problems)
    }

    /// The claim that the path names, directly or by a request about it.
    static func recovery(of visit: Visit) async throws -> Int64 {
        if let id = visit.parameters["recovery"].flatMap({ Int64($0) }) { return id }
        let request = try visit.id("recoveryrequest")
        let found = try await visit.perform(.viewReturns) { scope in
            let request = try RecoveryRequestBook.request(request, from: scope.db)
            let recovery = try request.flatMap {
                try RecoveryBook.recovery($0.recovery, from: scope.db)
            }
            if let recovery { scope.saw([recovery.child, recovery.recipient]) }
            return recovery?.id
        }
        guard let found else { throw DeskRefusal.notFound }
        return found
    }

    /// The payment or the claim in kind that it rests on.
    static func about(_ recovery: Recovery, in scope: Scope) throws -> About? {
        let item = try recovery.item.flatMap { try ItemBook.items([$0], from: scope.db)[$0] }
        let claim = try recovery.inKind.flatMap {
            try ClaimBook.claims([$0], from: scope.db)[$0]
        }
        return item.map { About($0) } ?? claim.map { About($0) }
    }

    static func page(
        _ visit: Visit, _ id: Int64, problems: [FormProblem]
    ) async throws -> Page {
        let officer = try visit.officer()
        let office = visit.installation
        let (law, fiscal, today) = (office.recoveryLaw, office.fiscalLaw, visit.today)
        let directory = office.directory
        let found = try await visit.perform(.viewReturns) { scope in
            let file = try RecoveryFile.load(
                id, law: law, fiscal: fiscal, today: today, from: scope.db)
            let recovery = file.recovery
            let people = try ListedPeople(
                [recovery.child, recovery.recipient], directory: directory, in: scope)
            return Reading(
                file: file,
                payments: try ItemBook.items(recipient: recovery.recipient, from: scope.db)
                    .filter { [.scheduled, .held, .returned].contains($0.status) },
                about: try about(recovery, in: scope),
                people: people,
                strip: try people.strip(recovery.recipient, directory: directory, in: scope),
                excess: try ExcessPanel.Reading(recovery, in: scope))
        }
        let actions = RecoveryActions(found, visit, problems)
        let mayPrint = !found.file.recovery.isProposed && visit.may(.printCasePaper)
        let print = mayPrint ? Route.recoverySheet.path(id) : nil
        return Page(
            "money/recovery",
            "返還（\(found.file.recovery.reason.wording)、\(Say.short(found.file.recovery.claimedOn))請求）",
            crumbs: [.home, .screen(.recoveries, .recoveries)],
            keys: [.link("F5", "更新", Route.recovery.path(id))] + ApprovalPaper.keys(print),
            problems: problems, message: Done.banner(visit),
            body: body(found, actions, print, visit, officer, problems))
    }

    private static func body(
        _ found: Reading, _ actions: RecoveryActions, _ print: String?, _ visit: Visit,
        _ reader: Principal, _ problems: [FormProblem]
    ) -> Body {
        let file = found.file
        return Body(
            subject: found.strip.map {
                SubjectStrip($0, for: reader, in: visit.installation)
            },
            person: PersonCell(file.recovery.recipient, found.people, for: reader),
            about: found.about, items: items(file, visit),
            receipts: file.receipts.map { receipt($0, file, visit, reader, problems) },
            lines: (file.plan?.lines ?? []).map {
                PlanLine(
                    number: Say.count($0.instalment.number), due: Say.short($0.instalment.dueOn),
                    amount: $0.instalment.amount.grouped, covered: $0.covered.grouped,
                    isMissed: $0.isMissed)
            }, hasPlan: file.plan != nil,
            planMissed: file.plan.flatMap { plan in
                plan.missedCount > 0 ? "期限を過ぎた分が\(plan.missedCount)回、\(plan.missed)あります。" : nil
            },
            demands: file.demands.reversed().map {
                DemandRow(
                    number: $0.number, title: $0.kind.title, issued: Say.short($0.issuedOn),
                    dueOn: Say.short($0.dueOn), amount: $0.amount.grouped,
                    part: $0.instalment.map { "第\($0)回" } ?? "全額")
            }, hasDemands: !file.demands.isEmpty,
            requests: file.requests.reversed().map { row($0, file, visit, reader, problems) },
            hasRequests: !file.requests.isEmpty, actions: actions,
            excess: ExcessPanel(found, visit, reader, problems), print: print)
    }

    private static func receipt(
        _ receipt: RecoveryFile.Receipt, _ file: RecoveryFile, _ visit: Visit,
        _ reader: Principal, _ problems: [FormProblem]
    ) -> ReceiptRow {
        let mayReverse =
            receipt.reversal == nil && receipt.officer != reader.officer
            && visit.may(.recordRecovery)
        return ReceiptRow(
            on: Say.short(receipt.on), amount: receipt.amount.grouped,
            income: receipt.reversal == nil ? receipt.income?.wording ?? "" : "取消し",
            slip: receipt.slip, officer: visit.desk.name(of: receipt.officer),
            reversed: receipt.reversal.map {
                "取消し：\($0.reason)（\(visit.desk.name(of: $0.officer))）"
            },
            reverse: mayReverse
                ? ReversalEntry(
                    receipt.id, to: Route.recordReceipt.path(file.recovery.id), visit.form, problems
                ) : nil)
    }

    private static func items(_ file: RecoveryFile, _ visit: Visit) -> [Item] {
        let recovery = file.recovery
        let source = visit.installation.recoveryLaw.source(on: recovery.claimedOn)
        return [
            Item("状態", recovery.state.wording), Item("理由", recovery.reason.wording),
            Item("説明", recovery.explanation), Item("請求日", Say.date(recovery.claimedOn)),
            Item("納期限", recovery.dueOn.map { Say.date($0) }),
            Item("請求額", "\(recovery.amount)"), Item("納付済", "\(recovery.received)"),
            Item("充当済", "\(recovery.offset)"),
            Item("不納欠損", recovery.writtenOff > .zero ? "\(recovery.writtenOff)" : nil),
            Item("残り", "\(recovery.outstanding)"),
            Item(
                "時効の完成する日",
                file.clock.map {
                    "\(Say.date($0.lastDay))の終わり（起算：\($0.start.wording) \(Say.short($0.from))）"
                }
            ),
            Item("時効の根拠", source), Item("登録", visit.desk.name(of: recovery.officer)),
        ]
    }

    private static func row(
        _ request: RecoveryRequest, _ file: RecoveryFile, _ visit: Visit, _ reader: Principal,
        _ problems: [FormProblem]
    ) -> RequestRow {
        let isOwn = request.proposer == reader.officer
        let waits = request.isApproved == nil
        let parts = (file.instalments[request.id] ?? []).map {
            "\(Say.short($0.dueOn)) \($0.amount)"
        }
        let why = [
            request.basis?.wording, request.agreedOn.map { "同意の日 \(Say.short($0))" },
            request.explanation, request.reason.map { "差戻し：\($0)" },
        ].compactMap(\.self).joined(separator: "・")
        let state = request.isApproved.map { $0 ? "決裁済" : "差戻し" } ?? "決裁待ち"
        return RequestRow(
            what: request.kind.wording, amount: request.amount.grouped, why: why,
            proposer: visit.desk.name(of: request.proposer),
            state: request.approver.map { "\(state)（\(visit.desk.name(of: $0))）" } ?? state,
            weight: waits ? "warn" : request.isApproved == true ? "good" : "stop",
            parts: parts.isEmpty ? nil : parts.joined(separator: "、"),
            mayDecide: waits && !isOwn && visit.may(.approveRecovery),
            decide: Route.decideRecoveryAct.path(request.id), isOwn: isOwn && waits,
            reason: FormField.text(
                "back-\(request.id)", "差戻しの理由", visit.form, size: "long"
            ).checked(problems))
    }
}
