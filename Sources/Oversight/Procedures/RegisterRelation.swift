// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Vocabulary

/// 関係者の登録: the head writes down, with the officer's knowledge, whose record must not be opened
/// without a case.
public enum RegisterRelation {
    public static let operation = OperationCode.reviewLog

    /// - Parameter officer: a user id, or `*` for a person who is watched for everybody.
    /// - Throws: `.relationInvalid`.
    public static func perform(
        officer: String, subject: AddresseeNumber, kind: RelationKind, in scope: Scope
    ) throws {
        let isForAll = officer == "*"
        guard try isForAll ? kind == .watched : RelationBook.isOfficer(officer, in: scope.db)
        else { throw OversightRefusal.relationInvalid }
        let isKnown = try RelationBook.relations(from: scope.db).contains {
            $0.officer == officer && $0.subject == subject && $0.kind == kind
        }
        guard !isKnown else { return }
        try scope.append([RelationRow(officer: officer, subject: subject, kind: kind)])
        scope.saw(subject)
    }

    /// Ends a relation.
    /// - Throws: `.relationInvalid`.
    public static func end(_ relation: Int64, in scope: Scope) throws {
        let known = try RelationBook.relations(from: scope.db)
        guard let found = known.first(where: { $0.id == relation }) else {
            throw OversightRefusal.relationInvalid
        }
        try scope.append([RelationEndRow(relation: relation)])
        scope.saw(found.subject)
    }
}
