// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
import Vocabulary

extension ApplicationStatus: SQLValueConvertible {}
extension ApplicationEvent: SQLValueConvertible {}
extension ApplicationChannel: SQLValueConvertible {}
extension ResidentCheck.Result: SQLValueConvertible {}
extension ResidentCheck.Part: SQLValueConvertible {}

struct ApplicationRow: FactRow {
    static let table = "application"
    static let columns = [
        "receipt", "kind", "reason", "channel", "ex_officio", "applied_on", "cause_on", "child",
        "applicant", "married", "consent", "insurance_evidence", "preferred_serial", "place",
    ]
    let receipt: String
    let input: ApplicationInput

    var values: [any SQLValueConvertible] {
        [
            receipt, input.kind, input.reason, input.channel, input.channel == .exOfficio,
            input.appliedOn, input.causeOn, input.child, input.applicant, input.isMarried,
            input.consents, input.hasInsuranceEvidence, input.preferredSerial, input.place,
        ]
    }
}

struct ApplicationEventRow: FactRow {
    static let table = "application_event"
    static let columns = [
        "application_id", "event", "reason", "missing_papers", "due_on", "officer",
    ]
    let application: Int64
    let event: ApplicationEvent
    var reason: String?
    var missingPapers: String?
    var dueOn: CivilDate?
    let officer: String

    var values: [any SQLValueConvertible] {
        [application, event, reason, missingPapers, dueOn, officer]
    }
}

struct ResidentCheckRow: FactRow {
    static let table = "resident_check"
    static let columns = [
        "application_id", "subject", "part", "result", "differences", "record_hash",
    ]
    let application: Int64
    let check: ResidentCheck

    var values: [any SQLValueConvertible] {
        let differences: String? =
            check.differences.isEmpty ? nil : check.differences.joined(separator: "、")
        return [
            application, check.subject, check.part, check.result, differences, check.recordHash,
        ]
    }
}

struct IdentityCheckRow: FactRow {
    static let table = "identity_check"
    static let columns = [
        "application_id", "number_check", "method", "documents", "interviewed", "agent_name",
        "agent_document", "clerk", "checked_on", "explanation_version", "explained",
    ]
    let application: Int64
    let evidence: IdentityEvidence
    let clerk: String
    let on: CivilDate

    var values: [any SQLValueConvertible] {
        [
            application, evidence.numberCheck, evidence.method, evidence.documents,
            evidence.isInterviewed, evidence.agentName, evidence.agentDocument, clerk, on,
            evidence.explanationVersion, evidence.isExplained,
        ]
    }
}
