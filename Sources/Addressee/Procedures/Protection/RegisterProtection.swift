// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Vocabulary

/// 支援措置の登録: a decision of two officers of a business takes effect for everybody who asks.
public enum RegisterProtection {
    public static let operation = OperationCode.setProtection

    /// Registers a measure for persons; the same decision twice changes nothing.
    /// - Parameter reference: names the decision of the business.
    public static func perform(
        _ numbers: [AddresseeNumber], until: CivilDate?, reference: String, in scope: Scope
    ) throws {
        scope.saw(numbers)
        guard try !ProtectionBook.knows(reference: reference, in: scope) else { return }
        for number in Set(numbers).sorted() {
            try ProtectionBook.register(
                number, until: until, reference: reference, in: scope)
        }
        scope.counted(Set(numbers).count)
    }
}

/// 支援措置の終了: only against what is known at that moment.
public enum LiftProtection {
    public static let operation = OperationCode.endProtection

    /// Lifts the measures of persons, all or none; the same decision twice changes nothing.
    /// - Parameter versions: what the officers saw, by person.
    /// - Throws: `AddresseeRefusal.protectionMoved` where something newer is known of one of them.
    public static func perform(
        _ versions: [AddresseeNumber: ProtectionVersion], reference: String, in scope: Scope
    ) throws {
        scope.saw(versions.keys)
        guard try !ProtectionBook.knows(reference: reference, in: scope) else { return }
        let standings = try ProtectionBook.inForce(versions.keys, in: scope)
        for (number, version) in versions.sorted(by: { $0.key < $1.key }) {
            guard let standing = standings[number], standing.version == version else {
                throw AddresseeRefusal.protectionMoved
            }
            try ProtectionBook.lift(standing, reference: reference, in: scope)
        }
        scope.counted(versions.count)
    }
}
