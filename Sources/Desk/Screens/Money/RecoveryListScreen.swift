// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
import Office
import Payments
import Safeguards
import Vocabulary

/// 1361 返還台帳: every claim with what is open, what waits for a head, what is to be dunned, what is
/// overdue or lapses soon.
enum RecoveryListScreen {
    struct Body: PageModel {
        let cards: [ImportResultScreen.Card]
        let waiting: [Waiting]
        let hasWaiting: Bool
        let dunning: DunningPanel
        let rows: [Row]
        let isNone: Bool
        let listPages: ListPage.Line?
        /// Only what lapses soon, the first day first.
        let isNearOnly: Bool
        let near: String
        let nearCount: String
        let showsAll: Bool
        let all: String
        let mayClaim: Bool
        let action: String
        let fields: [FormField]
    }

    struct Row: PageModel {
        let href: String
        let row: RecoveryRow
        let limitation: String
        let isNear: Bool
        let missed: String
    }

    struct Waiting: PageModel {
        let href: String
        let what: String
        let person: PersonCell
        let amount: String
        let proposer: String
    }

    /// Rows of one page: with a page of what is to be dunned it stays below 150 KB.
    static let most = 50

    /// The list of what lapses soon.
    static let nearAddress = Route.recoveries.path() + "?near=1"

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    /// Proposes to claim back what was paid too much of one reimbursement or one claim in kind; another
    /// officer decides.
    static func claim(_ visit: Visit) async throws -> Answer {
        if visit.form["act"] == "dunning" { return try await DunningPanel.issue(visit) }
        var reading = FormReading(visit.form, today: visit.today)
        let (receipt, number) = (visit.form["receipt"], visit.form["claim"])
        let inKind = AmountEntry.number(number).map { Int64($0) }
        if receipt.isEmpty == number.isEmpty {
            reading.wrong("receipt", "申請書番号かレセプト番号の、どちらか一つを入力してください。")
        } else if receipt.isEmpty, inKind == nil {
            reading.wrong("claim", "レセプト番号を数字で入力してください。")
        }
        let amount = AmountEntry.read(visit.form["amount"])
        if amount == nil { reading.wrong("amount", "返還の額を数字で入力してください。") }
        let why: RecoveryReason? = reading.code("why", orElse: "返還の理由を選んでください。")
        let text = reading.text("explanation", orElse: "説明を入力してください（通知書に載ります）。")
        let due = reading.optionalDate("due", "納期限")
        guard reading.isRight, let amount, let why else {
            return .page(try await page(visit, problems: reading.problems))
        }
        let key = visit.onceKey ?? randomKey(visit.installation.settings.random)
        do {
            let id = try await visit.perform { scope in
                var asked = try subject(receipt: receipt, inKind: inKind, amount, why, in: scope)
                asked.explanation = text
                asked.dueOn = due
                return try ProposeRecovery.perform(asked, key: key, in: scope)
            }
            return visit.carriedOut(Route.recovery.path(id) + "?done=recoveryasked")
        } catch let refusal as any Refusal where !(refusal is SafeguardRefusal) {
            return .page(try await page(visit, problems: [FormProblem(refusal, in: visit.form)]))
        }
    }

    /// What is claimed back of whom.
    private static func subject(
        receipt: String, inKind: Int64?, _ amount: Yen, _ why: RecoveryReason, in scope: Scope
    ) throws -> RecoveryClaim {
        guard receipt.isEmpty, let inKind else {
            guard let item = try ItemBook.paid(receipt: receipt, from: scope.db) else {
                throw PaymentRefusal.unknownItem
            }
            return RecoveryClaim(
                child: item.child, recipient: item.recipient, item: item.id, amount: amount,
                reason: why, explanation: "")
        }
        guard let claim = try ClaimBook.claims([inKind], from: scope.db)[inKind] else {
            throw BenefitsRefusal.unknownClaim
        }
        return RecoveryClaim(
            child: claim.child, recipient: claim.recipient, inKind: inKind, amount: amount,
            reason: why, explanation: "")
    }

