// SPDX-License-Identifier: Apache-2.0
public import Database
import Scheme
public import Vocabulary

/// A claim that lapses soon (時効), or has lapsed and is not written off.
public struct NearLimitation: Sendable {
    /// So many months ahead the office is warned; a help of the office, no rule of the law.
    public static let months = 6

    public let file: RecoveryFile
    /// The last day on which the claim stands.
    public let lastDay: CivilDate
    /// Only 不納欠損 is left.
    public let isLapsed: Bool

    /// The last day that is near.
    public static func last(from today: CivilDate) -> CivilDate {
        let month = today.yearMonth.adding(months: months)
        return min(month.firstDay.adding(days: today.day - 1), month.lastDay)
    }

    /// Claims with something outstanding, the day that comes first at the head; none where the book leaves
    /// the limitation open.
    public static func all(
        on today: CivilDate, law: RecoveryLaw, from db: any Connection
    ) throws -> [NearLimitation] {
        let last = last(from: today)
        // The first page asks this at every visit: what is too young to lapse is not opened.
        let open = try RecoveryBook.all(from: db).filter { recovery in
            guard recovery.outstanding > .zero,
                let limitation = try? law.limitation(on: recovery.claimedOn)
            else { return false }
            let first = min(recovery.dueOn ?? recovery.claimedOn, recovery.claimedOn)
            return limitation.lastDay(after: first) <= last
        }.map(\.id)
        guard !open.isEmpty else { return [] }
        return among(
            try RecoveryFile.load(open, law: law, today: today, from: db).values.map(\.self),
            on: today)
    }

    /// The same among files that are open already.
    public static func among(_ files: [RecoveryFile], on today: CivilDate) -> [NearLimitation] {
        let last = last(from: today)
        return files.compactMap { file -> NearLimitation? in
            guard file.recovery.outstanding > .zero, let clock = file.clock, clock.lastDay <= last
            else { return nil }
            return NearLimitation(
                file: file, lastDay: clock.lastDay, isLapsed: clock.isLapsed(on: today))
        }
        .sorted { ($0.lastDay, $0.file.recovery.id) < ($1.lastDay, $1.file.recovery.id) }
    }
}
