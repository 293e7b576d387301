// SPDX-License-Identifier: Apache-2.0
import Safeguards
import Vocabulary

/// Checks that a step fits the operation it is carried out under: an `OperationCode.reportIncident`
/// must not write a contract.
enum RegisterGuard {
    static func enter(_ kind: RegisterKind, in scope: Scope) throws {
        guard scope.operation == kind.operations.enter else { throw RegisterRefusal.notYours }
        try writer(kind, in: scope)
    }

    static func change(_ kind: RegisterKind, in scope: Scope) throws {
        let allowed = [kind.operations.change, kind.operations.enter]
        guard allowed.contains(scope.operation) else { throw RegisterRefusal.notYours }
        try writer(kind, in: scope)
    }

    static func view(_ kind: RegisterKind, in scope: Scope) throws {
        guard scope.operation == kind.operations.view else { throw RegisterRefusal.notYours }
    }

    private static func writer(_ kind: RegisterKind, in scope: Scope) throws {
        guard !kind.writers.isDisjoint(with: scope.principal.roles) else {
            throw RegisterRefusal.notYours
        }
    }

    /// The entry that a form was made from; somebody else's newer version is not overwritten unseen.
    static func entry(
        _ kind: RegisterKind, _ number: EntryNumber, version: Int?, in scope: Scope
    ) throws -> RegisterEntry {
        guard let entry = try RegisterBook.entry(kind.code, number, from: scope.db) else {
            throw RegisterRefusal.unknownEntry
        }
        if let subject = entry.subject { scope.saw(subject) }
        if let version, version != entry.version { throw RegisterRefusal.changedMeanwhile }
        return entry
    }

    /// The fields at a stage, and that every entry referred to is there.
    static func fields(
        _ kind: RegisterKind, _ values: RegisterValues, at stage: RegisterField.Stage,
        in scope: Scope
    ) throws {
        let problems = kind.problems(values, at: stage)
        guard problems.isEmpty else { throw RegisterRefusal.fields(problems) }
        for field in kind.fields where field.form == .reference {
            guard let text = values[field.name], let number = EntryNumber(text),
                let other = field.choices.first
            else { continue }
            guard try RegisterBook.entry(other, number, from: scope.db) != nil else {
                throw RegisterRefusal.referenceMissing(field.label)
            }
        }
    }

    /// Free words of an officer: no 個人番号 may stand in them.
    static func words(_ text: String?) throws {
        guard let text, DigitGuard.looksLikeNumber(text) else { return }
        throw RegisterRefusal.fields([
            FieldProblem(field: "why", label: "理由", what: .numberLike)
        ])
    }
}
