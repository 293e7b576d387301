// SPDX-License-Identifier: Apache-2.0
public import Safeguards

/// Which operations open the record of a person, and so need an explanation. Work lists explain
/// themselves: they show what waits. Searches are watched by the daily rules.
public enum OpeningOperations {
    public static let all: Set<OperationCode> = [
        .viewPerson, .viewHousehold, .viewHistory, .viewAccounts, .viewApplication,
        .viewReimbursement, .viewComputation, .revealAccount, .revealProtectedAddress,
    ]

    /// What is hidden until somebody asks for it.
    public static let reveals: Set<OperationCode> = [
        .revealAccount, .revealProtectedAddress, .openIndividualNumber,
    ]

    /// What leaves in bulk.
    public static let exports: Set<OperationCode> = [
        .exportData, .approveCopy, .exportLog, .writeTransferFile, .producePersonalFile,
    ]

    /// A deed shows that the officer works on a case of the person.
    public static let deeds: Set<OperationCode> = Set(
        OperationCode.allCases.filter { code in
            code.definition.kind != .read && code.definition.auditsSubjects
                && code.definition.purposes.isDisjoint(with: [.audit, .disclosure])
        })
}
