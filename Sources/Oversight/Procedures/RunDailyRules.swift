// SPDX-License-Identifier: Apache-2.0
public import Entitlement
public import Safeguards
public import Vocabulary

/// ログの分析: runs the rules over the log of a day and writes what they find as alarms. A second run
/// of a day writes nothing again.
public enum RunDailyRules {
    public static let operation = OperationCode.reviewLog

    public struct Report: Hashable, Sendable {
        public let day: CivilDate
        /// Records that were opened, and how many of them a case explains.
        public let openings: Int
        public let explained: Int
        public let newAlarms: Int
    }

    /// - Parameter isOpen: whether the office is open on a day.
    @discardableResult
    public static func perform(
        _ day: CivilDate, directory: any AddresseeDirectory, isOpen: (CivilDate) -> Bool,
        in scope: Scope
    ) throws -> Report {
        let terms = try TermBook.terms(from: scope.db)
        let relations = try RelationBook.relations(from: scope.db)
        let accesses = try DayBook.accesses(
            on: day, familyMost: terms.familyMost, in: scope.db)
        let looked = Set(accesses.flatMap(\.subjects))
        let selves = Set(relations.filter { $0.kind == .own }.map(\.subject))
        let people = try directory.persons(looked.union(selves).sorted())
        let answer = DailyRules(
            terms: terms, acquaintances: Acquaintances(relations, people: people),
            people: people, isOpenDay: isOpen(day),
            earlier: try DayBook.earlier(
                than: day, within: terms.repeatWithin, in: scope.db)
        ).judge(accesses)
        let known = try AlarmBook.keys(of: day, in: scope.db)
        let new = answer.findings.filter { !known.contains($0.key(day)) }
        try scope.append(new.map { AlarmRow(day: day, finding: $0) })
        // A day that is not over is looked at again.
        if day < scope.today, try !AlarmBook.hasRun(day, in: scope.db) {
            try scope.append([
                RuleRunRow(
                    day: day, accesses: answer.openings, explained: answer.explained,
                    alarms: answer.findings.count)
            ])
        }
        scope.note("rules \(day)")
        scope.counted(new.count)
        return Report(
            day: day, openings: answer.openings, explained: answer.explained,
            newAlarms: new.count)
    }
}
