// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// Work that goes on while the officer does something else: counts and names of files, nothing
/// about a person.
struct Job: Sendable {
    enum State: Sendable, Equatable {
        case waiting, running, finished, stopped
        /// With the sentence for the officer.
        case failed(String)

        var isOver: Bool {
            switch self {
            case .waiting, .running: false
            case .finished, .stopped, .failed: true
            }
        }
    }

    let id: String
    let title: String
    /// The user id and the name of who started it.
    let officer: String
    let officerName: String
    let startedAt: Instant
    /// What `done` and `total` count: 件.
    let unit: String
    let total: Int
    var done = 0
    var phase = "順番を待っています"
    var state = State.waiting
    var endedAt: Instant?
    var isStopAsked = false

    var percent: Int { total > 0 ? min(100, done * 100 / total) : state.isOver ? 100 : 0 }
}
