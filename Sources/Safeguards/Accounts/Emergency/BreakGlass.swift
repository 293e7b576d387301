// SPDX-License-Identifier: Apache-2.0
import Database
public import Vocabulary

/// An emergency access as the screens show it.
public struct BreakGlass: Sendable, Hashable {
    public let id: Int64
    /// Who works under it.
    public let officer: String
    public let requester: String
    public let operations: [OperationCode]
    public let minutes: Int
    /// Why, as the requester typed it; `nil` once that month of the log has expired.
    public let reason: String?
    public let requestedAt: Instant
    public let approver: String?
    public let approvedAt: Instant?
    /// The first moment after it.
    public let endsAt: Instant?
    public let reviewer: String?
    public let reviewedAt: Instant?
    /// The last day for the review; `nil` before it ended and after the review.
    public let reviewBy: CivilDate?
    public let state: RecordState

    /// True when it was allowed, is over, and nobody has looked at what was done.
    public var awaitsReview: Bool { state == .closed && approvedAt != nil && reviewedAt == nil }
}

// 緊急アクセス: two persons, a typed reason, named operations, minutes, a review.
extension Accounts {
    /// Asks for an emergency access, for oneself or for a person of a vendor.
    /// - Parameter minutes: 1 up to the limit of the office (60).
    /// - Returns: the number of the request.
    /// - Throws: `emergencyInvalid`, `notPermitted`, `reasonMissing`, `reviewOverdue`.
    @discardableResult
    public func requestBreakGlass(
        for typed: String, operations: Set<OperationCode>, minutes: Int, reason: String,
        by requester: Principal, once key: String? = nil
    ) throws -> Int64 {
        let officer = OfficerID.folded(typed)
        return try gate.perform(
            .requestBreakGlass, by: requester, for: .maintenance, reason: reason, once: key
        ) { scope in
            guard !operations.isEmpty, operations.isSubset(of: Emergency.askable),
                (1...rules.breakGlassMinutes).contains(minutes)
            else { throw SafeguardRefusal.emergencyInvalid }
            try mayHaveEmergency(officer, requester, scope)
            let id = try BreakGlassBook.append(
                officer: officer, operations: operations, minutes: minutes, scope)
            scope.note("break-glass \(id) \(officer)")
            return id
        }
    }

    /// The second person allows it: it begins now.
    /// - Throws: `sameOfficer` for the requester and the one who will work, `wrongState`.
    public func approveBreakGlass(
        _ id: Int64, by second: Principal, once key: String? = nil
    ) throws {
        try decide(id, "承認", by: second, once: key)
    }

    /// The second person does not allow it.
    public func refuseBreakGlass(
        _ id: Int64, by second: Principal, once key: String? = nil
    ) throws {
        try decide(id, "却下", by: second, once: key)
    }

    /// Ends an emergency access before its time.
    public func endBreakGlass(
        _ id: Int64, by officer: Principal, once key: String? = nil
    ) throws {
        try gate.perform(.endBreakGlass, by: officer, for: .maintenance, once: key) { scope in
            let row = try require(id, scope)
            try scope.touches(in: row.state(at: scope.now))
            if officer.roles == [.vendor], row.officer != officer.officer {
                throw SafeguardRefusal.notPermitted
            }
            try BreakGlassBook.step(id, "終了", scope)
            scope.note("break-glass \(id) \(row.officer)")
        }
    }

    /// The head has looked at what was done; the words of the review are the reason in the log.
    /// - Throws: `sameOfficer`, `wrongState`.
    public func reviewBreakGlass(
        _ id: Int64, finding: String, by head: Principal, once key: String? = nil
    ) throws {
        try gate.perform(
            .reviewBreakGlass, by: head, for: .maintenance, reason: finding, once: key
        ) { scope in
            let row = try require(id, scope)
            try scope.touches(in: row.state(at: scope.now))
            guard row.approvedAt != nil, row.reviewedAt == nil else {
                throw SafeguardRefusal.wrongState
            }
            try FourEyes.check(proposer: row.officer, approver: head.officer)
            try FourEyes.check(proposer: row.requester, approver: head.officer)
            try BreakGlassBook.step(id, "点検", scope)
            scope.note("break-glass \(id) \(row.officer)")
        }
    }

    /// Emergency accesses, newest first; a person of a vendor sees the own ones.
    public func breakGlasses(by reader: Principal) throws -> [BreakGlass] {
        try gate.perform(.viewBreakGlass, by: reader, for: .maintenance) { scope in
            let isVendor = reader.roles == [.vendor]
            return try BreakGlassBook.all(scope.db)
                .filter { !isVendor || $0.officer == reader.officer }
                .map { shown($0, at: scope.now) }
        }
    }

    private func decide(
        _ id: Int64, _ step: String, by second: Principal, once key: String?
    ) throws {
        try gate.perform(
            .approveBreakGlass, by: second, for: .maintenance, once: key
        ) { scope in
            let row = try require(id, scope)
            try scope.touches(in: row.state(at: scope.now))
            try FourEyes.check(proposer: row.requester, approver: second.officer)
            try FourEyes.check(proposer: row.officer, approver: second.officer)
            if step == "承認" { try mayHaveEmergency(row.officer, nil, scope) }
            try BreakGlassBook.step(id, step, scope)
            scope.note("break-glass \(id) \(row.officer)")
        }
    }

    private func require(_ id: Int64, _ scope: Scope) throws -> BreakGlassBook.Row {
        guard let row = try BreakGlassBook.row(id, scope.db) else {
            throw SafeguardRefusal.noSuchRecord
        }
        return row
    }

    /// Only administrators and persons of a vendor; a vendor asks for nobody else.
    private func mayHaveEmergency(
        _ officer: String, _ requester: Principal?, _ scope: Scope
    ) throws {
        guard let entry = try entry(of: officer, at: scope.now, scope.db) else {
            throw SafeguardRefusal.officerUnknown
        }
        guard !entry.standing.roles.isDisjoint(with: [.administrator, .vendor]),
            entry.emergency == nil
        else { throw SafeguardRefusal.emergencyInvalid }
        if let requester, requester.roles == [.vendor], requester.officer != officer {
            throw SafeguardRefusal.notPermitted
        }
    }

    private func shown(_ row: BreakGlassBook.Row, at now: Instant) -> BreakGlass {
        let state = row.state(at: now)
        let awaits = state == .closed && row.approvedAt != nil && row.reviewedAt == nil
        return BreakGlass(
            id: row.id, officer: row.officer, requester: row.requester,
            operations: OperationCode.allCases.filter(row.operations.contains),
            minutes: row.minutes, reason: row.reason, requestedAt: row.requestedAt,
            approver: row.approver,
            approvedAt: row.approvedAt, endsAt: row.end, reviewer: row.reviewer,
            reviewedAt: row.reviewedAt,
            reviewBy: awaits ? row.end.map { rules.lastReviewDay(after: $0.dayInJapan) } : nil,
            state: state)
    }
}
