// SPDX-License-Identifier: Apache-2.0
public import Safeguards

/// 警報の処理: a head or an auditor writes down what became of an alarm.
public enum SettleAlarm {
    public static let operation = OperationCode.reviewLog

    /// - Throws: `.noteMissing`, `.alarmUnknown`, `.ownAccess`.
    public static func perform(
        _ alarm: Int64, _ verdict: Verdict, note: String, in scope: Scope
    ) throws {
        guard !note.allSatisfy(\.isWhitespace) else { throw OversightRefusal.noteMissing }
        guard let officer = try AlarmBook.officer(ofOpen: alarm, in: scope.db) else {
            throw OversightRefusal.alarmUnknown
        }
        guard officer != scope.principal.officer else { throw OversightRefusal.ownAccess }
        try scope.append([
            AlarmOutcomeRow(
                alarm: alarm, reviewer: scope.principal.officer, verdict: verdict, note: note)
        ])
        scope.note("alarm \(alarm) \(verdict.rawValue)")
    }
}
