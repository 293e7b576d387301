// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Vocabulary

/// 保険者決定待ちの照会: who was asked again for a decision, and when to look next.
public enum RemindInsurers {
    public static let operation = OperationCode.holdReimbursement

    /// What was recorded, for the letters.
    public struct Reminder: Hashable, Sendable {
        public let reimbursement: Int64
        public let receipt: String
        public let child: AddresseeNumber
        public let applicant: AddresseeNumber
        public let treatmentMonth: YearMonth
        /// The how-many-th time.
        public let time: Int
    }

    /// Records a question about each case that waits; one that no longer waits is left out, so that
    /// the same list twice asks once a day.
    ///
    /// - Throws: `.nextDayPassed`.
    @discardableResult
    public static func perform(
        _ ids: [Int64], _ addressee: ReminderAddressee, next: CivilDate, note: String? = nil,
        in scope: Scope
    ) throws -> [Reminder] {
        guard next > scope.today else { throw BenefitsRefusal.nextDayPassed }
        let wanted = Set(ids)
        let waiting = try ReminderBook.waiting(days: 0, from: scope.db)
            .filter { wanted.contains($0.reimbursement) && $0.lastAsked != scope.today }
        scope.saw(waiting.flatMap { [$0.child, $0.applicant] })
        try scope.append(
            waiting.map {
                ReminderRow(
                    reimbursement: $0.reimbursement, askedOn: scope.today, addressee: addressee,
                    nextOn: next, note: note, officer: scope.principal.officer)
            })
        scope.counted(waiting.count)
        return waiting.map {
            Reminder(
                reimbursement: $0.reimbursement, receipt: $0.receipt, child: $0.child,
                applicant: $0.applicant, treatmentMonth: $0.treatmentMonth, time: $0.asked + 1)
        }
    }
}
