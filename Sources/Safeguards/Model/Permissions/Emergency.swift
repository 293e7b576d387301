// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// An emergency access (緊急アクセス) in force: named operations, for a short time.
public struct Emergency: Sendable, Hashable {
    /// The number of the request, in every log entry made under it.
    public let number: Int64
    public let operations: Set<OperationCode>
    /// The first moment without it.
    public let until: Instant

    /// What may be asked for in an emergency: looking at records, running scheduled work again.
    /// Nothing that reveals a masked field, decides, pays, or leaves the office.
    public static let askable: [OperationCode] = OperationCode.allCases.filter {
        reads.contains($0) || works.contains($0)
    }

    private static let reads: Set<OperationCode> = [
        .searchPersons, .viewPerson, .viewHousehold, .viewHistory, .viewApplications,
        .viewApplication, .viewHolds, .viewRejudgements, .viewImports, .viewClaims,
        .viewReimbursement, .viewComputation, .viewSchedule, .viewRun, .viewReturns,
    ]
    private static let works: Set<OperationCode> = [
        .viewMonitor, .viewBatches, .runBatch, .resendLink,
    ]
}
