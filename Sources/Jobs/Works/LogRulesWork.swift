// SPDX-License-Identifier: Apache-2.0
public import Entitlement
import Oversight
public import Safeguards
public import Vocabulary

/// ログの点検の規則 of a day, as a job.
public struct LogRulesWork: JobWork {
    public let code = "log-rules"
    public let operation = OperationCode.reviewLog
    public let purpose = Purpose.audit
    public let unit = "日"
    public let needsTrial = false
    private let directory: any AddresseeDirectory
    private let isOpen: @Sendable (CivilDate) -> Bool

    public init(
        directory: any AddresseeDirectory, isOpen: @escaping @Sendable (CivilDate) -> Bool
    ) {
        self.directory = directory
        self.isOpen = isOpen
    }

    public func plan(_ order: JobOrder, in scope: Scope) throws -> JobPlan {
        // The last day is looked at again: it was not over when it was looked at.
        let day = try order.day()
        return JobPlan(
            "点検", [day.previous, day].map { Int64($0.dayNumber) })
    }

    public func step(
        _ order: JobOrder, phase: Int, keys: [Int64], in scope: Scope
    ) throws -> JobOutcome {
        var alarms = 0
        for key in keys {
            alarms += try RunDailyRules.perform(
                CivilDate(dayNumber: Int32(key)), directory: directory, isOpen: isOpen, in: scope
            ).newAlarms
        }
        return JobOutcome(JobTotals(items: alarms))
    }
}
