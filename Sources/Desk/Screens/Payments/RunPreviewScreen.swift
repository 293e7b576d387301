// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Payments
import Safeguards
import Vocabulary

/// The first steps of a run: what would be extracted, checked against the run before; then one
/// press proposes it.
enum RunPreviewScreen {
    struct Body: PageModel {
        let nav: RunStepNav
        let day: String
        let cards: [ImportResultScreen.Card]
        let difference: RunDifferencePanel
        let transfers: [TransferLine]
        let hasTransfers: Bool
        let transferPages: ListPage.Line?
        let leftOut: [LeftOutRow]
        let hasLeftOut: Bool
        let leftOutPages: ListPage.Line?
        /// How many for each reason.
        let leftOutCounts: String
        let action: String
        let dayValue: String
        let kind: String
        let kindValue: String
        /// Items that this kind of file cannot pay; `nil` where there are none.
        let unfit: String?
        let mayPropose: Bool
    }

    struct LeftOutRow: PageModel {
        let receipt: String
        let person: PersonCell
        let amount: String
        let why: String
    }

    static func show(_ visit: Visit) async throws -> Answer {
        var reading = FormReading(visit.query, today: visit.today)
        guard let day = reading.date("day", "支払日") else {
            return .seeOther(Route.runs.path())
        }
        let kind = RunKind(rawValue: visit.query["kind"]) ?? .bulk
        guard kind != .cash else { return .seeOther(Route.counter.path()) }
        return .page(try await page(visit, day, kind, problems: []))
    }

    static func propose(_ visit: Visit) async throws -> Answer {
        guard let day = CivilDate(iso: visit.form["day"]) else { throw DeskRefusal.notFound }
        let kind = RunKind(rawValue: visit.form["kind"]) ?? .bulk
        let days = visit.installation.paymentDays
        let directory = visit.installation.directory
        let key = visit.onceKey ?? randomKey(visit.installation.settings.random)
        do {
            let proposal = try await visit.perform { scope in
                try ProposeRun.perform(
                    paymentDay: day, key: key, kind: kind, days: days, directory: directory,
                    in: scope)
            }
            return visit.carriedOut(
                Route.run.path(proposal.run.id) + "?done=run&n=\(proposal.leftOut.count)")
        } catch let refusal as PaymentRefusal {
            let problem = FormProblem(refusal, in: visit.form)
            return .page(try await page(visit, day, kind, problems: [problem]))
        }
    }

    /// The page of the day that the form names.
    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        guard let day = CivilDate(iso: visit.form["day"]) else { throw DeskRefusal.notFound }
        return try await page(
            visit, day, RunKind(rawValue: visit.form["kind"]) ?? .bulk, problems: problems)
    }

    /// What would be paid, and of each list the page that was asked for.
    private struct Reading: Sendable {
        let preview: RunPreview
        let pages: ListPages<RunList>
        let transfers: ArraySlice<ShownTransfer>
        let leftOut: ArraySlice<RunPreview.LeftOut>
        let people: ListedPeople

        init(
            _ preview: RunPreview, _ place: ListPages<RunList>,
            directory: any AddresseeDirectory, in scope: Scope
        ) throws {
            // Whoever extracts has read all of them.
            scope.saw(preview.subjects)
            self.preview = preview
            var pages = place
            _ = pages.rows(.transfers, of: preview.transfers.count)
            _ = pages.rows(.changes, of: preview.difference.changes.count)
            _ = pages.rows(.left, of: preview.leftOut.count)
            self.pages = pages
            transfers = pages.shown(TransferLine.order(preview.transfers), .transfers)
            leftOut = pages.shown(preview.leftOut, .left)
            let changed = pages.shown(preview.difference.changes, .changes)
            people = try ListedPeople(
                transfers.map(\.recipient) + leftOut.map(\.item.recipient)
                    + changed.map(\.payee), directory: directory, in: scope)
        }
    }

    private static func page(
        _ visit: Visit, _ day: CivilDate, _ kind: RunKind, problems: [FormProblem]
    ) async throws -> Page {
        let officer = try visit.officer()
        let directory = visit.installation.directory
        let place = ListPages<RunList>(
            visit, at: Route.newRun.path(),
            keeping: [("day", day.description), ("kind", kind.rawValue)])
        let found = try await visit.perform(.viewRun) { scope in
            try Reading(
                try RunPreview.load(
                    day, kind: kind, for: officer, directory: directory, from: scope.db), place,
                directory: directory, in: scope)
        }
        let mayPropose = visit.may(.proposeRun) && !found.preview.transfers.isEmpty
        return Page(
            "payments/preview", "支払処理 抽出・点検", crumbs: [.home, .screen(.run, .runs)],
            keys: ListPage.keys(found.pages.line(.transfers))
                + (mayPropose
                    ? [.send("F12", "起案する", form: "propose-form", isMain: true)] : []),
            problems: problems, body: body(found, kind, mayPropose, officer))
    }

    private static func body(
        _ found: Reading, _ kind: RunKind, _ mayPropose: Bool, _ reader: Principal
    ) -> Body {
        let (preview, people) = (found.preview, found.people)
        let warned = preview.transfers.filter { $0.warning != nil }.count
        return Body(
            nav: .beginning, day: Say.date(preview.paymentDay),
            cards: [
                .init(label: "支給", figure: Say.count(preview.items), unit: "件", isUrgent: false),
                .init(
                    label: "振込", figure: Say.count(preview.transfers.count), unit: "件",
                    isUrgent: false),
                .init(label: "金額", figure: preview.total.grouped, unit: "円", isUrgent: false),
                .init(label: "注意のある振込", figure: Say.count(warned), unit: "件", isUrgent: warned > 0),
            ],
            difference: RunDifferencePanel(
                preview.difference, previous: preview.previous, found.pages, people, for: reader
            ) { $0 },
            transfers: found.transfers.map { TransferLine($0, people, for: reader) },
            hasTransfers: !preview.transfers.isEmpty,
            transferPages: found.pages.line(.transfers),
            leftOut: found.leftOut.map {
                LeftOutRow(
                    receipt: $0.item.receiptText,
                    person: PersonCell($0.item.recipient, people, for: reader),
                    amount: $0.item.amount.grouped,
                    why: $0.explanation == $0.reason.wording
                        ? $0.explanation : "\($0.reason.wording)：\($0.explanation)")
            }, hasLeftOut: !preview.leftOut.isEmpty, leftOutPages: found.pages.line(.left),
            leftOutCounts: counts(preview),
            action: Route.proposeRun.path(),
            dayValue: preview.paymentDay.description, kind: kind.wording, kindValue: kind.rawValue,
            unfit: preview.unfit > 0 ? Say.cases(preview.unfit) : nil, mayPropose: mayPropose)
    }

    /// 「口座の登録なし 2件、資格確認中 1件」, in the order of the reasons.
    private static func counts(_ preview: RunPreview) -> String {
        let counts = preview.leftOut.reduce(into: [PaymentHoldReason: Int]()) {
            $0[$1.reason, default: 0] += 1
        }
        return PaymentHoldReason.allCases.compactMap { reason in
            counts[reason].map { "\(reason.wording) \(Say.cases($0))" }
        }.joined(separator: "、")
    }
}
