// SPDX-License-Identifier: Apache-2.0
public import Safeguards
import Scheme
import Vocabulary

/// 申請のご案内: invitations to apply that nobody printed yet, while the child is still without an
/// entitlement.
public struct InvitationLetters: LetterSource {
    public let title = "申請のご案内"
    public let paper = Paper.invitation
    /// What the application asks for, in the words of the book.
    private let documents: [String]

    public init(documents: [String]) { self.documents = documents }

    public func waiting(in scope: Scope) throws -> [Int64] {
        try UnregisteredBook.unwritten(from: scope.db)
    }

    public func orders(_ references: [Int64], in scope: Scope) throws -> [LetterOrder] {
        let invitations = try UnregisteredBook.invitations(references, from: scope.db)
        let births = try UnregisteredBook.children(
            invitations.values.map(\.child), from: scope.db)
        return references.compactMap { id in
            guard let invitation = invitations[id], let child = births[invitation.child] else {
                return nil
            }
            var values = LetterValues()
            values[.child] = .person(invitation.child)
            values[.guardian] = .person(invitation.guardian)
            values[.born] = .date(child.born)
            values[.missing] = .text(documents.joined(separator: "、"))
            values[.dueOn] = .date(invitation.dueOn)
            // Ahead of an enlargement the letter says from when.
            if child.eligibleFrom > scope.today { values[.period] = .date(child.eligibleFrom) }
            return LetterOrder(
                .invitation, reference: id, recipient: invitation.guardian,
                children: [invitation.child], values: values)
        }
    }
}
