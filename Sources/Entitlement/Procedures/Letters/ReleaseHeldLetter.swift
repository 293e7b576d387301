// SPDX-License-Identifier: Apache-2.0
public import Safeguards
import Vocabulary

/// 発送承認: the second officer releases one letter to a member of a protected family, or refuses it.
/// The letter is printed afterwards, with the address of that moment.
public enum ReleaseHeldLetter {
    public static let operation = OperationCode.releaseHeldLetter

    /// - Parameter isReleased: false refuses the letter for good.
    /// - Throws: `ProtectionRefusal.unknownHold`, `.holdSettled`;
    ///   `EntitlementRefusal.namedAbuser`; `SafeguardRefusal.sameOfficer`.
    public static func perform(
        _ id: Int64, isReleased: Bool = true, directory: any AddresseeDirectory, in scope: Scope
    ) throws {
        guard let hold = try HeldLetterBook.hold(id, from: scope.db) else {
            throw try HeldLetterBook.exists(id, from: scope.db)
                ? ProtectionRefusal.holdSettled : ProtectionRefusal.unknownHold
        }
        scope.saw([hold.recipient, hold.about])
        guard hold.releasedBy == nil else { throw ProtectionRefusal.holdSettled }
        try FourEyes.check(proposer: hold.officer, approver: scope.principal.officer)
        if isReleased { try check(hold, directory, in: scope) }
        try scope.append([
            LetterHoldOutcomeRow(
                hold: id, outcome: isReleased ? .released : .refused,
                officer: scope.principal.officer, reason: scope.reason)
        ])
    }

    private static func check(
        _ hold: HeldLetter, _ directory: any AddresseeDirectory, in scope: Scope
    ) throws {
        let people = try directory.persons([hold.recipient, hold.about])
        let guardian = try LetterGuard(
            recipients: [hold.recipient], people: people, directory: directory, from: scope.db)
        switch guardian.standing(of: hold.recipient, about: [hold.about]) {
        case .forbidden: throw EntitlementRefusal.namedAbuser
        // A letter about several children is compared whole when it is printed.
        case .free, .guarded: break
        }
    }
}
