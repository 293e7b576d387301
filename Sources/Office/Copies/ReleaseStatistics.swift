// SPDX-License-Identifier: Apache-2.0
public import Benefits
public import Copying
import Entitlement
public import Reports
public import Safeguards

extension Installation {
    /// The question with those whose place is not told now, as System 2 knows them; where no row
    /// names a place, nobody is asked.
    public func telling(_ question: StatisticsQuestion) throws -> StatisticsQuestion {
        guard question.subject.tellsPlace else { return question }
        var question = question
        question.hidden = Set(try directory.protections(of: nil).keys)
        return question
    }

    /// A table of statistics as it may leave the office: compared with those that left before, and kept
    /// for the next one. What it is a part of stands in the print log.
    /// - Parameter question: with those whose place is not told.
    public func compareStatistics(
        _ question: StatisticsQuestion, in scope: Scope
    ) throws -> StatisticsRelease {
        let subject = question.subject
        let day = subject.isOnDay ? question.day : nil
        let earlier = try ReleaseBook.releases(
            of: subject.rawValue, near: day, within: ceilings.terms.statisticsDays,
            from: scope.db)
        let release = try ProduceStatistics.perform(question, after: earlier, in: scope)
        try ReleaseBook.keep(release.kept, of: subject.rawValue, on: day, in: scope)
        return release
    }

    /// A table of statistics that leaves the office by itself: compared, kept, and recorded in the print
    /// log; inside the operation `produceStatistics` on paper, and `exportData` as a file: that needs
    /// the right to bring data out, and a reason.
    public func releaseStatistics(
        _ question: StatisticsQuestion, as form: PrintedOutput.Form = .file, in scope: Scope
    ) throws -> StatisticsRelease {
        let release = try compareStatistics(try telling(question), in: scope)
        try PrintLog.record(
            PrintedOutput(
                "統計表 \(question.subject.title)", form: form, expected: release.rows,
                produced: release.rows), ceilings: ceilings, in: scope)
        return release
    }

    /// The numbers of 県補助 by month that leave the office; kept and recorded as those tables are.
    public func releaseSubsidy(
        _ period: StatisticsPeriod, law: BenefitLaw, in scope: Scope
    ) throws -> StatisticsRelease {
        let subject = "subsidy"
        let earlier = try ReleaseBook.releases(
            of: subject, near: nil, within: ceilings.terms.statisticsDays, from: scope.db)
        let release = try ProduceSubsidy.perform(period, law: law, after: earlier, in: scope)
        try ReleaseBook.keep(release.kept, of: subject, on: nil, in: scope)
        try PrintLog.record(
            PrintedOutput(
                "県補助の月ごとの数", form: .file, expected: release.rows, produced: release.rows),
            ceilings: ceilings, in: scope)
        return release
    }
}
