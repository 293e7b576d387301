// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation
import Ledger
import Synchronization
import Vocabulary

/// What a read, or a refusal, leaves in the log.
struct ReadEntry {
    let request: GateRequest
    let at: Instant
    let subjects: Set<AddresseeNumber>
    let result: String
    let count: Int?
    let access: WatchedAccess?
    let mark: AccessMark?
}

/// Entries of reads that wait for the disk together.
///
/// An entry must be durable before its answer leaves, and there is one writer. So whoever gets the
/// writer takes along what has come meanwhile, in one transaction under one signed head; only after
/// its commit does any of the answers leave. An officer alone waits no longer than before.
final class LogQueue: Sendable {
    /// The most entries of one transaction.
    static let most = 64

    /// Writes the entries that `next` hands out once the writer is there; one result each, in their
    /// order. What it throws counts for all of them.
    typealias Write = @Sendable (_ next: () -> [ReadEntry]) throws -> [Result<Void, any Error>]

    private struct State {
        var waiting: [Waiting] = []
        /// Whether somebody has the writer, or waits for it.
        var isLed = false
    }

    private let state = Mutex(State())
    private let write: Write

    init(_ write: @escaping Write) { self.write = write }

    /// How many entries wait for a transaction.
    var count: Int { state.withLock { $0.waiting.count } }

    /// Returns when the entry is on the disk.
    /// - Throws: what kept it from being written.
    func put(_ entry: ReadEntry) throws {
        let own = Waiting(entry)
        let leads = state.withLock { state in
            state.waiting.append(own)
            defer { state.isLed = true }
            return !state.isLed
        }
        if !leads, case .done(let result) = own.hear() { return try result.get() }
        lead()
        guard case .done(let result) = own.hear() else {
            preconditionFailure("who leads writes the own entry")
        }
        try result.get()
    }

    /// Writes one batch, hands the lead to the next who waits, tells the others.
    private func lead() {
        var batch: [Waiting] = []
        func next() -> [ReadEntry] {
            if batch.isEmpty { batch = take() }
            return batch.map(\.entry)
        }
        let outcome = Result { try write(next) }
        // Where there was no transaction at all, there is none for the others either.
        if batch.isEmpty { batch = take() }
        let heir = state.withLock { state in
            state.isLed = !state.waiting.isEmpty
            return state.waiting.first
        }
        heir?.tell(.lead)
        for (place, one) in batch.enumerated() {
            one.tell(.done(outcome.flatMap { $0[place] }))
        }
    }

    private func take() -> [Waiting] {
        state.withLock { state in
            let batch = Array(state.waiting.prefix(Self.most))
            state.waiting.removeFirst(batch.count)
            return batch
        }
    }
}

extension LogQueue {
    /// An entry and the thread that waits for it.
    private final class Waiting: Sendable {
        enum News {
            /// The writer is free: write your entry, and what else waits.
            case lead
            case done(Result<Void, any Error>)
        }

        let entry: ReadEntry
        private let news = Mutex<[News]>([])
        private let arrived = DispatchSemaphore(value: 0)

        init(_ entry: ReadEntry) { self.entry = entry }

        func tell(_ told: News) {
            news.withLock { $0.append(told) }
            arrived.signal()
        }

        func hear() -> News {
            arrived.wait()
            return news.withLock { $0.removeFirst() }
        }
    }
}
