// SPDX-License-Identifier: Apache-2.0

/// The state machine of an application: two pure functions and one table.
public enum ApplicationCourse {
    /// The commands that a status allows; nothing is examined without a resident check.
    public static func allowed(_ status: ApplicationStatus) -> Set<ApplicationCommand> {
        switch status {
        case .received: [.checkResidents, .hold, .carryOut, .withdraw]
        case .checked: [.checkResidents, .hold, .judge, .propose, .carryOut, .withdraw]
        case .held: [.checkResidents, .release, .withdraw]
        case .heldChecked: [.checkResidents, .release, .withdraw]
        case .proposed: [.sendBack, .grant, .refuse, .carryOut]
        case .granted, .refused, .carriedOut, .withdrawn: []
        }
    }

    /// What a command would add to the history of the application; `nil` where it adds nothing.
    ///
    /// - Throws: `.notAllowed`, or `.noResidentCheck` where only the check is missing.
    public static func decide(
        _ command: ApplicationCommand, at status: ApplicationStatus
    ) throws(EntitlementRefusal) -> ApplicationEvent? {
        guard allowed(status).contains(command) else {
            let isMissingCheck = status == .received && (command == .judge || command == .propose)
            throw isMissingCheck ? .noResidentCheck : .notAllowed(command, status)
        }
        switch command {
        case .checkResidents: return .checked
        case .hold: return .held
        case .release: return .released
        case .judge: return nil
        case .propose: return .proposed
        case .sendBack: return .sentBack
        case .grant: return .granted
        case .refuse: return .refused
        case .carryOut: return .carriedOut
        case .withdraw: return .withdrawn
        }
    }

    /// The status after an event; `nil` status is an application that does not exist yet.
    public static func evolve(
        _ status: ApplicationStatus?, _ event: ApplicationEvent
    ) -> ApplicationStatus {
        switch event {
        case .received: .received
        case .checked: status == .held || status == .heldChecked ? .heldChecked : .checked
        case .held: status == .checked ? .heldChecked : .held
        case .released: status == .heldChecked ? .checked : .received
        case .proposed: .proposed
        case .sentBack: .checked
        case .granted: .granted
        case .refused: .refused
        case .carriedOut: .carriedOut
        case .withdrawn: .withdrawn
        }
    }

    /// The status after a whole history, `nil` for an empty one.
    public static func replay(_ events: some Sequence<ApplicationEvent>) -> ApplicationStatus? {
        events.reduce(nil) { evolve($0, $1) }
    }
}
