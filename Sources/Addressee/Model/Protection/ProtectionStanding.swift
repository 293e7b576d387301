// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// How somebody stands with protection measures (支援措置): what the register said last, what two
/// officers registered last, and up to where both were lifted.
public struct ProtectionStanding: Sendable, Hashable {
    public let addressee: AddresseeNumber
    /// The newest change number (異動連番) of the feed that spoke of a measure; 0 is none.
    public let feedChange: Int64
    public let feedUntil: CivilDate?
    /// The newest registration; 0 is none.
    public let measure: Int64
    public let measureUntil: CivilDate?
    let liftedChange: Int64
    let liftedMeasure: Int64

    /// Whether the register's measure is in force.
    public var isFed: Bool { feedChange > liftedChange }
    /// Whether a registered measure is in force.
    public var isRegistered: Bool { measure > liftedMeasure }
    /// In force until two officers lift it; a day that passed ends nothing.
    public var isInForce: Bool { isFed || isRegistered }

    /// The later end of what is in force; `nil` where no end was stated.
    public var until: CivilDate? {
        let ends = [isFed ? feedUntil : nil, isRegistered ? measureUntil : nil]
        return ends.compactMap(\.self).max()
    }

    /// What a lift must name: any newer measure makes another version of it.
    public var version: ProtectionVersion {
        ProtectionVersion(feedChange: feedChange, measure: measure)
    }
}

/// The newest of what is known of somebody's protection; compared before anything is lifted.
public struct ProtectionVersion: Sendable, Hashable, CustomStringConvertible {
    let feedChange: Int64
    let measure: Int64

    init(feedChange: Int64, measure: Int64) {
        self.feedChange = feedChange
        self.measure = measure
    }

    /// Reads what `description` wrote.
    public init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let change = Int64(parts[0]), let measure = Int64(parts[1]),
            change >= 0, measure >= 0
        else { return nil }
        feedChange = change
        self.measure = measure
    }

    public var description: String { "\(feedChange)-\(measure)" }
}
