// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Payments
import Safeguards
import Vocabulary

/// One run in cash: drawing the money, who stands at the counter, handing over by a second officer,
/// closing.
enum CounterRunScreen {
    struct Body: PageModel {
        let items: [Item]
        let cards: [ImportResultScreen.Card]
        let approval: String
        let mayDraw: Bool
        let draw: String
        let mayClose: Bool
        let close: String
        let vouchers: [Row]
    }

    struct Row: PageModel {
        let number: String
        let person: PersonCell
        let amount: String
        let state: String
        let weight: String
        let evidence: String
        let mayIdentify: Bool
        let identify: String
        let receivers: [FormField]
        let mayHandOver: Bool
        let handOver: String
        let isOwn: Bool
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, try visit.id("run"), problems: []))
    }

    /// The page after a step that was not carried out; a voucher knows its run.
    static func again(_ visit: Visit, _ problems: [FormProblem]) async throws -> Page {
        try await page(visit, try await run(of: visit), problems: problems)
    }

    private static func run(of visit: Visit) async throws -> Int64 {
        if let run = visit.parameters["run"].flatMap({ Int64($0) }) { return run }
        let id = try visit.id("voucher")
        let voucher = try await visit.perform(.viewRun) { scope in
            let voucher = try CashBook.voucher(id, from: scope.db)
            if let voucher { scope.saw(voucher.recipient) }
            return voucher
        }
        guard let voucher else { throw DeskRefusal.notFound }
        return voucher.run
    }

    static func draw(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("run")
        let directory = visit.installation.directory
        return try await carryOut(visit, "cashdrawn") {
            try DrawCash.perform(id, directory: directory, in: $0)
        }
    }

    static func identify(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("voucher")
        var reading = FormReading(visit.form, today: visit.today)
        guard let evidence = ReceiverEntry.read(id, &reading), reading.isRight else {
            return .page(try await again(visit, reading.problems))
        }
        return try await carryOut(visit, "cashidentified") {
            try IdentifyReceiver.perform(id, evidence, in: $0)
        }
    }

    static func handOver(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("voucher")
        return try await carryOut(visit, "cashpaid") {
            _ = try HandOverCash.perform(id, in: $0)
        }
    }

    static func close(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("run")
        return try await carryOut(visit, "cashclosed") {
            _ = try CloseCounter.perform(id, in: $0)
        }
    }

    private static func carryOut<R: Sendable>(
        _ visit: Visit, _ done: String, _ body: @escaping @Sendable (Scope) throws -> R
    ) async throws -> Answer {
        let run = try await run(of: visit)
        do {
            _ = try await visit.perform(body)
        } catch SafeguardRefusal.sameOfficer {
            return .page(
                try await page(
                    visit, run,
                    problems: [FormProblem(SafeguardRefusal.sameOfficer, in: visit.form)]))
        } catch let refusal as any Refusal where !(refusal is SafeguardRefusal) {
            return .page(
                try await page(visit, run, problems: [FormProblem(refusal, in: visit.form)]))
        }
        return visit.carriedOut(Route.counterRun.path(run) + "?done=\(done)")
    }

    private static func page(
        _ visit: Visit, _ id: Int64, problems: [FormProblem]
    ) async throws -> Page {
        let officer = try visit.officer()
        let directory = visit.installation.directory
        let found = try await visit.perform(.viewRun) { scope in
            guard let run = try RunBook.run(id, from: scope.db) else {
                throw PaymentRefusal.unknownRun
            }
            let vouchers = try CashBook.vouchers(of: id, from: scope.db)
            return (
                run: run, vouchers: vouchers,
                people: try ListedPeople(
                    vouchers.map(\.recipient), directory: directory, in: scope)
            )
        }
        let run = found.run
        guard run.kind == .cash else { throw DeskRefusal.notFound }
        let isOpen = run.status == .written && run.paymentDay <= visit.today
        let mayDraw = run.status == .approved && visit.may(.payAtCounter)
        let mayClose = isOpen && visit.may(.recordTransferResults)
        return Page(
            "money/counter-run", "窓口払 \(run.number)",
            crumbs: [.home, .screen(.counter, .counter)],
            keys: [.link("F5", "更新", Route.counterRun.path(id))]
                + (mayDraw ? [.send("F12", "現金を受け入れる", form: "draw-form", isMain: true)] : []),
            problems: problems, message: Done.banner(visit),
            body: Body(
                items: [
                    Item("支払日", Say.date(run.paymentDay)), Item("状態", run.status.wording),
                    Item("起案", visit.desk.name(of: run.proposer)),
                    Item("決裁", run.approver.map { visit.desk.name(of: $0) }),
                ],
                cards: [
                    .init(
                        label: "支払票", figure: Say.count(found.vouchers.count), unit: "枚",
                        isUrgent: false),
                    .init(label: "金額", figure: run.total.grouped, unit: "円", isUrgent: false),
                    .init(
                        label: "未交付", figure: Say.count(found.vouchers.count(where: \.isOpen)),
                        unit: "枚", isUrgent: isOpen && found.vouchers.contains(where: \.isOpen)),
                ], approval: Route.run.path(id), mayDraw: mayDraw,
                draw: Route.drawCash.path(id), mayClose: mayClose,
                close: Route.closeCounter.path(id),
                vouchers: found.vouchers.map {
                    row($0, isOpen: isOpen, found.people, visit, officer)
                }))
    }

    private static func row(
        _ voucher: CashVoucher, isOpen: Bool, _ people: ListedPeople, _ visit: Visit,
        _ reader: Principal
    ) -> Row {
        let evidence = voucher.identification.map { seen in
            [
                seen.receiver.wording, seen.document, seen.authority ?? "",
                "受領証 \(seen.receipt)",
                "確認 \(voucher.identifiedBy.map { visit.desk.name(of: $0) } ?? "")",
            ].filter { !$0.isEmpty }.joined(separator: "・")
        }
        let isOwn = voucher.identifiedBy == reader.officer
        return Row(
            number: Say.count(voucher.sequence),
            person: PersonCell(voucher.recipient, people, for: reader),
            amount: voucher.amount.grouped, state: voucher.state.wording,
            weight: voucher.state == .paid ? "good" : voucher.isOpen ? "warn" : "stop",
            evidence: evidence ?? "",
            mayIdentify: isOpen && voucher.isOpen && visit.may(.payAtCounter),
            identify: Route.identifyReceiver.path(voucher.id),
            receivers: ReceiverEntry.fields(voucher.id, visit.form),
            mayHandOver: isOpen && voucher.state == .identified && !isOwn
                && visit.may(.confirmCounterPayment), handOver: Route.handOverCash.path(voucher.id),
            isOwn: isOwn && voucher.state == .identified)
    }
}

extension CashVoucher {
    /// Not fetched and not closed yet.
    fileprivate var isOpen: Bool { state == .open || state == .identified }
}
