// SPDX-License-Identifier: Apache-2.0
import Synchronization
import Vault
import Vocabulary

/// A shelf in memory that can lose its power after so many changes.
final class MemoryShelf: KeyShelf {
    private struct State {
        var keys: [Int64: ShelfKey] = [:]
        var last: Int64 = 0
        /// Changes that still succeed; `nil` for no end.
        var changesLeft: Int?
    }
    private let state = Mutex(State())

    /// The shelf fails after so many further changes.
    func cut(after changes: Int?) { state.withLock { $0.changesLeft = changes } }

    var all: [ShelfKey] { state.withLock { $0.keys.values.sorted { $0.id < $1.id } } }

    /// The same content on another shelf: an older copy, put back later.
    func copy() -> MemoryShelf {
        let other = MemoryShelf()
        let (keys, last) = state.withLock { ($0.keys, $0.last) }
        other.state.withLock { ($0.keys, $0.last) = (keys, last) }
        return other
    }

    private func change<R>(_ body: (inout State) throws -> R) throws -> R {
        try state.withLock { state in
            if let left = state.changesLeft {
                guard left > 0 else { throw Fault(.disk, detail: "試験の停電") }
                state.changesLeft = left - 1
            }
            return try body(&state)
        }
    }

    func keys(near id: Int64) throws -> [ShelfKey] {
        state.withLock { state in
            (id / 8 * 8..<id / 8 * 8 + 8).compactMap { state.keys[$0] }
        }
    }

    func keys(of references: [[UInt8]]) throws -> [ShelfKey] {
        let wanted = Set(references)
        return all.filter { wanted.contains($0.reference) }
    }

    func add(_ keys: [ShelfKey]) throws -> [ShelfKey] {
        try change { state in
            keys.map { key in
                state.last += 1
                let numbered = key.with(id: state.last)
                state.keys[state.last] = numbered
                return numbered
            }
        }
    }

    func remove(_ ids: [Int64]) throws {
        try change { state in for id in ids { state.keys[id] = nil } }
    }

    func remove(marks: Set<String>) throws -> Int {
        let gone = all.filter { marks.contains(DestroyedKeys.line($0.mark)) }
        if !gone.isEmpty { try remove(gone.map(\.id)) }
        return gone.count
    }

    func keys(of keyClass: KeyClass, under version: Int, limit: Int) throws -> [ShelfKey] {
        state.withLock { state in
            Array(
                state.keys.values.filter { $0.keyClass == keyClass && $0.wrappedUnder < version }
                    .prefix(limit))
        }
    }

    func rewrap(_ keys: [ShelfKey]) throws {
        try change { state in
            for key in keys where state.keys[key.id] != nil { state.keys[key.id] = key }
        }
    }

    func census() throws -> [KeyClass: [Int: Int]] {
        var found: [KeyClass: [Int: Int]] = [:]
        for key in all { found[key.keyClass, default: [:]][key.wrappedUnder, default: 0] += 1 }
        return found
    }
}
