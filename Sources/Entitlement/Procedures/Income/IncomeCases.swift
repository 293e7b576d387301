// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Vocabulary

/// The cases in which the income of one person counts: brothers and sisters are judged by the same
/// parents, and a parent may stand in the household of another recipient.
///
/// (Part of `OperationCode.recordIncome` and `OperationCode.confirmInquiry`.)
public enum IncomeCases {
    /// Children about whom there is something to decide, and in whose judgement the income counts: as
    /// the recipient's or applicant's, as that of the partner in the welfare household, or as that of
    /// the other parent in the register — by the same words by which they are judged.
    ///
    /// Asked are the children of every recipient beside whom the person stands in a welfare household,
    /// those of the person's own household in the register, those whom the register names as the
    /// person's children wherever they live, and the case at hand with the other children of its
    /// recipient.
    ///
    /// - Parameter child: the case at hand.
    public static func children(
        dependingOn person: AddresseeNumber, beside child: AddresseeNumber,
        directory: any AddresseeDirectory, in scope: Scope
    ) throws -> Set<AddresseeNumber> {
        let near = Set(
            try (directory.household(of: person) + directory.children(of: person)).map(\.number)
        ).union([child])
        var recipients = try HouseholdBook.recipients(ofMember: person, from: scope.db)
        recipients.insert(person)
        let first = try OpenCases.recipients(
            ofChildren: near, orOf: recipients, on: scope.today, from: scope.db)
        recipients.formUnion(first.map(\.recipient))
        let cases = try OpenCases.recipients(
            ofChildren: near, orOf: recipients, on: scope.today, from: scope.db)
        let people = try directory.persons(Set(cases.map(\.child)).sorted())
        let families = try FamiliesOfRecipients(cases.map(\.recipient), in: scope)
        let found = cases.filter { one in
            one.recipient == person
                || families.parents(of: people[one.child], besides: one.recipient)
                    .others.contains(person)
        }
        return Set(found.map(\.child))
    }
}
