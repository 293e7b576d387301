// SPDX-License-Identifier: Apache-2.0

/// Who asks: an officer in a session at a terminal, or a machine.
public struct Principal: Sendable, Hashable {
    /// The user id (利用者ID), in every log entry.
    public let officer: String
    /// The name on the screen.
    public let name: String
    public let roles: Set<Role>
    /// The number of the log-in. One of `Accounts` (`S` and digits) is checked to be open on every
    /// operation; any other text is a session of the wiring (a command, a machine, a rehearsal).
    public let session: String
    public let terminal: String
    /// True for an officer of a department that is not in charge and has no leave.
    public let isOutside: Bool
    /// The emergency access in force, if any.
    public let emergency: Emergency?

    public init(
        officer: String, name: String, roles: Set<Role>, session: String, terminal: String,
        isOutside: Bool = false, emergency: Emergency? = nil
    ) {
        self.isOutside = isOutside
        self.emergency = emergency
        self.officer = officer
        self.name = name
        self.roles = roles
        self.session = session
        self.terminal = terminal
    }

    /// A machine principal, named after its job (`import-claims`): only operations open to 機械.
    public static func machine(_ name: String) -> Principal {
        Principal(
            officer: "machine:\(name)", name: name, roles: [.system], session: "machine",
            terminal: "local")
    }

    /// True for a machine: no officer sits there.
    public var isMachine: Bool { officer.hasPrefix("machine:") }

    /// True when an operation is open to the principal by the emergency access alone.
    public func mayInEmergency(_ operation: OperationCode) -> Bool {
        operation.definition.roles.isDisjoint(with: roles)
            && emergency?.operations.contains(operation) ?? false
    }

    /// Somebody who has not logged in: holds no role and is allowed nothing.
    static func stranger(_ officer: String, terminal: String) -> Principal {
        Principal(officer: officer, name: "", roles: [], session: "none", terminal: terminal)
    }

    /// The row of the log-in, when `Accounts` made it.
    var sessionRow: Int64? {
        session.first == "S" ? Int64(session.dropFirst()) : nil
    }
}
