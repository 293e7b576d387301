// SPDX-License-Identifier: Apache-2.0
public import Safeguards

/// What waits at the registers, for the first page (`OperationCode.viewHome`): numbers only.
public struct RegisterTasks: Sendable {
    /// Entries and registers of 3070 that are past their day.
    public let overdue: Int
    public let unconfirmed: Int
    public let disclosures: RegisterCount
    public let enquiries: RegisterCount
    public let incidents: RegisterCount
    /// Circulars, surveys and self-checks that wait for this officer.
    public let toRead: Int
    public let toAnswer: Int

    public init(catalogue: RegisterCatalogue, in scope: Scope) throws {
        let today = scope.today
        let counts = try RegisterCounts.byKind(on: today, from: scope.db)
        let kinds = catalogue.kinds(of: .registers)
        overdue =
            kinds.reduce(0) { $0 + (counts[$1.code]?.overdue ?? 0) }
            + (try ViewRegisters.periods(kinds, in: scope).count { $0.state == .overdue })
        unconfirmed = kinds.filter { $0.confirmers != nil }
            .reduce(0) { $0 + (counts[$1.code]?.unconfirmed ?? 0) }
        disclosures = counts["disclosure"] ?? RegisterCount()
        enquiries = counts["enquiry"] ?? RegisterCount()
        incidents = counts["incident"] ?? RegisterCount()
        toRead = try CircularBook.unread(
            by: scope.principal.officer, on: today, from: scope.db)
        toAnswer = try ListSurveys.perform(in: scope).count { !$0.isAnswered }
    }
}