    private struct Reading: Sendable {
        let list: ListPage
        /// Of the page that is shown.
        let files: [RecoveryFile]
        /// How many have an instalment that was missed, on whatever page.
        let missed: Int
        let near: Int
        let pending: [RecoveryRequest]
        let recoveries: [Int64: Recovery]
        let dunning: DunningPanel.Reading
        let people: ListedPeople
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let officer = try visit.officer()
        let (directory, law) = (visit.installation.directory, visit.installation.recoveryLaw)
        let (today, showsAll) = (visit.today, visit.query["all"] == "1")
        let isNearOnly = visit.query["near"] == "1"
        let askedList = visit.query["list"]
        let found = try await visit.perform(.viewReturns) { scope in
            let all = try RecoveryBook.all(from: scope.db)
            scope.saw(all.flatMap { [$0.child, $0.recipient] })
            let open = all.filter { $0.outstanding > .zero }
            var files = try RecoveryFile.load(
                open.map(\.id), law: law, today: today, from: scope.db)
            let near = NearLimitation.among(files.values.map(\.self), on: today)
            let listed =
                isNearOnly
                ? near.map(\.file.recovery)
                : Array(all.filter { showsAll || $0.outstanding > .zero }.reversed())
            let list = ListPage(of: listed.count, asked: askedList, size: most)
            let shown = listed[list.rows]
            let ended = shown.map(\.id).filter { files[$0] == nil }
            if !ended.isEmpty {
                files.merge(
                    try RecoveryFile.load(ended, law: law, today: today, from: scope.db)
                ) { $1 }
            }
            let missed = open.count { files[$0.id]?.plan?.missedCount ?? 0 > 0 }
            scope.counted(shown.count)
            let pending = try RecoveryRequestBook.pending(from: scope.db)
            let waiting = Set(pending.map(\.recovery))
            let dunning = try DunningPanel.Reading(
                law: law,
                page: isNearOnly
                    ? "" : visit.form.has("page") ? visit.form["page"] : visit.query["page"],
                in: scope)
            let named =
                shown + all.filter { waiting.contains($0.id) } + dunning.shown.map(\.recovery)
            return Reading(
                list: list, files: shown.compactMap { files[$0.id] }, missed: missed,
                near: near.count,
                pending: pending, recoveries: all.reduce(into: [:]) { $0[$1.id] = $1 },
                dunning: dunning,
                people: try ListedPeople(
                    named.flatMap { [$0.child, $0.recipient] }, directory: directory, in: scope))
        }
        let mayClaim = visit.may(.recordRecovery)
        let dunning = DunningPanel(found.dunning, found.people, visit, officer)
        let leafed = found.dunning.list.number
        let listPages = found.list.line(
            at: Route.recoveries.path(),
            keeping: [
                isNearOnly ? "near=1" : nil, showsAll ? "all=1" : nil,
                leafed > 1 ? "page=\(leafed)" : nil,
            ]
            .compactMap(\.self).joined(separator: "&"), as: "list")
        return Page(
            "money/recoveries", Screen.recoveries.title, crumbs: [.home],
            keys: [.link("F5", "更新", Route.recoveries.path())]
                + ListPage.keys((isNearOnly ? nil : dunning.pages) ?? listPages)
                + (mayClaim ? [.send("F9", "返還を登録する", form: "claim-form")] : []),
            problems: problems, message: Done.banner(visit),
            body: Body(
                cards: cards(found), waiting: waiting(found, visit, officer),
                hasWaiting: !found.pending.isEmpty,
                dunning: dunning,
                rows: found.files.map { row($0, found.people, officer, today: today) },
                isNone: found.files.isEmpty, listPages: listPages, isNearOnly: isNearOnly,
                near: nearAddress, nearCount: Say.count(found.near), showsAll: showsAll,
                all: Route.recoveries.path() + (showsAll || isNearOnly ? "" : "?all=1"),
                mayClaim: mayClaim,
                action: Route.claimRecovery.path(), fields: fields(visit).checked(problems)))
    }

    private static func cards(_ found: Reading) -> [ImportResultScreen.Card] {
        let open = found.recoveries.values.filter { $0.outstanding > .zero }
        return [
            .init(label: "残りのある返還", figure: Say.count(open.count), unit: "件", isUrgent: false),
            .init(
                label: "残りの合計",
                figure: open.reduce(Yen.zero) { $0 + $1.outstanding }.grouped, unit: "円",
                isUrgent: false),
            .init(
                label: "決裁待ち", figure: Say.count(found.pending.count), unit: "件",
                isUrgent: !found.pending.isEmpty),
            .init(
                label: "督促が要る", figure: Say.count(found.dunning.count), unit: "件",
                isUrgent: found.dunning.count > 0),
            .init(
                label: "分納の滞り", figure: Say.count(found.missed), unit: "件",
                isUrgent: found.missed > 0),
        ]
    }

    private static func waiting(
        _ found: Reading, _ visit: Visit, _ reader: Principal
    ) -> [Waiting] {
        found.pending.compactMap { request in
            found.recoveries[request.recovery].map { recovery in
                Waiting(
                    href: Route.recovery.path(recovery.id), what: request.kind.wording,
                    person: PersonCell(recovery.recipient, found.people, for: reader),
                    amount: request.amount.grouped,
                    proposer: visit.desk.name(of: request.proposer))
            }
        }
    }

    private static func row(
        _ file: RecoveryFile, _ people: ListedPeople, _ reader: Principal, today: CivilDate
    ) -> Row {
        let recovery = file.recovery
        let clock = recovery.outstanding > .zero ? file.clock : nil
        let missed = file.plan.flatMap { plan in
            plan.missedCount > 0 ? "\(plan.missedCount)回・\(plan.missed)" : nil
        }
        return Row(
            href: Route.recovery.path(recovery.id),
            row: RecoveryRow(
                recovery, person: PersonCell(recovery.recipient, people, for: reader)),
            limitation: clock.map {
                Say.short($0.lastDay) + ($0.isLapsed(on: today) ? "（完成）" : "")
            } ?? "",
            isNear: clock.map { $0.lastDay <= NearLimitation.last(from: today) }
                ?? false,
            missed: missed ?? "")
    }

    private static func fields(_ visit: Visit) -> [FormField] {
        // The page of a claim in kind leads here with its number.
        var claim = FormField.text(
            "claim", "レセプト番号（現物給付）", visit.form, hint: "明細の画面にあります。申請書番号の代わりに入れます",
            size: "short")
        if claim.value.isEmpty { claim.value = visit.query["claim"] }
        return [
            .text("receipt", "申請書番号（支払済みのもの）", visit.form, size: "middle"), claim,
            .text("amount", "返還の額（円）", visit.form, size: "short", isRequired: true),
            .select(
                "why", "理由", visit.form,
                [("", "選んでください")]
                    + RecoveryReason.allCases.map { ($0.rawValue, $0.wording) },
                isRequired: true),
            .date("due", "納期限", visit.form, hint: "空なら納入通知書を出す日に決まります"),
            .text("explanation", "説明（通知書に載ります）", visit.form, size: "long", isRequired: true),
        ]
    }
}
