// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
public import Vocabulary

/// 研修: whoever has no record of the year may not log in once the days of grace are over (asked under
/// `OperationCode.login`).
public enum Training {
    /// The subjects that an officer still lacks in the campaign in force on a day, and from when on that
    /// keeps the officer out; `nil` without a campaign or with every record.
    public struct Lack: Sendable, Hashable {
        public let year: FiscalYear
        public let subjects: [String]
        /// The last day of grace.
        public let graceUntil: CivilDate
    }

    /// - Returns: `RegisterRule.trainingMissing` after the days of grace.
    public static func objection(
        to officer: String, on day: CivilDate, from db: any Connection
    ) throws -> RegisterRefusal? {
        guard let lack = try lack(of: officer, on: day, from: db), day > lack.graceUntil else {
            return nil
        }
        return .rule(.trainingMissing)
    }

    /// Until the first campaign is in force nobody lacks anything.
    public static func lack(
        of officer: String, on day: CivilDate, from db: any Connection
    ) throws -> Lack? {
        let campaigns = try RegisterBook.entries(
            of: "training-campaign", states: [.active], limit: 20, from: db)
        let begun = campaigns.filter { $0.values.day("from").map { $0 <= day } ?? false }
        guard let campaign = begun.max(by: { start($0) < start($1) }),
            let year = campaign.values.number("year"),
            let grace = campaign.values.number("graceDays")
        else { return nil }
        let done = try RegisterBook.entries(
            of: "training", where: "officer", is: officer, from: db
        ).filter { $0.values.number("year") == year }.compactMap { $0.values["subject"] }
        let missing = campaign.values.ticked("subjects").filter { !done.contains($0) }
        guard !missing.isEmpty else { return nil }
        return Lack(
            year: FiscalYear(year), subjects: missing,
            graceUntil: start(campaign).adding(days: grace))
    }

    private static func start(_ campaign: RegisterEntry) -> CivilDate {
        campaign.values.day("from") ?? campaign.enteredOn
    }
}
