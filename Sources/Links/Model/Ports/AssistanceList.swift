// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// The welfare office's list of who is on public assistance (生活保護), asked for named persons only.
///
/// System 1 may not keep rows about children who have not applied, so the list is asked at the
/// moment an application arrives.
public protocol AssistanceList: Sendable {
    /// The periods of the asked persons; who was never on assistance is missing.
    func periods(
        of persons: Set<AddresseeNumber>
    ) throws -> [AddresseeNumber: [EffectivePeriod]]
}

/// The twin in memory.
public struct MemoryAssistanceList: AssistanceList {
    private let known: [AddresseeNumber: [EffectivePeriod]]

    public init(_ known: [AddresseeNumber: [EffectivePeriod]] = [:]) { self.known = known }

    public func periods(
        of persons: Set<AddresseeNumber>
    ) throws -> [AddresseeNumber: [EffectivePeriod]] {
        known.filter { persons.contains($0.key) }
    }
}
