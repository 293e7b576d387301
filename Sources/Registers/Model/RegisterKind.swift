// SPDX-License-Identifier: Apache-2.0
public import Safeguards
import Vocabulary

/// One register, as its file in `Kinds/` declares it: what it is for, its fields, who may write, and
/// when it is due. A new register is a new file, not new code.
public struct RegisterKind: Sendable {
    /// How an entry lives.
    public enum Life: String, Sendable {
        /// Written once; whole when written.
        case record
        /// Open until it is settled.
        case task
        /// In force for a while: drafted, activated, ended.
        case term
    }

    /// Whose screen it stands on.
    public enum Desk: String, Sendable {
        case registers, disclosures, enquiries, incidents
    }

    /// Whether a file must prove it before it is in force or settled.
    public enum Evidence: String, Sendable { case none, optional, required }

    public let code: String
    public let title: String
    public let group: String
    /// The measures of the assessment that the register keeps, `R-57`.
    public let measures: [String]
    public let purpose: String
    public let life: Life
    public let desk: Desk
    public let writers: Set<Role>
    /// Who confirms each version as the second person, and within how many days; `nil` where nobody
    /// has to.
    public let confirmers: (roles: Set<Role>, days: Int)?
    public let evidence: Evidence
    /// Whether the entries are about residents: then they rest sealed, and name their 宛名番号.
    public let isPersonal: Bool
    public let retention: String
    public let fields: [RegisterField]
    public let milestones: [Milestone]
    public let period: PeriodRule?

    public func field(_ name: String) -> RegisterField? { fields.first { $0.name == name } }

    /// Whether it has any due date, so that an alarm can ring.
    public var hasDueDate: Bool { !milestones.isEmpty || period != nil || confirmers != nil }

    /// What is wrong with values at a stage, in the order of the fields.
    public func problems(_ values: RegisterValues, at stage: RegisterField.Stage) -> [FieldProblem]
    {
        let unknown = values.fields.filter { field($0) == nil }
            .map { FieldProblem(field: $0, label: $0, what: .unknown) }
        return unknown
            + fields.compactMap { field in
                field.problem(values[field.name], at: stage).map {
                    FieldProblem(field: field.name, label: field.label, what: $0)
                }
            }
    }

    /// The stage at which a state asks for its fields.
    func stage(of state: EntryState) -> RegisterField.Stage {
        switch (life, state) {
        case (_, .void): .entry
        case (.record, _): .entry
        case (_, .open): .entry
        case (_, .active): .active
        case (_, .closed): .close
        }
    }

    /// The operation of the table under which it is written, confirmed and read.
    public var operations: (enter: OperationCode, change: OperationCode, view: OperationCode) {
        switch desk {
        case .registers:
            (OperationCode.writeRegister, OperationCode.writeRegister, OperationCode.viewRegisters)
        case .disclosures:
            (
                OperationCode.receiveDisclosure, OperationCode.decideDisclosure,
                OperationCode.viewDisclosures
            )
        case .enquiries:
            (
                OperationCode.writeEnquirySlip, OperationCode.writeEnquirySlip,
                OperationCode.viewEnquirySlips
            )
        case .incidents:
            (
                OperationCode.reportIncident, OperationCode.manageIncident,
                OperationCode.viewIncidents
            )
        }
    }
}

/// Where an entry stands.
public enum EntryState: String, Sendable, CaseIterable {
    case open, active, closed
    /// Written by mistake: it stays, with the reason, and counts for nothing.
    case void

    /// The word on the screen.
    public var title: String {
        switch self {
        case .open: "記入中"
        case .active: "有効"
        case .closed: "完了"
        case .void: "取消"
        }
    }
}
