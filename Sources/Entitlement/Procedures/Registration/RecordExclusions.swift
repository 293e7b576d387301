// SPDX-License-Identifier: Apache-2.0
public import Safeguards
import Scheme
public import Vocabulary

/// 除外事由の登録 (生活保護の開始・廃止 …) of children that have an application or an entitlement.
public enum RecordExclusions {
    public static let operation = OperationCode.importWelfare

    /// Records events; an end closes the stretch that is open.
    ///
    /// - Returns: the children whose exclusions are known differently now.
    public static func perform(
        _ inputs: [ExclusionInput], in scope: Scope
    ) throws -> Set<AddresseeNumber> {
        let linked = try PersonBook.linked(inputs.map(\.child), from: scope.db)
        let known = try ExclusionBook.stretches(Array(linked), from: scope.db)
        let fresh = inputs.filter { input in
            guard linked.contains(input.child) else { return false }
            let same = known[input.child]?.last {
                $0.kind == input.word && $0.period.from == input.beganOn
            }
            guard let same else { return !input.isVoid }
            return input.isVoid || same.period.until != input.endedOn
        }
        let changed = Set(fresh.map(\.child))
        scope.saw(changed)
        try scope.append(fresh.map { ExclusionRow(input: $0) })
        scope.counted(fresh.count)
        return changed
    }
}
