// SPDX-License-Identifier: Apache-2.0
import Synchronization
import Vault
import Vocabulary

/// Keeps things of one officer for a while under an unguessable key: lists of search results, drafts
/// of an intake, printed papers. In memory only; what is full or old goes first.
final class Shelf<Value: Sendable>: Sendable {
    private struct Item {
        let officer: String
        let since: Instant
        var value: Value
    }
    private struct Content {
        var items: [String: Item] = [:]
        var order: [String] = []
    }

    private let content = Mutex(Content())
    private let capacity: Int
    private let seconds: Int64
    private let clock: any Clock
    private let random: any RandomBytes

    /// - Parameter seconds: how long a thing is kept.
    init(capacity: Int, seconds: Int64, clock: any Clock, random: any RandomBytes) {
        self.capacity = capacity
        self.seconds = seconds
        self.clock = clock
        self.random = random
    }

    /// Puts a thing on the shelf.
    /// - Returns: its key.
    func put(_ value: Value, of officer: String) -> String {
        let key = randomKey(random)
        set(value, under: key, of: officer)
        return key
    }

    /// Puts a thing under a key of the caller, or replaces it.
    func set(_ value: Value, under key: String, of officer: String) {
        let now = clock.now()
        content.withLock { content in
            if content.items[key] == nil { content.order.append(key) }
            content.items[key] = Item(officer: officer, since: now, value: value)
            while content.order.count > capacity {
                content.items[content.order.removeFirst()] = nil
            }
        }
    }

    /// Changes a thing that is there; nothing where it is gone.
    func change(_ key: String, of officer: String, _ change: (inout Value) -> Void) {
        content.withLock { content in
            guard var item = content.items[key], item.officer == officer else { return }
            change(&item.value)
            content.items[key] = item
        }
    }

    /// The thing, once: it is off the shelf whoever looks again.
    func take(_ key: String, of officer: String) -> Value? {
        let now = clock.now()
        return content.withLock { content in
            guard let item = content.items[key], item.officer == officer else { return nil }
            content.items[key] = nil
            content.order.removeAll { $0 == key }
            return item.since.seconds(until: now) <= seconds ? item.value : nil
        }
    }

    /// The thing, when it is of this officer and not too old.
    func get(_ key: String, of officer: String) -> Value? {
        let now = clock.now()
        return content.withLock { content in
            guard let item = content.items[key], item.officer == officer,
                item.since.seconds(until: now) <= seconds
            else { return nil }
            return item.value
        }
    }
}

/// 144 random bits in hexadecimal.
func randomKey(_ random: any RandomBytes) -> String {
    let digits = Array("0123456789abcdef")
    return String(random.bytes(18).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
}
