// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// A day by which something about an entry must be done, as its kind declares it.
public struct Milestone: Sendable, Hashable {
    /// How many days after its beginning.
    public enum Span: Sendable, Hashable {
        case days(Int)
        /// A dated value of `Kinds/deadlines.tsv`: the law changes.
        case deadline(String)
        /// By the word of a choice: `severity:緊急=7,重要=30`.
        case byChoice(field: String, [String: Int])
    }

    /// What ends it.
    public enum Ending: Sendable, Hashable {
        /// A field is filled.
        case field(String)
        /// The entry is in force, or settled.
        case activation, closing
    }

    public let code: String
    public let title: String
    /// The field of the day it begins at; `entered` is the day of the entry itself.
    public let from: String
    public let span: Span
    public let ending: Ending
    /// How many days before the day it is said.
    public let warnDays: Int
    /// Only where a field has this word.
    public let condition: (field: String, value: String)?
    public let source: String

    public static func == (left: Milestone, right: Milestone) -> Bool { left.code == right.code }
    public func hash(into hasher: inout Hasher) { hasher.combine(code) }
}

/// How often a register must have a new whole entry.
public struct PeriodRule: Sendable, Hashable {
    public enum Every: Sendable, Hashable {
        /// Once a fiscal year, by this day of it (month and day).
        case fiscalYear(month: Int, day: Int)
        /// At most so many days after the one before.
        case days(Int)
    }

    public let every: Every
    public let warnDays: Int
    public let source: String
}

/// One day that an entry or a register is bound to.
public struct Due: Sendable, Hashable {
    public let title: String
    public let on: CivilDate
    public let warnsFrom: CivilDate
    public let source: String
}

extension RegisterKind {
    /// The days that are still open for an entry, earliest first.
    ///
    /// - Throws: `RegisterRefusal.noDeadline` where the law's value has no date for that day.
    func openDues(
        _ values: RegisterValues, state: EntryState, enteredOn: CivilDate, changedOn: CivilDate,
        isConfirmed: Bool, deadlines: Deadlines
    ) throws(RegisterRefusal) -> [Due] {
        guard state != .void else { return [] }
        var dues: [Due] = []
        for milestone in milestones where !milestone.isDone(values, state) {
            guard milestone.applies(to: values),
                let from = milestone.from == "entered" ? enteredOn : values.day(milestone.from)
            else { continue }
            let days: Int
            var note = ""
            switch milestone.span {
            case .days(let count): days = count
            case .deadline(let code):
                let value = try deadlines.value(code, on: from)
                days = value.days
                // What nobody compared with the law says so wherever it is shown.
                if !value.isVerified { note = "（\(days)日、未確認）" }
            case .byChoice(let field, let table):
                guard let found = values[field].flatMap({ table[$0] }) else { continue }
                days = found
            }
            dues.append(milestone.due(from.adding(days: days), note))
        }
        if let confirmers, !isConfirmed {
            let on = changedOn.adding(days: confirmers.days)
            dues.append(
                Due(
                    title: "二人目の確認", on: on, warnsFrom: changedOn, source: "台帳の定め"))
        }
        return dues.sorted { $0.on < $1.on }
    }
}

extension Milestone {
    fileprivate func applies(to values: RegisterValues) -> Bool {
        guard let condition else { return true }
        return values[condition.field] == condition.value
    }

    fileprivate func isDone(_ values: RegisterValues, _ state: EntryState) -> Bool {
        switch ending {
        case .field(let name): values[name] != nil
        case .activation: state == .active || state == .closed
        case .closing: state == .closed
        }
    }

    fileprivate func due(_ on: CivilDate, _ note: String) -> Due {
        Due(
            title: title, on: on, warnsFrom: on.adding(days: -warnDays), source: source + note)
    }
}

extension PeriodRule {
    /// When the register must next have a whole entry.
    ///
    /// - Parameters:
    ///   - years: the fiscal years that have one.
    ///   - last: the day of the newest one.
    ///   - start: the day the books of this office began; nothing was due before it.
    func due(
        years: Set<FiscalYear>, last: CivilDate?, start: CivilDate, today: CivilDate,
        title: String
    ) -> Due? {
        func due(_ on: CivilDate) -> Due {
            Due(title: title, on: on, warnsFrom: on.adding(days: -warnDays), source: source)
        }
        switch every {
        case .days(let count): return due((last ?? start).adding(days: count))
        case .fiscalYear(let month, let day):
            var year = FiscalYear(of: start)
            // One more than today's, so that there always is a next one.
            while year <= FiscalYear(FiscalYear(of: today).year + 1) {
                let calendarYear = month >= 4 ? year.year : year.year + 1
                if let on = CivilDate(year: calendarYear, month: month, day: day), on >= start,
                    !years.contains(year)
                {
                    return due(on)
                }
                year = FiscalYear(year.year + 1)
            }
            return nil
        }
    }
}
