// SPDX-License-Identifier: Apache-2.0
public import Copying
public import Reports
public import Safeguards

extension Installation {
    /// A table of statistics that leaves the office: compared with those that left before, kept for
    /// the next one, and recorded in the print log; inside the operation `produceStatistics`.
    public func releaseStatistics(
        _ question: StatisticsQuestion, as form: PrintedOutput.Form = .file, in scope: Scope
    ) throws -> StatisticsRelease {
        let subject = question.subject
        let day = subject.isOnDay ? question.day : nil
        let earlier = try ReleaseBook.releases(
            of: subject.rawValue, near: day, within: ceilings.terms.statisticsDays,
            from: scope.db)
        let release = try ProduceStatistics.perform(question, after: earlier, in: scope)
        try ReleaseBook.keep(release.kept, of: subject.rawValue, on: day, in: scope)
        try PrintLog.record(
            PrintedOutput(
                "統計表 \(subject.title)", form: form, expected: release.rows,
                produced: release.rows), ceilings: ceilings, in: scope)
        return release
    }
}
