// SPDX-License-Identifier: Apache-2.0
public import Database
public import Vocabulary

/// 対象者台帳: one child as of an effective day and as of a recorded moment.
public struct ChildRecord: Sendable {
    public let child: AddresseeNumber
    public let person: PersonSnapshot?
    public let recipient: PersonSnapshot?
    /// Every decision recorded until the moment, oldest first.
    public let history: [EntitlementDecision]
    /// Refusals among them that were taken back until the moment.
    public let reopened: [Int64: ReopenedRefusal]
    /// The strand in force on the day, as it was known at the moment.
    public let current: EntitlementState?
    /// 停止: the strand does not cover the day, though its periods do.
    public let isSuspended: Bool
    public let insurances: [InsuranceStretch]
    public let exclusions: [ExclusionStretch]
    public let account: AccountInUse?
    public let certificates: [IssuedCertificate]
    public let applications: [ApplicationFile]
    public let household: [HouseholdMember]

    /// - Parameters:
    ///   - day: 効力: what is in force on it.
    ///   - moment: 記録: what was known then; `nil` is now.
    /// - Returns: `nil` for a person without application and entitlement.
    public static func load(
        _ child: AddresseeNumber, on day: CivilDate, recorded moment: Instant? = nil,
        from db: any Connection
    ) throws -> ChildRecord? {
        let applications = try ApplicationBook.files(child: child, from: db)
            .filter { $0.receivedAt.microseconds <= Instant.bound(moment) }
        let history = try HistoryBook.decisions(children: [child], asOf: moment, from: db)[child]
        guard !applications.isEmpty || history != nil else { return nil }
        let strands = try HistoryBook.strands(children: [child], asOf: moment, from: db)[child]
        let state = strands?.map(\.state).last { $0.periods.contains(day) }
        let recipient = (state ?? history?.last)?.recipient ?? applications.first?.applicant
        let people = try PersonBook.latest(
            [child] + [recipient].compactMap(\.self), asOf: moment, from: db)
        let isSuspended = try EntryBook.entries(children: [child], asOf: moment, from: db).contains
        {
            $0.recipientNumber == state?.recipientNumber
                && $0.gaps.contains { $0.contains(day) }
        }
        return ChildRecord(
            child: child, person: people[child], recipient: recipient.flatMap { people[$0] },
            history: history ?? [],
            reopened: try CorrectionBook.reopened(ofChild: child, asOf: moment, from: db),
            current: state, isSuspended: isSuspended,
            insurances: try InsuranceBook.stretches([child], asOf: moment, from: db)[child] ?? [],
            exclusions: try ExclusionBook.stretches([child], asOf: moment, from: db)[child] ?? [],
            account: try recipient.flatMap {
                try AccountBook.current(recipients: [$0], on: day, asOf: moment, from: db)[$0]
            },
            certificates: try CertificateBook.certificates(
                children: [child], asOf: moment, from: db)[child] ?? [],
            applications: applications,
            household: try recipient.flatMap {
                try HouseholdBook.members(recipients: [$0], asOf: moment, from: db)[$0]
            } ?? [])
    }
}
