// SPDX-License-Identifier: Apache-2.0

/// The effective period (有効期間), half-open: `until` is the first day outside, `nil` is open.
///
/// Papers and screens show the last day inside; files and programs use `until`.
public struct EffectivePeriod: Hashable, Sendable, Codable {
    public let from: CivilDate
    public let until: CivilDate?

    public init(from: CivilDate, until: CivilDate? = nil) {
        self.from = from
        self.until = until
    }

    /// The period whose last day inside is `last`.
    public init(from: CivilDate, through last: CivilDate) {
        self.init(from: from, until: last.next)
    }

    /// The last day inside; `nil` when open.
    public var lastDay: CivilDate? { until?.previous }

    /// Whether no day is inside.
    public var isEmpty: Bool { !runs(after: from) }

    public func contains(_ day: CivilDate) -> Bool {
        day >= from && runs(after: day)
    }

    /// Whether a day after `day` is not cut off by the end: the end is open, or lies behind it.
    public func runs(after day: CivilDate) -> Bool { until.map { day < $0 } ?? true }

    public func overlaps(_ other: EffectivePeriod) -> Bool {
        intersection(other) != nil
    }

    /// The days inside both, or `nil` when there is none.
    public func intersection(_ other: EffectivePeriod) -> EffectivePeriod? {
        let start = max(from, other.from)
        let end: CivilDate? =
            switch (until, other.until) {
            case (let mine?, let theirs?): min(mine, theirs)
            case (let mine, let theirs): mine ?? theirs
            }
        let both = EffectivePeriod(from: start, until: end)
        return both.isEmpty ? nil : both
    }

    /// This period cut so that `day` is its first day outside.
    public func ending(before day: CivilDate) -> EffectivePeriod {
        EffectivePeriod(from: from, until: until.map { min($0, day) } ?? day)
    }
}
