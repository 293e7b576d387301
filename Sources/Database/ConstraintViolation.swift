// SPDX-License-Identifier: Apache-2.0

/// A rule of the schema said no: the statement would have broken it. Holds names, never values.
public struct ConstraintViolation: Error, Sendable, Equatable {
    /// Which kind of rule.
    public enum Kind: String, Sendable {
        case unique, foreignKey, notNull, check, appendOnly, other
    }

    public let kind: Kind
    /// The constraint, table or column as the engine names it; the engines name differently.
    public let name: String

    public init(_ kind: Kind, name: String) {
        self.kind = kind
        self.name = name
    }
}
