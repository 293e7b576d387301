// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Vocabulary

/// メモの記録: about a person or a welfare household, with how much it matters and until when it is
/// shown. A correction stands beside what was written before.
public enum WriteMemo {
    public static let operation = OperationCode.writeMemo

    /// - Returns: the row.
    /// - Throws: `RecordRefusal`; `EntitlementRefusal.notLinked`.
    @discardableResult
    public static func perform(_ input: MemoInput, in scope: Scope) throws -> Int64 {
        guard !input.text.isEmpty else { throw RecordRefusal.memoEmpty }
        guard input.text.count <= MemoInput.longest else {
            throw RecordRefusal.memoTooLong(limit: MemoInput.longest)
        }
        if let last = input.shownUntil, last < scope.today { throw RecordRefusal.memoAlreadyOver }
        guard try PersonBook.linked([input.subject], from: scope.db).contains(input.subject)
        else { throw EntitlementRefusal.notLinked }
        scope.saw(input.subject)
        if let replaces = input.replaces { try scope.checkMemo(replaces, of: input.subject) }
        let ids = try scope.append([MemoRow(input: input, author: scope.principal.officer)])
        return ids[0]
    }
}

/// メモを終える: it is not shown any more, and stays in the record.
public enum EndMemo {
    public static let operation = OperationCode.writeMemo

    /// - Throws: `RecordRefusal.unknownEntry`, `.alreadyCorrected`.
    public static func perform(
        _ memo: Int64, of subject: AddresseeNumber, in scope: Scope
    ) throws {
        scope.saw(subject)
        let old = try scope.checkMemo(memo, of: subject)
        let input = MemoInput(
            subject: subject, reach: old.reach, importance: old.importance, text: old.text,
            shownUntil: old.shownUntil, replaces: memo)
        try scope.append([
            MemoRow(input: input, author: scope.principal.officer, isEnded: true)
        ])
    }
}

extension Scope {
    /// - Throws: `RecordRefusal.unknownEntry`, `.alreadyCorrected`.
    @discardableResult
    fileprivate func checkMemo(_ id: Int64, of subject: AddresseeNumber) throws -> Memo {
        guard let memo = try MemoBook.memo(id, from: db), memo.value.subject == subject else {
            throw RecordRefusal.unknownEntry
        }
        guard !memo.isOverruled, !memo.value.isEnded else {
            throw RecordRefusal.alreadyCorrected
        }
        return memo.value
    }
}
