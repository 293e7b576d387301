// SPDX-License-Identifier: Apache-2.0

/// What is known of an operation when it begins: who, what, from where, why.
public struct Act: Hashable, Sendable {
    /// The code of the operation.
    public let code: String
    /// The officer's number, or the name of a machine.
    public let officer: String
    public let session: String
    public let terminal: String
    public let purpose: String
    /// What the officer gave as the reason; never a value about a person.
    public let reason: String?

    public init(
        code: String, officer: String, session: String, terminal: String, purpose: String,
        reason: String? = nil
    ) {
        self.code = code
        self.officer = officer
        self.session = session
        self.terminal = terminal
        self.purpose = purpose
        self.reason = reason
    }
}
