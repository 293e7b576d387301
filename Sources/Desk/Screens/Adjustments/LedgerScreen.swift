// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
import Office
import Payments
import Safeguards
import Vocabulary

/// 1370 給付台帳: every benefit of one child, claims in kind and reimbursements in one list, and the
/// pairs that may be one treatment.
enum LedgerScreen {
    struct Body: PageModel {
        let subject: SubjectStrip
        let tabs: [PersonTab]
        let pairs: [PairCard]
        let hasPairs: Bool
        let rows: [LedgerRow]
        let isNone: Bool
        let count: String
        let sum: String
        let from: String
        let older: String
        let accidents: [Accident]
        let hasAccidents: Bool
        let again: [AgainRow]
        let hasAgain: Bool
    }

    struct Accident: PageModel {
        let href: String
        let word: String
    }

    private struct Reading: Sendable {
        let entries: [LedgerEntry]
        let words: [DuplicatePair.Key: DuplicateDecision]
        let liabilities: [Liability]
        let again: [CoveredAgain]
        let strip: StripReading?
    }

    /// How many years back the list goes at first; every link adds as many.
    private static let years = 3

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    /// Says of a pair whether it is one treatment.
    static func decide(_ visit: Visit) async throws -> Answer {
        let child = try visit.addressee()
        var reading = FormReading(visit.form, today: visit.today)
        let first = PairCard.source(visit.form["first"])
        let second = PairCard.source(visit.form["second"])
        let outcome: DuplicateOutcome? = reading.code("outcome", orElse: "同じ診療か別の診療かを選んでください。")
        let reason = reading.text("pair-reason", over: .sameTreatment)
        guard let first, let second else { throw DeskRefusal.notFound }
        guard reading.isRight, let outcome else {
            return .page(try await page(visit, problems: reading.problems))
        }
        return try await visit.step(
            Route.benefitLedger.path(child) + "?done=doubtdecided",
            { try await page($0, problems: $1) }
        ) { scope in
            try DecideDuplicate.perform(
                DuplicatePair.Key(first: first, second: second), outcome, reason: reason,
                in: scope)
        }
    }

    static func again(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        try await page(visit, problems: problems)
    }

    private static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let child = try visit.addressee()
        let officer = try visit.officer()
        let directory = visit.installation.directory
        let back = min(max(Int(visit.query["years"]) ?? years, years), 30)
        let last = visit.today.yearMonth
        let first = last.adding(months: -12 * back)
        let found = try await visit.perform(.viewClaims, about: [child]) { scope in
            let entries =
                try LedgerBook.entries(
                    children: [child], months: first...last, .all, from: scope.db)[child] ?? []
            return Reading(
                entries: entries,
                words: try DuplicateBook.decisions(children: [child], from: scope.db),
                liabilities: try LiabilityBook.liabilities(children: [child], from: scope.db),
                again: try CoveredAgainBook.claims(of: [child], from: scope.db),
                strip: try StripReading(about: child, directory: directory, in: scope))
        }
        guard let strip = found.strip else { throw DeskRefusal.notFound }
        let isProtected = strip.person.isProtected
        let mayDecide = visit.may(.decideDuplicate)
        let pairs = DuplicateBook.pairs(found.entries).map {
            PairCard(
                $0, found.words[$0.key], person: nil, isProtected: isProtected,
                mayDecide: mayDecide, visit.desk)
        }
        let sum = found.entries.reduce(Yen.zero) { $0 + ($1.payable ?? .zero) }
        return Page(
            "adjustments/ledger", "給付台帳", crumbs: visit.personCrumbs(),
            keys: [.link("F3", "疑いの一覧", Route.doubts.path())]
                + visit.neighbourKeys(of: child, on: .benefitLedger), problems: problems,
            message: Done.banner(visit),
            body: Body(
                subject: SubjectStrip(strip, for: officer, in: visit.installation),
                tabs: visit.personTabs(child), pairs: pairs, hasPairs: !pairs.isEmpty,
                rows: found.entries.reversed().map {
                    LedgerRow($0, isProtected: isProtected)
                }, isNone: found.entries.isEmpty, count: Say.count(found.entries.count),
                sum: sum.grouped, from: Say.month(first),
                older: Route.benefitLedger.path(child) + "?years=\(back + years)",
                accidents: found.liabilities.map {
                    Accident(
                        href: Route.liability.path($0.id),
                        word:
                            "\($0.kind.wording) \(Say.short($0.happenedOn))\($0.isClosed ? "（終了）" : "")"
                    )
                }, hasAccidents: !found.liabilities.isEmpty,
                again: found.again.map { AgainRow($0) }, hasAgain: !found.again.isEmpty))
    }
}
