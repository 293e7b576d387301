// SPDX-License-Identifier: Apache-2.0
import Database
public import Safeguards
public import Vocabulary

/// 申請の勧奨: invitations to apply, to the guardians of children of the list.
public enum InviteChildren {
    public static let operation = OperationCode.inviteUnregistered

    /// What a batch of invitations came to.
    public struct Report: Sendable {
        public let count: BatchCount
        public let invitations: [Int64]
    }

    /// Invites the guardians of children; who has applied meanwhile is left out and named.
    ///
    /// - Parameters:
    ///   - chosen: children of the list; `nil` is everybody whom nobody invited yet.
    ///   - day: of everybody only those who are covered by then; `nil` is today: before an enlargement
    ///     its day takes in those whom it covers.
    ///   - due: until when the office asks for the application.
    /// - Throws: `EntitlementRefusal.dueDayPassed`.
    @discardableResult
    public static func perform(
        _ chosen: [AddresseeNumber]? = nil, coveredBy day: CivilDate? = nil, due: CivilDate,
        directory: any AddresseeDirectory,
        in scope: Scope
    ) throws -> Report {
        guard due > scope.today else { throw EntitlementRefusal.dueDayPassed }
        let wanted =
            try chosen.map(Set.init)?.sorted()
            ?? UnregisteredBook.children(
                uninvited: true, eligibleBy: day ?? scope.today, limit: .max, from: scope.db
            ).map(\.child)
        let listed = try UnregisteredBook.children(wanted, from: scope.db)
        let open = try ApplicationBook.withOpenRegistration(wanted, from: scope.db)
        let people = try directory.persons(wanted + listed.values.compactMap(\.guardian))
        let asked = try AskedGuardian(of: wanted, people: people, from: scope.db)
        var leftOut: [String: Int] = [:]
        var rows: [InvitationRow] = []
        for number in wanted {
            if let why = obstacle(listed[number], open, people, asked, scope.today) {
                leftOut[why, default: 0] += 1
            } else if let child = listed[number], let guardian = child.guardian {
                rows.append(
                    InvitationRow(
                        child: number, guardian: guardian, why: child.why, on: scope.today,
                        due: due))
            }
        }
        scope.saw(rows.flatMap { [$0.child, $0.guardian] })
        let ids = try scope.append(rows)
        let count = BatchCount(
            kind: .invitation, on: scope.today, expected: wanted.count, proposed: ids.count,
            carriedOut: 0, leftOut: leftOut)
        try scope.record(count)
        scope.counted(ids.count)
        return Report(count: count, invitations: ids)
    }

    /// Why nobody is invited for a child; `nil` where somebody is.
    private static func obstacle(
        _ child: UnregisteredChild?, _ open: Set<AddresseeNumber>,
        _ people: [AddresseeNumber: ResidentSnapshot], _ asked: AskedGuardian,
        _ today: CivilDate
    ) -> String? {
        guard let child else { return "未申請の一覧にない" }
        if open.contains(child.child) { return "申請を受け付けた" }
        guard let person = people[child.child], person.status == .resident else {
            return "住民ではなくなった"
        }
        if child.invitedOn == today { return "きょう勧奨した" }
        return asked.obstacle(to: child.guardian, of: person)
    }
}
