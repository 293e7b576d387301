// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// Lets so many tests have desks open at a time. All tests begin at once and take turns; a desk holds a
/// dozen files, and Foundation's `Process.run` reads past its list of open files where there are thousands
/// (seen: a crash that took all tests with it).
final class DeskDoor: Sendable {
    static let shared = DeskDoor(most: 32)

    private struct State {
        /// How many desks each test has open.
        var inside: [String: Int] = [:]
        var waiting: [(test: String, goOn: CheckedContinuation<Void, Never>)] = []
    }

    private let most: Int
    private let state = Mutex(State())

    init(most: Int) { self.most = most }

    /// Whoever has a desk open may open more: a test never waits for itself.
    func enter(_ test: String) async -> DeskPermit {
        await withCheckedContinuation { goOn in
            let isIn = state.withLock { state in
                guard state.inside[test] != nil || state.inside.count < most else {
                    state.waiting.append((test, goOn))
                    return false
                }
                state.inside[test, default: 0] += 1
                return true
            }
            if isIn { goOn.resume() }
        }
        return DeskPermit(test, self)
    }

    fileprivate func leave(_ test: String) {
        let next = state.withLock { state -> [CheckedContinuation<Void, Never>] in
            let left = (state.inside[test] ?? 1) - 1
            state.inside[test] = left > 0 ? left : nil
            var next: [CheckedContinuation<Void, Never>] = []
            state.waiting.removeAll { one in
                guard state.inside[one.test] != nil || state.inside.count < most else {
                    return false
                }
                state.inside[one.test, default: 0] += 1
                next.append(one.goOn)
                return true
            }
            return next
        }
        for one in next { one.resume() }
    }
}

/// Given back with the desk that holds it.
final class DeskPermit: Sendable {
    private let test: String
    private let door: DeskDoor

    fileprivate init(_ test: String, _ door: DeskDoor) {
        self.test = test
        self.door = door
    }

    deinit { door.leave(test) }
}
