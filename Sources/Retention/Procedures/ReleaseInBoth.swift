// SPDX-License-Identifier: Apache-2.0
import Safeguards

/// 消去の停止の解除 in both systems, one store after the other: the power may go between the two.
///
/// System 2 first: a hold that is seen in System 1 can be released again, and what is released in System 2
/// already is found released. Of a hold that is over in System 1 alone the rest is made up.
/// (Two performances of `OperationCode.releaseRecords`, one in each system.)
public enum ReleaseInBoth {
    /// - Parameters:
    ///   - id: of the hold in System 1.
    ///   - find: `ViewRetention.releasable` behind the gate of System 1.
    ///   - addressee: `ReleaseRecords.same` behind the gate of System 2.
    ///   - casework: `ReleaseRecords.perform` behind the gate of System 1.
    /// - Throws: `.unknownHold` where neither system holds it any more.
    public static func perform(
        _ id: Int64, find: () async throws -> LegalHold?,
        addressee: (LegalHold) async throws -> Bool, casework: () async throws -> Void
    ) async throws {
        guard let hold = try await find() else { throw RetentionRefusal.unknownHold }
        var isDone = false
        do {
            isDone = try await addressee(hold)
        } catch SafeguardRefusal.alreadyDone {
            // The same form before the power went: System 2 is done, System 1 perhaps not.
            isDone = true
        }
        if hold.endedAt == nil {
            try await casework()
        } else if !isDone {
            throw RetentionRefusal.unknownHold
        }
    }
}
