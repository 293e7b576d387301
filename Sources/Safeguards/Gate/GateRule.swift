// SPDX-License-Identifier: Apache-2.0
public import Database
public import Vocabulary

/// Says no to a write or an output before its body runs, inside its transaction: the stop button
/// (緊急停止). Handed into `Gate` (law 7); asked for officers and machines alike, also in a group.
public protocol GateRule: Sendable {
    /// True for a rule that is asked before reads too; the default is writes and outputs only.
    var checksReads: Bool { get }

    /// Refuses by throwing a `Refusal`; one small query, by an index.
    func check(
        _ operation: OperationCode, by principal: Principal, at now: Instant,
        in db: any Connection
    ) throws
}

extension GateRule {
    public var checksReads: Bool { false }
}
