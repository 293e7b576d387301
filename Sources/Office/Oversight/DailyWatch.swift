// SPDX-License-Identifier: Apache-2.0
import Oversight
import Safeguards
import Scheme
import Vocabulary

/// The daily rules of the log as scheduled work of an installation.
public enum DailyWatch {
    /// Days that are looked back to at most, after the machine was off.
    static let mostDays = 35

    /// Runs the rules over every day since the last run, and over today.
    ///
    /// - Returns: how many new alarms.
    @discardableResult
    public static func run(_ office: Installation) throws -> Int {
        let today = office.settings.clock.today()
        let machine = Principal.machine("oversight")
        let isOpen = office.days.forLaw.isOpen
        let last = try office.casework.perform(
            .verifyLedger, by: machine, for: .maintenance
        ) { try AlarmBook.lastRun(in: $0.db) }
        var day = max(
            last?.next ?? today.adding(days: -1), today.adding(days: -mostDays))
        var new = 0
        while day <= today {
            let asked = day
            new += try office.casework.perform(.reviewLog, by: machine, for: .audit) { scope in
                try RunDailyRules.perform(
                    asked, directory: office.directory, isOpen: isOpen, in: scope
                ).newAlarms
            }
            day = day.next
        }
        return new
    }
}
