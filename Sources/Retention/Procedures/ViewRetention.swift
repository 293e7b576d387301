// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Vocabulary

/// 保存期間・消去候補の照会: what is due today, what stops it, lists, holds and certificates.
public enum ViewRetention {
    public static let operation = OperationCode.viewRetention

    /// Everything whose period is over today, each with the reason where it is kept nevertheless.
    ///
    /// The log names the persons: they are shown.
    public static func candidates(
        of system: RetentionSystem, _ surroundings: RetentionSurroundings, in scope: Scope
    ) throws -> [PurgeCandidate] {
        let found = try CandidateBook.candidates(of: system, surroundings, in: scope)
        scope.counted(found.count)
        return found
    }

    /// How much is due by class, without naming a person.
    public static func summary(
        of system: RetentionSystem, _ surroundings: RetentionSurroundings, in scope: Scope
    ) throws -> [RetentionSummary] {
        let found = try candidates(of: system, surroundings, in: scope)
        return surroundings.catalogue.erasable(in: system).map { retention in
            let own = found.filter { $0.unit.retention == retention.id }
            let free = own.filter { $0.stop == nil }
            return RetentionSummary(
                retention: retention, units: free.count,
                cases: free.reduce(0) { $0 + $1.cases.count },
                persons: Set(free.map(\.unit.subject)).count,
                stopped: Dictionary(
                    grouping: own.compactMap(\.stop), by: { $0 }
                ).mapValues(\.count))
        }
    }

    /// The months of the log of this system; no entry is read.
    public static func log(_ catalogue: ClassCatalogue, in scope: Scope) throws -> LogMonths {
        try LogMonthBook.months(catalogue, in: scope.db)
    }

    /// The lists, newest first.
    public static func lists(in scope: Scope) throws -> [PurgeList] {
        try PurgeListBook.lists(in: scope.db)
    }

    /// What waits for the second officer in this system, as sums; no person is read.
    public static func waiting(
        in scope: Scope
    ) throws -> (count: Int, oldest: Instant?, marked: Int) {
        try PurgeListBook.waitingSums(in: scope.db)
    }

    /// One list.
    /// - Throws: `RetentionRefusal.unknownList`.
    public static func list(_ id: Int64, in scope: Scope) throws -> PurgeList {
        try PurgeListBook.list(id, in: scope.db)
    }

    /// How many units of a list are not dealt with yet, and how many were left out.
    public static func counts(
        of list: Int64, in scope: Scope
    ) throws -> (units: Int, leftOut: Int) {
        try PurgeListBook.counts(of: list, in: scope.db)
    }

    /// One page of the units of a list that are not dealt with yet; the log names their persons.
    public static func units(
        of list: Int64, limit: Int, from start: Int, in scope: Scope
    ) throws -> [RetentionUnit] {
        let items = try PurgeListBook.items(of: list, limit: limit, from: start, in: scope.db)
        scope.saw(items.map(\.unit.subject).filter { $0.value > 0 })
        return items.map(\.unit)
    }

    /// One page of what stood in a list and was not erased; the log names the persons.
    public static func leftOut(
        of list: Int64, limit: Int, from start: Int = 0, in scope: Scope
    ) throws -> [LeftOut] {
        let found = try PurgeListBook.leftOut(of: list, limit: limit, from: start, in: scope.db)
        scope.saw(found.map(\.subject).filter { $0.value > 0 })
        return found
    }

    /// The holds, newest first; the log names the persons.
    public static func holds(in scope: Scope) throws -> [LegalHold] {
        let found = try HoldBook.holds(in: scope.db)
        scope.saw(found.map(\.subject))
        return found
    }

    /// One hold of this system that can be released, here or what is left of it in the other system; `nil`
    /// where there is none of the number, or where it is over and the same was placed anew: what stands
    /// in the other system is the half of the new one.
    public static func releasable(_ id: Int64, in scope: Scope) throws -> LegalHold? {
        guard let found = try HoldBook.hold(id, in: scope.db) else { return nil }
        scope.saw(found.subject)
        guard found.endedAt != nil else { return found }
        let open = try HoldBook.open(of: found.subject, in: scope.db)
        return open.contains { $0.isSame(as: found) } ? nil : found
    }

    /// The certificate of a list; `nil` while it is not done.
    public static func certificate(
        of list: Int64, _ system: RetentionSystem, _ catalogue: ClassCatalogue, in scope: Scope
    ) throws -> ErasureCertificate? {
        try ErasureBook.certificate(
            of: try PurgeListBook.list(list, in: scope.db), system, catalogue, in: scope.db)
    }

    /// Of these persons those of whom this system still has records; the log names those asked for.
    public static func needed(
        _ persons: [AddresseeNumber], _ catalogue: ClassCatalogue, in scope: Scope
    ) throws -> Set<AddresseeNumber> {
        scope.saw(persons)
        return Set(
            try ErasureBook.remaining(
                Set(persons.map(\.value)), catalogue, .casework, in: scope.db
            ).map { AddresseeNumber(value: $0) })
    }

    /// Whether something of a person was erased by a list: asks by the salted hash.
    public static func wasErased(
        _ person: AddresseeNumber, by list: Int64, in scope: Scope
    ) throws -> Bool {
        scope.saw(person)
        let list = try PurgeListBook.list(list, in: scope.db)
        return try ErasureBook.names(person, list, in: scope.db)
    }
}

/// What is due in one class.
public struct RetentionSummary: Sendable {
    public let retention: RetentionClass
    /// Units that may be erased, their cases and persons.
    public let units: Int
    public let cases: Int
    public let persons: Int
    /// Units that are kept, by reason.
    public let stopped: [RetentionStop: Int]
}
