// SPDX-License-Identifier: Apache-2.0
public import Database
public import Ledger
public import Safeguards
import Synchronization
public import Vocabulary

/// Watches how many persons an officer looks at, how many hidden values are shown, and how many
/// pages are printed in an hour: the heads are told first, then nothing more is answered (R-56, T-06).
///
/// Counted in memory by the clock's hour, different persons once each; after a start the hour is read
/// again from the log, for an officer who comes by. So an ordinary access costs no query. Each
/// process counts for itself.
public final class Ceilings: AccessWatch {
    /// Shown in bulk by their nature, behind two persons or to those who check others: the items of a
    /// run, a written copy (which has its own ceiling of rows), the log.
    static let exempt: Set<OperationCode> = [
        .viewSchedule, .viewRun, .viewReturns, .exportData, .searchLog, .viewOversight,
        .reportAccesses, .listAffected,
    ]
    static let reveals: Set<OperationCode> = [
        .revealAccount, .revealProtectedAddress, .openIndividualNumber,
    ]

    /// What an officer has used in an hour.
    private struct Use {
        var hour: Int64
        var persons: Set<Int64> = []
        var reveals = 0
        var pages = 0
        var told: Set<CeilingKind> = []

        func count(_ kind: CeilingKind) -> Int {
            switch kind {
            case .persons: persons.count
            case .reveals: reveals
            case .pages: pages
            }
        }
    }

    public let terms: CopyingTerms
    private let uses = Mutex<[String: Use]>([:])

    public init(_ terms: CopyingTerms) { self.terms = terms }

    /// The hour since 1970 that a moment lies in.
    static func hour(of moment: Instant) -> Int64 { moment.microseconds / 3_600_000_000 }

    public func look(at access: WatchedAccess, in db: any Connection) throws -> AccessMark? {
        nil
    }

    public func keep(
        _ access: WatchedAccess, as mark: AccessMark?, facts: FactWriter, in db: any Connection
    ) throws {
        let isReveal = Self.reveals.contains(access.operation)
        // What a letter or a payment changes for many is counted where it is printed or approved.
        let isCounted = access.operation.definition.kind == .read || isReveal
        guard isCounted, !Self.exempt.contains(access.operation) else { return }
        let subjects = access.subjects
        try count(
            of: access.principal.officer, [.persons, .reveals], at: access.now, facts, db
        ) { use in
            use.persons.formUnion(subjects.lazy.map(\.value))
            if isReveal { use.reveals += 1 }
        }
    }

    /// Counts printed pages of the officer of an output, in its transaction.
    /// - Throws: `CopyingRefusal.ceilingReached`.
    func printed(_ pages: Int, in scope: Scope) throws {
        guard pages > 0, !scope.principal.roles.contains(.system) else { return }
        try count(
            of: scope.principal.officer, [.pages], at: scope.now, scope.facts, scope.db
        ) { $0.pages += pages }
    }

    /// How much of a batch the ceiling lets the officer at work print in this hour.
    ///
    /// - Parameter document: the title under which the print log has its papers.
    public func outlook(of document: String, in scope: Scope) throws -> PrintOutlook {
        let officer = scope.principal.officer
        let used = try use(
            of: officer, at: scope.now, until: .max, in: scope.db
        ).pages
        let raised = try CeilingBook.raised(officer, .pages, on: scope.today, from: scope.db)
        let limit = max(terms.ceiling(of: .pages).limit, raised ?? 0)
        return PrintOutlook(
            limit: limit, left: max(0, limit - used), again: Self.nextHour(after: scope.now),
            pagesOfPaper: try PrintBook.pages(of: document, from: scope.db) ?? 1)
    }

    /// When a new hour of the ceilings begins.
    public static func nextHour(after moment: Instant) -> Instant {
        Instant(microseconds: (hour(of: moment) + 1) * 3_600_000_000)
    }

    /// How much the officers have used in the hour of a moment, as far as this process has seen.
    public func counts(at now: Instant) -> [(officer: String, kind: CeilingKind, count: Int)] {
        let hour = Self.hour(of: now)
        return uses.withLock { uses in
            uses.filter { $0.value.hour == hour }.sorted { $0.key < $1.key }.flatMap { entry in
                CeilingKind.allCases.map { (entry.key, $0, entry.value.count($0)) }
            }
        }
    }

    /// Refuses what is too much; tells once an hour what is much; else keeps the count.
    private func count(
        of officer: String, _ kinds: [CeilingKind], at now: Instant, _ facts: FactWriter,
        _ db: any Connection, _ add: (inout Use) -> Void
    ) throws {
        let before = try use(of: officer, at: now, until: facts.operationID, in: db)
        var use = before
        add(&use)
        for kind in kinds where use.count(kind) >= terms.ceiling(of: kind).alarm {
            try check(use.count(kind), kind, officer, at: now, db)
            guard use.told.insert(kind).inserted else { continue }
            _ = try facts.append(
                "ceiling_alarm",
                [
                    "officer": officer, "kind": kind.rawValue, "hour": use.hour,
                    "reached": use.count(kind), "alarm_at": terms.ceiling(of: kind).alarm,
                ])
        }
        let told = use.told
        uses.withLock { uses in
            // Another thread may have counted meanwhile: it is added to, never put back.
            var kept = uses[officer].flatMap { $0.hour == before.hour ? $0 : nil } ?? before
            add(&kept)
            kept.told.formUnion(told)
            uses[officer] = kept
        }
    }

    private func check(
        _ count: Int, _ kind: CeilingKind, _ officer: String, at now: Instant,
        _ db: any Connection
    ) throws {
        let limit = terms.ceiling(of: kind).limit
        guard count > limit else { return }
        let raised = try CeilingBook.raised(officer, kind, on: now.dayInJapan, from: db) ?? 0
        guard count <= max(limit, raised) else {
            throw CopyingRefusal.ceilingReached(kind, limit: max(limit, raised))
        }
    }

    /// What this hour has seen of an officer; after a start, or when an hour begins, the log says it.
    private func use(
        of officer: String, at now: Instant, until operation: Int64, in db: any Connection
    ) throws -> Use {
        let hour = Self.hour(of: now)
        if let known = uses.withLock({ $0[officer] }), known.hour == hour { return known }
        let begin = Instant(microseconds: hour * 3_600_000_000)
        let seen = try CeilingBook.seen(by: officer, since: begin, until: operation, from: db)
        return Use(
            hour: hour, persons: seen.persons, reveals: seen.reveals, pages: seen.pages,
            told: seen.told)
    }
}
