// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// What an office has settled for its accounts. The numbers are not of the law: they are the
/// office's own measures (security.md §break-glass, R-51, R-52, R-85f) and may be made stricter.
public struct AccountRules: Sendable {
    /// True where one administrator alone may give roles: rehearsals that say so, never a real
    /// installation.
    public var oneOfficerGrants: Bool
    /// 所管課: whose officers see persons; others only by leave. Empty: no department is set,
    /// all belong to it.
    public var departments: Set<String>
    /// True where a log-in needs a registered terminal (R-85f).
    public var needsTerminal: Bool
    /// A user id without a log-in for so many days is unused.
    public var unusedDays = 90
    /// An emergency access lasts at most so many minutes.
    public var breakGlassMinutes = 60
    /// It must be reviewed within so many working days, else its account is frozen.
    public var reviewDays = 3
    /// The working days of the office.
    public var isOpen: @Sendable (CivilDate) -> Bool

    /// - Parameter isOpen: the working days; by default all but Saturday and Sunday.
    public init(
        oneOfficerGrants: Bool = false, departments: Set<String> = [],
        needsTerminal: Bool = false,
        isOpen: @escaping @Sendable (CivilDate) -> Bool = AccountRules.weekdays
    ) {
        self.oneOfficerGrants = oneOfficerGrants
        self.departments = departments
        self.needsTerminal = needsTerminal
        self.isOpen = isOpen
    }

    /// All days but Saturday and Sunday.
    @Sendable public static func weekdays(_ day: CivilDate) -> Bool {
        day.weekday != .saturday && day.weekday != .sunday
    }

    /// Whether a department is in charge: by its name, or as a part of one, named in brackets.
    func isInCharge(_ department: String) -> Bool {
        departments.isEmpty
            || departments.contains { own in
                department == own || department.hasPrefix(own + "(")
                    || department.hasPrefix(own + "（")
            }
    }

    /// The last day on which an emergency access that ended on a day may still be reviewed.
    func lastReviewDay(after day: CivilDate) -> CivilDate {
        var day = day
        var left = reviewDays
        while left > 0 {
            day = day.next
            if isOpen(day) { left -= 1 }
        }
        return day
    }
}
