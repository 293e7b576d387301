// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// Something that is not as it was written.
public struct LedgerProblem: Hashable, Sendable {
    /// What kind of thing does not fit.
    public enum Kind: String, Sendable, CaseIterable {
        case entryMissing, entryUnreadable, entryForeign
        case operationMissing, operationChanged, operationForeign
        case subjectsChanged, resultChanged
        /// The key of a month is lost or another one: the entry is whole, and nobody can read it.
        case contentUnreadable
        case factsChanged, factsForeign, factTableMissing
        case checkpointMissing, checkpointInvalid, rootChanged, headUnsigned
        case truncated, fileMissing, fileInvalid
        /// The witness saw another history, or a longer one.
        case witnessInvalid, forked
        /// A head that somebody kept on paper is not signed by this ledger.
        case keptInvalid
    }

    public let kind: Kind
    /// The operation, where it concerns one.
    public let operation: Int64?
    /// Japanese, without values about persons.
    public let message: String
}

/// What a verification found.
public struct LedgerReport: Sendable {
    /// Entries in the ledger.
    public var entries: Int { position.frontier.size }
    /// The recomputed root.
    public var root: Digest { position.frontier.root }
    /// Facts that the entries speak of.
    public var facts: Int64 { position.nextFact - 1 }
    /// Checkpoints whose signature and root are right.
    public let checkpoints: Int64
    public let problems: [LedgerProblem]
    /// Entries of months that have ended: proven, and readable by nobody.
    public let expired: Int
    /// Of these, entries whose index still waits to be taken away.
    public let unswept: Int
    /// The size that the witness has cosigned, where one was given and it is right.
    public let witnessedSize: Int?
    /// From here a later verification of the same ledger can go on.
    public let position: AuditPosition

    public var ok: Bool { problems.isEmpty }
}

/// How far a verification came: what an incremental one needs to go on from there.
public struct AuditPosition: Sendable {
    var frontier = Frontier()
    var nextFact: Int64 = 1
    var checkpoint: Int64 = 0
    var months: [YearMonth: Int] = [:]
    var factCounts: [String: Int64] = [:]

    /// Entries already verified.
    public var entries: Int { frontier.size }

    /// The beginning of the ledger.
    public static let start = AuditPosition()
}
