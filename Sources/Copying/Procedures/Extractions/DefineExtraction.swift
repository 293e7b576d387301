// SPDX-License-Identifier: Apache-2.0
import Database
public import Safeguards
import Vocabulary

/// 抽出の定義: keeps a question under a name, asks that others may use it, ends it.
public enum DefineExtraction {
    public static let operation = OperationCode.defineExtraction

    /// - Returns: the number of the definition.
    /// - Throws: `CopyingRefusal.unknownList`, `.noItems`, `.itemUnknown`, `.nameMissing`.
    @discardableResult
    public static func perform(
        name: String, _ question: ListQuestion, lists: any ReadyMadeLists, in scope: Scope
    ) throws -> Int64 {
        guard !name.allSatisfy(\.isWhitespace) else { throw CopyingRefusal.nameMissing }
        let list = try lists.list(question.list)
        guard !question.items.isEmpty else { throw CopyingRefusal.noItems }
        var isPersonal = false
        for item in question.items {
            guard let column = list.columns.first(where: { $0.code == item }) else {
                throw CopyingRefusal.itemUnknown(item)
            }
            // Who may not see an item may not choose it; an administrator sees none and asks for
            // those who may, whose class decides (`RecipientClass.mayHold`).
            if let field = column.field, !scope.principal.roles.contains(.administrator),
                FieldPolicy.visibility(of: field, to: scope.principal) != .shown
            {
                throw CopyingRefusal.itemUnknown(column.title)
            }
            isPersonal = isPersonal || column.isPersonal
        }
        try lists.checkWords(question)
        scope.note("defined \(question.list)")
        return try scope.append([
            ExtractionDefinitionRow(
                name: name, question: question.kept, isPersonal: isPersonal,
                officer: scope.principal.officer)
        ])[0]
    }

    /// 共有の申請: shared at once where no item is about a person, else asked of a second officer.
    /// - Returns: whether it is shared now.
    /// - Throws: `CopyingRefusal.unknownDefinition`, `.definitionState`.
    @discardableResult
    public static func share(_ id: Int64, in scope: Scope) throws -> Bool {
        let definition = try scope.definition(id)
        let officer = scope.principal.officer
        guard definition.officer == officer, [.own, .refused].contains(definition.state) else {
            throw CopyingRefusal.definitionState
        }
        let isOpen = !definition.isPersonal
        try scope.append([
            ExtractionStepRow(
                definition: id, step: isOpen ? "shared" : "asked", officer: officer, reason: nil)
        ])
        return isOpen
    }

    /// Ends a definition of one's own.
    /// - Throws: `CopyingRefusal.unknownDefinition`, `.definitionState`.
    public static func end(_ id: Int64, in scope: Scope) throws {
        let definition = try scope.definition(id)
        let officer = scope.principal.officer
        guard definition.officer == officer, definition.state != .ended else {
            throw CopyingRefusal.definitionState
        }
        try scope.append([
            ExtractionStepRow(definition: id, step: "ended", officer: officer, reason: nil)
        ])
    }
}

/// 抽出の定義の共有の承認: the second officer says whether others may use a personal definition.
public enum ShareExtraction {
    public static let operation = OperationCode.shareExtraction

    /// - Throws: `CopyingRefusal.unknownDefinition`, `.definitionState`;
    ///   `SafeguardRefusal.sameOfficer`.
    public static func perform(
        _ id: Int64, isAllowed: Bool, reason: String?, in scope: Scope
    ) throws {
        let definition = try scope.definition(id)
        guard definition.state == .waiting else { throw CopyingRefusal.definitionState }
        try FourEyes.check(proposer: definition.officer, approver: scope.principal.officer)
        try scope.append([
            ExtractionStepRow(
                definition: id, step: isAllowed ? "shared" : "refused",
                officer: scope.principal.officer, reason: reason)
        ])
    }
}

extension Scope {
    func definition(_ id: Int64) throws -> ExtractionDefinition {
        guard let found = try ExtractionBook.definition(id, from: db) else {
            throw CopyingRefusal.unknownDefinition
        }
        return found
    }
}
