// SPDX-License-Identifier: Apache-2.0
import Office
import Payments
import Safeguards
import Vocabulary

/// One order to pay: approval by a head, hand-over to the treasurer, and the treasurer's answer.
enum ExpenditureScreen {
    struct Body: PageModel {
        let items: [Item]
        let log: [RunScreen.LogRow]
        let mayDecide: Bool
        let decide: String
        let isOwn: Bool
        let mayHandOver: Bool
        let handOver: String
        let mayAnswer: Bool
        let answer: String
        let reason: FormField
        /// Where its papers for the treasurer are made; `nil` before it is decided.
        let paper: String?
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    static func decide(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("expenditure")
        let law = visit.installation.fiscalLaw
        let (isBack, reason) = (visit.form["act"] == "back", visit.form["reason"])
        return try await carryOut(visit, isBack ? "orderback" : "orderapproved") { scope in
            if isBack {
                try SendBackExpenditure.perform(id, reason: reason, in: scope)
            } else {
                _ = try ApproveExpenditure.perform(id, law: law, in: scope)
            }
        }
    }

    static func handOver(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("expenditure")
        return try await carryOut(visit, "orderhanded") {
            try HandOverExpenditure.perform(id, in: $0)
        }
    }

    static func answer(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("expenditure")
        let reason: String? = visit.form["act"] == "back" ? visit.form["reason"] : nil
        return try await carryOut(visit, "orderanswered") {
            try RecordTreasurersAnswer.perform(id, returned: reason, in: $0)
        }
    }

    private static func carryOut(
        _ visit: Visit, _ done: String, _ body: @escaping @Sendable (Scope) throws -> Void
    ) async throws -> Answer {
        do {
            try await visit.perform(body)
        } catch SafeguardRefusal.sameOfficer {
            return .page(
                try await page(
                    visit, problems: [FormProblem(SafeguardRefusal.sameOfficer, in: visit.form)]))
        } catch let refusal as any Refusal where !(refusal is SafeguardRefusal) {
            return .page(try await page(visit, problems: [FormProblem(refusal, in: visit.form)]))
        }
        return visit.carriedOut(
            Route.expenditure.path(try visit.id("expenditure")) + "?done=\(done)")
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let id = try visit.id("expenditure")
        let officer = try visit.officer()
        let found = try await visit.perform(.viewBudget) { scope in
            guard let order = try ExpenditureBook.expenditure(id, from: scope.db) else {
                throw AccountingRefusal.unknownExpenditure
            }
            return (order: order, log: try ExpenditureBook.history(of: id, from: scope.db))
        }
        let order = found.order
        let isOwn = order.proposer == officer.officer
        let waits = order.status == .proposed
        let mayDecide = waits && !isOwn && visit.may(.approveExpenditure)
        let isDecided = [.approved, .handedOver, .accepted].contains(order.status)
        let mayPrint = isDecided && visit.may(.printCasePaper)
        return Page(
            "money/expenditure", "支出命令 \(order.number)",
            crumbs: [.home, .screen(.accounting, .accounting)],
            keys: (mayPrint ? [.send("F10", "印字", form: "paper-form")] : [])
                + (mayDecide
                    ? [.send("F12", "決裁する", form: "decide-form", act: "approve", isMain: true)]
                    : []),
            problems: problems, message: Done.banner(visit),
            body: Body(
                items: items(order, visit.desk),
                log: found.log.reversed().map {
                    RunScreen.LogRow(
                        at: Say.moment($0.at), what: $0.event.wording,
                        officer: visit.desk.name(of: $0.officer),
                        why: $0.reason ?? "")
                }, mayDecide: mayDecide, decide: Route.decideExpenditure.path(id),
                isOwn: isOwn && waits,
                mayHandOver: order.status == .approved && visit.may(.handOverExpenditure),
                handOver: Route.handOverExpenditure.path(id),
                mayAnswer: order.status == .handedOver && visit.may(.handOverExpenditure),
                answer: Route.answerExpenditure.path(id),
                reason: FormField.text("reason", "差戻し・返付の理由", visit.form, size: "long")
                    .checked(problems),
                paper: mayPrint ? Route.expenditurePaper.path(id) : nil))
    }

    private static func items(_ order: Expenditure, _ desk: DeskRoom) -> [Item] {
        let years =
            order.place.isPastYear
            ? "\(Wareki.text(order.place.budget))（過年度支出：本来は\(Wareki.text(order.place.origin))）"
            : Wareki.text(order.place.budget)
        return [
            Item("状態", order.status.wording), Item("会計年度", years),
            Item("予算科目", "\(order.account) \(order.accountTitle)"),
            Item("件名", order.title), Item("支払方法", order.method),
            Item("支払日", Say.date(order.payOn)), Item("債権者数", Say.count(order.payees)),
            Item("支出命令額", "\(order.amount)"), Item("明細の控え", String(order.digest.prefix(16)) + "…"),
            Item("起案", "\(desk.name(of: order.proposer)) \(Say.moment(order.proposedAt))"),
        ]
    }
}
