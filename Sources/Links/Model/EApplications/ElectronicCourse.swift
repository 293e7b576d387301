// SPDX-License-Identifier: Apache-2.0

/// The state machine of an electronic application: two pure functions and one table.
///
/// No path leads from arrival to a decision but through 受付, which only an officer makes, and
/// after which the decision is the one of the ordinary application: nothing is granted here.
public enum ElectronicCourse {
    /// The commands that a status allows.
    public static func allowed(_ status: ElectronicStatus) -> Set<ElectronicCommand> {
        switch status {
        case .arrived: [.beginCheck, .withdraw]
        case .checking: [.accept, .askCorrection, .sendBack, .withdraw]
        case .correction: [.takeCorrection, .sendBack, .withdraw]
        case .accepted: [.examine, .decide, .refuse, .withdraw]
        case .examining: [.decide, .refuse, .withdraw]
        case .decided, .refused, .withdrawn, .returned: []
        }
    }

    /// What a command adds to the history.
    ///
    /// - Throws: `.notAllowed`.
    public static func decide(
        _ command: ElectronicCommand, at status: ElectronicStatus
    ) throws(ElectronicRefusal) -> ElectronicEvent {
        guard allowed(status).contains(command) else { throw .notAllowed(command, status) }
        return switch command {
        case .beginCheck: .checkBegun
        case .accept: .accepted
        case .askCorrection: .correctionAsked
        case .takeCorrection: .corrected
        case .sendBack: .returned
        case .withdraw: .withdrawn
        case .examine: .examined
        case .decide: .decided
        case .refuse: .refused
        }
    }

    /// The status after an event.
    public static func evolve(_ event: ElectronicEvent) -> ElectronicStatus {
        switch event {
        case .arrived: .arrived
        case .checkBegun, .corrected: .checking
        case .accepted: .accepted
        case .correctionAsked: .correction
        case .examined: .examining
        case .decided: .decided
        case .refused: .refused
        case .withdrawn: .withdrawn
        case .returned: .returned
        }
    }
}
