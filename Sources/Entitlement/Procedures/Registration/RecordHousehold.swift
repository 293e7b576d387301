// SPDX-License-Identifier: Apache-2.0
public import Safeguards
import Vocabulary

/// 福祉世帯の登録・訂正: who belongs to a recipient's legal household, apart from the register's; the
/// recipient's cases are judged again.
public enum RecordHousehold {
    public static let operation = OperationCode.changeRegistration

    /// Adds a member, or corrects the row of one: another last day, another relation, or a period
    /// of no day for what never was.
    ///
    /// - Parameter replaces: the row that is corrected; its member and first day stay.
    /// - Throws: `RecordRefusal`; `EntitlementRefusal.notLinked`, `.missingReason`.
    public static func perform(
        _ member: HouseholdMember, replaces: Int64? = nil, reason: String, in scope: Scope
    ) throws {
        guard !reason.isEmpty else { throw EntitlementRefusal.missingReason }
        guard member.recipient != member.member else { throw RecordRefusal.memberIsRecipient }
        try member.period.checkOrder(mayBeEmpty: replaces != nil)
        guard
            try PersonBook.linked([member.recipient], from: scope.db).contains(member.recipient)
        else { throw EntitlementRefusal.notLinked }
        scope.saw([member.recipient, member.member])
        let facts = try HouseholdBook.history(around: member.member, from: scope.db)
            .filter { !$0.isOverruled && $0.value.member == member.member }
        if let replaces {
            guard
                let old = try HouseholdBook.history(around: member.recipient, from: scope.db)
                    .first(where: { $0.id == replaces }),
                old.value.member == member.member, old.value.recipient == member.recipient,
                old.value.period.from == member.period.from
            else { throw RecordRefusal.unknownEntry }
            guard !old.isOverruled else { throw RecordRefusal.alreadyCorrected }
        }
        for fact in facts where fact.id != replaces {
            let meets = fact.value.period.intersection(member.period) != nil
            if fact.value.recipient != member.recipient {
                guard !meets else { throw RecordRefusal.inOtherHousehold }
            } else {
                guard !meets, replaces != nil || fact.value.period.from != member.period.from
                else { throw RecordRefusal.overlaps }
            }
        }
        try scope.append([HouseholdRow(member: member, cause: .notification, reason: reason)])
        // Whose income counts may be somebody else, in all the recipient's cases: now, and on the days
        // to come on which the member joins or leaves.
        let days = Set([scope.today, member.period.from, member.period.until].compactMap(\.self))
        _ = try EnqueueRejudgement.perform(
            days.filter { $0 >= scope.today }.sorted().map { day in
                RejudgementNotice(
                    key: "household-\(scope.operationID)-\(member.recipient)-\(day)",
                    subject: member.recipient, cause: .other, on: day)
            }, in: scope)
    }
}

extension EffectivePeriod {
    /// - Parameter mayBeEmpty: a correction may leave no day: it never was.
    /// - Throws: `RecordRefusal.daysReversed`.
    func checkOrder(mayBeEmpty: Bool) throws {
        guard let until else { return }
        guard mayBeEmpty ? until >= from : until > from else { throw RecordRefusal.daysReversed }
    }
}
