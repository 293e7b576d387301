// SPDX-License-Identifier: Apache-2.0

/// What the table of operations says about one operation.
public struct OperationDefinition: Sendable {
    /// How an operation meets the data.
    public enum Kind: String, Sendable, CaseIterable {
        /// Shows data; the log entry is durable before the answer leaves.
        case read
        /// Changes data; facts and log entry are one transaction.
        case write
        /// Makes something that leaves the program (letter, file, copy); recorded like a write.
        case output
    }

    /// The verb of the office.
    public let title: String
    public let kind: Kind
    /// Any one of these is enough; nobody else may.
    public let roles: Set<Role>
    /// The purposes for which it may be asked.
    public let purposes: Set<Purpose>
    /// The screen of `screens.md` §7; `nil` for work without a screen.
    public let screen: String?
    /// True when the log must name the persons shown or changed.
    public let auditsSubjects: Bool
    /// True when a typed reason is required.
    public let needsReason: Bool
    /// True when the authenticator must have proved the officer within the last minutes.
    public let needsProof: Bool
}
