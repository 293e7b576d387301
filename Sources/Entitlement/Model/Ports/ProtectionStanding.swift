// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Vocabulary

/// How somebody stands with protection measures (支援措置), as System 2 tells it.
public struct ProtectionStanding: Hashable, Sendable {
    public let number: AddresseeNumber
    /// Changes with everything new that is known; an end must name it.
    public let version: String
    /// The stated end; `nil` where none was stated. A day that passed ends nothing.
    public let until: CivilDate?
    /// The resident register says so.
    public let isFed: Bool
    /// Two officers registered it.
    public let isRegistered: Bool
    /// The register has not said so again in its newest record: officers must look.
    public let hasEndedInRegister: Bool

    public init(
        number: AddresseeNumber, version: String, until: CivilDate?, isFed: Bool,
        isRegistered: Bool, hasEndedInRegister: Bool = false
    ) {
        self.number = number
        self.version = version
        self.until = until
        self.isFed = isFed
        self.isRegistered = isRegistered
        self.hasEndedInRegister = hasEndedInRegister
    }

    /// 住民記録の支援措置, 登録, or both.
    public var sourceWording: String {
        [isFed ? "住民記録の支援措置" : nil, isRegistered ? "登録" : nil].compactMap(\.self)
            .joined(separator: "・")
    }
}

/// Who is protected, kept by System 2 for everybody who asks it.
public protocol ProtectionRegister: Sendable {
    /// Of these persons those for whom a measure is in force; `nil` is everybody.
    func protections(
        of numbers: [AddresseeNumber]?
    ) throws -> [AddresseeNumber: ProtectionStanding]
    /// A decision of two officers takes effect; twice changes nothing.
    func protect(
        _ numbers: [AddresseeNumber], until: CivilDate?, reference: String,
        by officer: Principal
    ) throws
    /// A decision of two officers ends measures, all or none; twice changes nothing.
    /// - Parameter versions: what they saw, by person.
    /// - Throws: a refusal where something newer is known of one of them.
    func unprotect(
        _ versions: [AddresseeNumber: String], reference: String, by officer: Principal
    ) throws
}
