// SPDX-License-Identifier: Apache-2.0
public import Safeguards

/// One way of work on which money, data, rights or people's safety depend, as the states that it
/// passes and the operations that move it (G-19). The table of these ways is searched for a path of
/// one person, and its every edge is tried with the real procedure.
public struct Workflow: Sendable, Hashable, Identifiable {
    /// What the last step brings about.
    public enum Goal: String, CaseIterable, Sendable {
        case pay, redirect, waive, entitle, grant, export, delete, unprotect, disclose, resume
        case attest

        /// The word on screens and in papers.
        public var wording: String {
            switch self {
            case .pay: "支払う"
            case .redirect: "振込先を変える"
            case .waive: "返還を求めない"
            case .entitle: "資格を決める"
            case .grant: "権限を与える"
            case .export: "持ち出す"
            case .delete: "消す"
            case .unprotect: "保護を外す"
            case .disclose: "開示する"
            case .resume: "停止を解く"
            case .attest: "台帳を確認する"
            }
        }
    }

    /// One step; `from` is empty for a step that begins the work.
    public struct Step: Sendable, Hashable {
        public let name: String
        public let operation: OperationCode
        public let from: Set<String>
        public let to: String
        /// Steps whose officers may not take this one.
        public let notBy: Set<String>
        /// Who takes it gives the content its shape: what was agreed to before is void.
        public let shapes: Bool
        /// Further steps that are void when this one is taken: a new run is nobody's yet.
        public let voids: Set<String>
        /// A machine may take it where the table of operations says so; false where the procedure
        /// itself wants a person.
        public let machineMay: Bool
        /// The officer whom it favours may not take it.
        public let notByBeneficiary: Bool
        /// The procedure counts the persons who had the work in hand, and wants two.
        public let countsPersons: Bool

        public init(
            _ name: String, _ operation: OperationCode, from: Set<String> = [], to: String,
            notBy: Set<String> = [], shapes: Bool = false, voids: Set<String> = [],
            machineMay: Bool = true, notByBeneficiary: Bool = false, countsPersons: Bool = false
        ) {
            self.voids = voids
            self.name = name
            self.operation = operation
            self.from = from
            self.to = to
            self.notBy = notBy
            self.shapes = shapes
            self.machineMay = machineMay
            self.notByBeneficiary = notByBeneficiary
            self.countsPersons = countsPersons
        }
    }

    public let id: String
    public let title: String
    public let goal: Goal
    /// The state in which the goal is reached.
    public let end: String
    public let steps: [Step]
    /// What comes from outside by a machine is somebody else's word: a path of machine and one
    /// officer is then allowed. Never for paying.
    public let outsideCounts: Bool

    public init(
        _ id: String, _ title: String, _ goal: Goal, end: String, outsideCounts: Bool = false,
        _ steps: [Step]
    ) {
        self.id = id
        self.title = title
        self.goal = goal
        self.end = end
        self.steps = steps
        self.outsideCounts = outsideCounts
    }
}
