// SPDX-License-Identifier: Apache-2.0
import Jobs
import Office
import Safeguards
import Vocabulary

/// What a button would do, before it does it: the procedure itself was carried out and taken back, as
/// the trial of a job is. A second press carries it out.
struct TrialBody: PageModel {
    struct Figure: PageModel {
        let name: String
        let now: String
        let before: String
        let change: String

        /// - Parameter before: `nil` where nothing is to compare with.
        init(_ name: String, _ now: Int, before: Int?, _ unit: String) {
            self.name = name
            self.now = Say.count(now) + unit
            self.before = before.map { Say.count($0) + unit } ?? "—"
            change =
                before.map { (now >= $0 ? "+" : "") + Say.count(now - $0) + unit } ?? "—"
        }
    }

    /// What is left out, or goes in held, with why and where it is found afterwards.
    struct LeftOut: PageModel {
        let why: String
        let count: String
        let what: String

        /// `nil` where there is none.
        init?(_ why: String, _ count: Int, _ what: String) {
            guard count > 0 else { return nil }
            self.why = why
            self.count = Say.cases(count)
            self.what = what
        }
    }

    let lead: String
    let items: [Item]
    /// The headings of the two columns.
    let nowTitle: String
    let beforeTitle: String
    let figures: [Figure]
    let leftOut: [LeftOut]
    let hasLeftOut: Bool
    /// Limits of the job that these figures go beyond.
    let warnings: [String]
    let hasWarnings: Bool
    /// `nil` where there is nothing to carry out.
    let action: String?
    /// What the second press sends along.
    let sent: [Item]
    let button: String
    let back: String
    /// Whether what is sent along was typed, and a button leads back to it.
    var isTyped = false

    /// The limits of a job that its figures go beyond.
    static func warnings(
        _ job: String, _ now: JobTotals, before: JobTotals?, _ visit: Visit
    ) -> [String] {
        visit.desk.engine.year.thresholds(of: job).compactMap {
            $0.exceeded(by: JobDifference(now: now, before: before), failed: 0)
        }
    }

    /// The page around it.
    func page(
        _ title: String, _ crumb: Crumb, key: String, problems: [FormProblem]
    ) -> Page {
        var keys: [Key] = []
        if action != nil { keys.append(.send("F12", key, form: "trial-form", isMain: true)) }
        keys.append(.link("Escape", "やめる", back))
        return Page(
            "jobs/trial", title, crumbs: [.home, crumb], keys: keys, problems: problems, body: self)
    }
}

extension Visit {
    /// Carries an operation out and takes it back: nothing but the log entry stays.
    func tryOut<R: Sendable>(
        _ operation: OperationCode, _ body: @escaping @Sendable (Scope) throws -> R
    ) async throws -> R {
        let officer = try officer()
        return try await installation.casework.trialAsync(
            operation, by: officer, for: operation.definition.purpose(for: officer, operation),
            reason: "試行", body)
    }
}
