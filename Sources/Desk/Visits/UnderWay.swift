// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// Forms that are being carried out: a second press of the same form waits for the first and is led
/// to what came of it.
final class UnderWay: Sendable {
    private let keys = Mutex<[String: [CheckedContinuation<Void, Never>]]>([:])

    /// - Returns: whether the caller is the first; then it calls `leave` in the end.
    func enter(_ key: String) -> Bool {
        keys.withLock { keys in
            guard keys[key] == nil else { return false }
            keys[key] = []
            return true
        }
    }

    /// Waits for the first to leave.
    func wait(_ key: String) async {
        await withCheckedContinuation { waiting in
            let isOver = keys.withLock { keys -> Bool in
                guard keys[key] != nil else { return true }
                keys[key]?.append(waiting)
                return false
            }
            if isOver { waiting.resume() }
        }
    }

    func leave(_ key: String) {
        let waiting = keys.withLock { $0.removeValue(forKey: key) } ?? []
        for one in waiting { one.resume() }
    }
}

/// A form that was carried out, and the page that shows what came of it.
struct Landing: Sendable {
    let address: String
    /// Of the form as it was sent: nothing that was typed is kept.
    let digest: String
}
