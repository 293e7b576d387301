// SPDX-License-Identifier: Apache-2.0
public import Safeguards
import Vocabulary

/// 業務暦の実行: starts, carries out, stops and resumes the jobs of one installation.
///
/// Every step is one operation of the gate; how far the run is stands in the same transaction. Who
/// is killed loses the step that was under way and nothing else.
public struct JobEngine: Sendable {
    public let gate: Gate
    public let year: OfficeYear
    public let works: [String: any JobWork]
    /// Names this process among those that work on the same books.
    let owner: String
    /// The machine that this process runs on.
    let node: String
    /// How long a process may be silent before another one may take its run, in seconds.
    static let leaseSeconds: Int64 = 900

    /// - Parameters:
    ///   - node: the name of the machine.
    ///   - token: a random text; no other process ever had it.
    public init(
        gate: Gate, year: OfficeYear, works: [any JobWork], node: String, token: String
    ) {
        self.gate = gate
        self.year = year
        self.works = Dictionary(works.map { ($0.code, $0) }, uniquingKeysWith: { $1 })
        self.node = node
        owner = "\(node)/\(token)"
    }

    /// The title of a job, as the calendar spells it.
    public func title(of job: String) -> String { year.entry(job)?.title ?? job }

    /// - Throws: `JobRefusal.unknownJob`.
    public func work(_ job: String) throws(JobRefusal) -> any JobWork {
        guard let work = works[job] else { throw .unknownJob(job) }
        return work
    }

    /// - Throws: `SafeguardRefusal.notPermitted`: whoever may not do the work may not start it.
    func check(_ work: any JobWork, by principal: Principal) throws(SafeguardRefusal) {
        guard !work.operation.definition.roles.isDisjoint(with: principal.roles) else {
            throw .notPermitted
        }
    }

    /// Whether an officer may start a job: whether a button is shown.
    public func may(_ principal: Principal, _ job: String) -> Bool {
        guard let work = works[job] else { return false }
        return !work.operation.definition.roles.isDisjoint(with: principal.roles)
            && !StartJob.operation.definition.roles.isDisjoint(with: principal.roles)
    }

    /// The principal under which a run goes on when its officer has logged out: the entry names
    /// both the job and the log-in.
    func worker(_ principal: Principal) -> Principal {
        guard principal.session.first == "S" else { return principal }
        return Principal(
            officer: principal.officer, name: principal.name, roles: principal.roles,
            session: "J\(principal.session)", terminal: principal.terminal)
    }

    /// What goes beyond the thresholds of a job; `nil` where nothing does.
    func exceeded(_ job: String, _ difference: JobDifference, failed: Int) -> String? {
        let found = year.thresholds(of: job).compactMap {
            $0.exceeded(by: difference, failed: failed)
        }
        return found.isEmpty ? nil : found.joined(separator: "。")
    }
}
