// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Vocabulary

/// One event about to be recorded.
struct ElectronicMove {
    let application: Int64
    let event: ElectronicEvent
    var reason: ElectronicReason?
    var note: String?
    var dueOn: CivilDate?

    /// - Throws: `.notAllowed`.
    init(
        _ command: ElectronicCommand, _ application: ElectronicApplication,
        reason: ElectronicReason? = nil, note: String? = nil, dueOn: CivilDate? = nil
    ) throws(ElectronicRefusal) {
        self.init(
            application: application.id,
            event: try ElectronicCourse.decide(command, at: application.status), reason: reason,
            note: note, dueOn: dueOn)
    }

    init(
        application: Int64, event: ElectronicEvent, reason: ElectronicReason? = nil,
        note: String? = nil, dueOn: CivilDate? = nil
    ) {
        self.application = application
        self.event = event
        self.reason = reason
        self.note = note?.isEmpty ?? true ? nil : note
        self.dueOn = dueOn
    }
}

/// What stands above the items of a form.
struct ElectronicHeading {
    let service: String
    let receipt: String
    let procedure: ElectronicProcedure
    let reason: ApplicationReason?
    let layout: String
    let edition: String
    let signature: FormSignature
    let appliedOn: CivilDate
    let firstAppliedOn: CivilDate
    let corrects: Int64?
    let leftBehind: Int
}

/// What a form service is told of an application: its number, its state, and a reason of the
/// closed list. Nothing else is here, so nothing else can leave.
struct StatusNotice: Hashable {
    let application: Int64
    let service: String
    let receipt: String
    let status: ElectronicStatus
    let event: Int64
    let at: Instant
    let reason: ElectronicReason?
    let dueOn: CivilDate?
}

extension ElectronicCourse {
    /// What the state of the ordinary application means for the electronic one; `nil` where the
    /// form service has nothing new to hear.
    static func following(_ status: ApplicationStatus) -> ElectronicCommand? {
        switch status {
        case .received, .held: nil
        case .checked, .heldChecked, .proposed: .examine
        case .granted, .carriedOut: .decide
        case .refused: .refuse
        case .withdrawn: .withdraw
        }
    }

    /// The same of a reimbursement case.
    static func following(_ stage: ReimbursementStage) -> ElectronicCommand? {
        switch stage {
        case .received: nil
        case .examining: .examine
        case .decided: .decide
        case .refused: .refuse
        case .withdrawn: .withdraw
        }
    }
}
