// SPDX-License-Identifier: Apache-2.0
public import Entitlement
public import Safeguards
import Vocabulary

/// Takes what changed in the resident register over from System 2 and queues the re-judgement
/// (seed II-3⑤: 認定後、住民記録の異動に基づき再判定).
///
/// The reading position moves in the same transaction, so each change is queued exactly once
/// however often, and after whatever crash, this runs.
public enum TakeOverResidentChanges {
    public static let operation = OperationCode.applyResidentChanges
    static let link = "resident-changes"

    /// - Returns: how many changes were queued; those of persons without a case are passed over.
    @discardableResult
    public static func perform(
        from directory: any AddresseeDirectory, batch: Int = 5_000, in scope: Scope
    ) throws -> Int {
        // First of all: letters that are printed and not posted are called back (支援措置).
        try TakeOverProtections.perform(from: directory, in: scope)
        var position = try ReadingPositions.position(of: link, in: scope)
        var total = 0
        while true {
            let notices = try directory.changes(after: position, limit: batch)
            guard let last = notices.last else { break }
            total += try EnqueueRejudgement.perform(
                notices.map {
                    RejudgementNotice(
                        key: "resident-\($0.cursor)", subject: $0.number, cause: .resident,
                        on: $0.on)
                }, in: scope)
            position = last.cursor
        }
        try ReadingPositions.move(link, to: position, in: scope)
        scope.counted(total)
        return total
    }
}
