// SPDX-License-Identifier: Apache-2.0
import Synchronization
public import Vault
public import Vocabulary

/// Where the keys of the months are kept: apart from the database and out of its backup.
public protocol MonthKeys: Sendable {
    /// Where nonces come from.
    var random: any RandomBytes { get }

    /// The key of a month, made and made durable when the first entry of the month is written.
    /// - Throws: `Fault(.key)`, also for a month whose key was destroyed.
    func key(for month: YearMonth) throws -> MonthKey

    /// The key of a month if there is one.
    /// - Throws: `Fault(.key)` for a key that cannot be read.
    func existing(_ month: YearMonth) throws -> MonthKey?

    /// Destroys the key of a month; it is never made again. Destroying twice is no fault.
    func destroy(_ month: YearMonth) throws

    /// What named the destroyed key of a month; `nil` for a month whose key was never destroyed.
    /// A database restored from before the decision is recognised by it.
    func destroyed(_ month: YearMonth) throws -> Digest?
}

/// Keys that live with the process: for stores in memory (tests, rehearsals) whose log ends with
/// them. On a real store every month would be unreadable after a restart.
public final class MemoryMonthKeys: MonthKeys {
    private enum Slot {
        case held(MonthKey), destroyed(Digest)
    }

    public let random: any RandomBytes
    private let slots = Mutex<[YearMonth: Slot]>([:])

    public init(random: any RandomBytes = RehearsalRandomBytes(seed: 1)) { self.random = random }

    public func key(for month: YearMonth) throws -> MonthKey {
        try slots.withLock { slots in
            switch slots[month] {
            case .held(let key): return key
            case .destroyed: throw Fault(.key, detail: "記録の\(month)の鍵は廃棄されています。")
            case nil:
                guard let key = MonthKey(random.bytes(32)) else {
                    throw Fault(.key, detail: "記録の鍵の長さが違います。")
                }
                slots[month] = .held(key)
                return key
            }
        }
    }

    public func existing(_ month: YearMonth) throws -> MonthKey? {
        slots.withLock { slots in
            if case .held(let key) = slots[month] { key } else { nil }
        }
    }

    public func destroy(_ month: YearMonth) throws {
        slots.withLock { slots in
            guard case .held(let key) = slots[month] else { return }
            slots[month] = .destroyed(key.digest)
        }
    }

    public func destroyed(_ month: YearMonth) throws -> Digest? {
        slots.withLock { slots in
            if case .destroyed(let digest) = slots[month] { digest } else { nil }
        }
    }
}
