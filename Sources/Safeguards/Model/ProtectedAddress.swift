// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// An address in its parts.
public struct Address: Hashable, Sendable, Codable {
    /// Seven digits, with or without a hyphen, as the register has them.
    public let postalCode: String
    public let text: String
    /// 方書: building and room.
    public let building: String

    public init(postalCode: String, text: String, building: String) {
        self.postalCode = postalCode
        self.text = text
        self.building = building
    }
}

/// An address that knows whose it is. It is not a `String`: it is printed only on a letter to its
/// owner and shown only to who may see it, so that the compiler finds every way out (T-02).
public struct ProtectedAddress: Hashable, Sendable {
    /// Whose address it is.
    public let owner: AddresseeNumber
    /// True while a protection measure (支援措置) is in force for the owner.
    public let isProtected: Bool
    let address: Address

    public init(_ address: Address, of owner: AddresseeNumber, isProtected: Bool) {
        self.address = address
        self.owner = owner
        self.isProtected = isProtected
    }

    /// The address for the window of a letter.
    /// - Throws: `foreignAddress` when the letter goes to somebody else; `protectedAddress` when two
    ///   persons have not released it.
    public func printable(for token: RecipientToken) throws(SafeguardRefusal) -> Address {
        guard token.recipient == owner else { throw .foreignAddress }
        guard !isProtected || token.isReleased else { throw .protectedAddress }
        return address
    }

    /// The address for a screen; `nil` when the reader may not see it. A protected address is never
    /// shown this way: that is the operation `revealProtectedAddress`.
    public func shown(to reader: Principal) -> Address? {
        guard !isProtected, FieldPolicy.visibility(of: .address, to: reader) == .shown else {
            return nil
        }
        return address
    }

    /// A protected address for the one operation that reveals it, with a reason, in the log.
    /// - Throws: `protectedAddress` from any other operation.
    public func revealed(in scope: Scope) throws(SafeguardRefusal) -> Address {
        guard scope.operation == .revealProtectedAddress else { throw .protectedAddress }
        scope.saw(owner)
        return address
    }

    /// True when both are in one place; says nothing about where.
    public func isSamePlace(as other: ProtectedAddress) -> Bool { address == other.address }
}

extension ProtectedAddress: CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    public var description: String { isProtected ? "［支援措置］" : "［住所］" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
