// SPDX-License-Identifier: Apache-2.0
import Database
import Vocabulary

extension Accounts {
    /// Whether an officer whose factors are right may be in, as whom, and with what.
    struct Entry {
        let standing: Standing
        let mustChange: Bool
        let emergency: Emergency?
        let isOutside: Bool

        func principal(session: String, terminal: String) -> Principal {
            Principal(
                officer: standing.officer, name: standing.name, roles: standing.roles,
                session: session, terminal: terminal, isOutside: isOutside,
                emergency: emergency)
        }
    }

    /// Looks the officer up as of now.
    /// - Returns: `nil` for an unknown, stopped or not yet enabled one.
    /// - Throws: `notPermitted` when all grants are over; `reviewOverdue`; the refusal of a door
    ///   that was handed in.
    func entry(
        of officer: String, at now: Instant, _ db: any Connection
    ) throws -> Entry? {
        let day = now.dayInJapan
        guard let standing = try StandingBook.standing(of: officer, on: day, db),
            !standing.isStopped,
            let credential = try CredentialBook.credential(of: officer, db)
        else { return nil }
        guard !standing.roles.isEmpty else { throw SafeguardRefusal.notPermitted }
        for door in admissions {
            if let refusal = try door.objection(to: standing.admitted, on: day, in: db) {
                throw refusal
            }
        }
        return Entry(
            standing: standing, mustChange: credential.mustChange,
            emergency: try emergency(of: standing, at: now, db),
            isOutside: !rules.isInCharge(standing.department) && !standing.hasLeave)
    }

    /// The emergency access in force. Only administrators and vendors can have one.
    /// - Throws: `reviewOverdue`: one before was not reviewed in time, the account is frozen.
    private func emergency(
        of standing: Standing, at now: Instant, _ db: any Connection
    ) throws -> Emergency? {
        guard !standing.roles.isDisjoint(with: [.administrator, .vendor]) else { return nil }
        var open: Emergency?
        for row in try BreakGlassBook.unreviewed(of: standing.officer, db) {
            guard let end = row.end else { continue }
            if now < end {
                open = Emergency(number: row.id, operations: row.operations, until: end)
            } else if rules.lastReviewDay(after: end.dayInJapan) < now.dayInJapan {
                throw SafeguardRefusal.reviewOverdue
            }
        }
        return open
    }
}
