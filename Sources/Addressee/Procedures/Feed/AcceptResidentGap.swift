// SPDX-License-Identifier: Apache-2.0
public import Safeguards
import Vocabulary

/// An administrator accepts that change numbers are missing, with a reason: the rows behind them go
/// on. Should they come after all, they are settled when they come.
public enum AcceptResidentGap {
    public static let operation = OperationCode.acceptFeedGap

    /// - Parameter gap: the missing numbers, as they were shown.
    /// - Throws: `AddresseeRefusal.gapChanged` when it is not the first gap any more.
    public static func perform(
        _ gap: ClosedRange<Int64>, vault: NumberVault, in scope: Scope
    ) throws -> ResidentFeedReport {
        let watermark = try FeedMarkBook.watermark(in: scope)
        guard try ResidentFeedBook.gaps(after: watermark, limit: 1, in: scope).first == gap else {
            throw AddresseeRefusal.gapChanged
        }
        var sequence = try ResidentSequence(vault: vault, scope: scope)
        // The gate has asked for it.
        try sequence.accept(gap, reason: scope.reason ?? "")
        var report = ResidentFeedReport(name: "")
        try sequence.report(to: &report)
        scope.counted(report.accepted)
        return report
    }
}
