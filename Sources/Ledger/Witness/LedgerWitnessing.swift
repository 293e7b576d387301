// SPDX-License-Identifier: Apache-2.0
public import Database
public import Vocabulary

/// How far the witness is behind.
public struct WitnessLag: Sendable, Hashable {
    /// Entries that are cosigned; 0 before the first cosignature.
    public let cosignedSize: Int
    /// When the witness last signed; `nil` before the first time.
    public let cosignedAt: Instant?
    /// Entries that are signed by the ledger itself.
    public let size: Int
    /// Seconds since the oldest head that waits for the witness was signed; 0 when none waits.
    public let seconds: Int64
}

extension Ledger {
    /// So many entries at most in one step towards the witness.
    private static let largestStep = 200_000

    /// What to send to the witness next; `nil` when it knows everything.
    ///
    /// - Parameter known: the size that the witness knows.
    /// - Throws: `Fault(.database)` when the ledger has no head of that size: it was shortened, or
    ///   the witness watches another one.
    public func witnessRequest(
        after known: Int, in db: any Connection
    ) throws -> WitnessRequest? {
        guard let last = try HeadBook.lastSize(upTo: Int.max, db), last != known else {
            return nil
        }
        guard last > known else {
            throw Fault(.database, detail: "副署は\(known)件ですが、台帳は\(last)件です。")
        }
        var size = last
        if known > 0, last - known > Ledger.largestStep {
            size = try HeadBook.lastSize(upTo: known + Ledger.largestStep, db) ?? last
            if size <= known { size = last }
        }
        guard let head = try HeadBook.head(size: size, db) else { return nil }
        var proof: [Digest] = []
        if known > 0 {
            guard let old = try HeadBook.head(size: known, db) else {
                throw Fault(.database, detail: "副署された\(known)件の署名記録が台帳にありません。")
            }
            proof = GrowthProof.consistency(
                from: old.0, adding: try HeadBook.leaves(after: known, upTo: size, db))
        }
        return WitnessRequest(oldSize: known, proof: proof, note: head.note)
    }

    /// The note with the cosignature that came back.
    ///
    /// - Returns: `nil` when the line is not the right cosignature of this witness.
    public func witnessed(
        _ request: WitnessRequest, by line: String, of witness: WitnessVerifier
    ) -> WitnessedNote? {
        let note = WitnessedNote(request.note + line, witness: witness)
        return note.checkpoint(of: origin, signedBy: verifier) == nil ? nil : note
    }

    /// How far the witness is behind.
    public func witnessLag(
        _ last: WitnessedNote?, at now: Instant, in db: any Connection
    ) throws -> WitnessLag {
        let checkpoint = last?.checkpoint(of: origin, signedBy: verifier)
        let known = checkpoint?.size ?? 0
        let waiting = try HeadBook.firstNote(after: known, db)
            .flatMap { SignedCheckpoint(note: $0, verifier: verifier)?.checkpoint.recordedAt }
        return WitnessLag(
            cosignedSize: known, cosignedAt: checkpoint == nil ? nil : last?.cosignedAt,
            size: try HeadBook.lastSize(upTo: Int.max, db) ?? 0,
            seconds: waiting.map { max(0, $0.seconds(until: now)) } ?? 0)
    }
}
