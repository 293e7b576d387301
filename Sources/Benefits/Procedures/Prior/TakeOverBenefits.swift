// SPDX-License-Identifier: Apache-2.0
public import Safeguards

/// 給付の移行: what the system used before has paid, for a slice of children. Nothing becomes due by it.
public enum TakeOverBenefits {
    public static let operation = OperationCode.loadMigration

    /// - Returns: what stood here already, as the old system calls it; it is not written again.
    public static func perform(
        _ benefits: [PriorBenefit], in scope: Scope
    ) throws -> Set<String> {
        let known = try PriorBenefitBook.known(benefits.map(\.sourceKey), from: scope.db)
        let fresh = benefits.filter { !known.contains($0.sourceKey) }
        scope.saw(Set(fresh.map(\.child)))
        try scope.append(fresh.map { PriorBenefitRow(benefit: $0) })
        scope.counted(fresh.count)
        return known
    }
}
