// SPDX-License-Identifier: Apache-2.0
public import Database
public import Safeguards
public import Vocabulary

/// Keeps the gate shut for payments and letters while 緊急停止 stands.
///
/// It asks in the transaction of the operation itself: what begins after the stop was written finds
/// it, on whatever node, and a batch of letters stops before its next piece.
public struct StopRule: GateRule {
    public init() {}

    /// - Throws: `PaymentRefusal.workStopped`.
    public func check(
        _ operation: OperationCode, by principal: Principal, at now: Instant,
        in db: any Connection
    ) throws {
        guard WorkStop.Area.all.stops(operation) else { return }
        let stop = try StopBook.standing(from: db).first { $0.area.stops(operation) }
        if let stop { throw PaymentRefusal.workStopped(stop.area) }
    }
}
