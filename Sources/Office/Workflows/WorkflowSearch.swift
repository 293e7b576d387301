// SPDX-License-Identifier: Apache-2.0
import Safeguards

/// Searches one way of work for a path on which a single person brings the goal about: every officer,
/// every set of roles, every order of steps, with machines that take whatever step they may.
///
/// Roles may come and go at any time: whoever was refused may return with another role. So every
/// state can be reached under every assignment of roles, and one search without them stands for all
/// (`isReduced`); officers who did the same are interchangeable, and one order of them stands for
/// all. The search without these two reductions is kept, to prove them on small ways of work.
public struct WorkflowSearch: Sendable {
    /// What was found.
    public struct Answer: Sendable, Equatable {
        /// States looked at.
        public internal(set) var looked = 0
        /// States that they stand for: under every order of officers and assignment of roles.
        public internal(set) var states = 0
        /// Steps tried.
        public internal(set) var steps = 0
        /// The first path of one person, step by step; empty where there is none.
        public internal(set) var path: [String] = []
        public var isSafe: Bool { path.isEmpty }
    }

    let model: WorkflowModel
    private let officers: Int
    private let isReduced: Bool

    /// - Parameter officers: how many persons; the first is the one whom the work favours.
    public init(_ flow: Workflow, officers: Int, isReduced: Bool = true) {
        model = WorkflowModel(flow)
        self.officers = officers
        self.isReduced = isReduced
    }

    /// Looks at every state that can be reached.
    public func run() -> Answer {
        var answer = Answer()
        let start = WorkState(officers: officers)
        var seen: Set<WorkState> = [start]
        var waiting = [start]
        var from: [WorkState: (WorkState, String)] = [:]
        while let state = waiting.popLast() {
            answer.looked += 1
            answer.states += isReduced ? state.orbit * assignments : 1
            for (move, next) in moves(state) {
                answer.steps += 1
                let known = isReduced ? next.canonical : next
                guard seen.insert(known).inserted else { continue }
                from[known] = (state, move)
                if model.isWrong(known) {
                    answer.path = Self.path(to: known, from)
                    return answer
                }
                waiting.append(known)
            }
        }
        return answer
    }

    /// How many ways there are to give the officers roles.
    private var assignments: Int {
        Array(repeating: 1 << model.roles.count, count: officers).reduce(1, *)
    }

    private func moves(_ state: WorkState) -> [(String, WorkState)] {
        var found: [(String, WorkState)] = []
        if !isReduced {
            for officer in 0..<officers {
                for role in model.roles.indices {
                    var next = state
                    next.roles[officer] ^= 1 << UInt16(role)
                    found.append(("職員\(officer + 1)の役割が変わる", next))
                }
            }
        }
        for (index, step) in model.flow.steps.enumerated() where model.isOpen(step, state) {
            for actor in 0...officers {
                guard model.may(index, actor, state, withRoles: !isReduced) else { continue }
                let who = actor == officers ? "機械" : "職員\(actor + 1)"
                found.append(("\(step.name)：\(who)", model.take(index, actor, state)))
            }
        }
        return found
    }

    private static func path(
        to state: WorkState, _ from: [WorkState: (WorkState, String)]
    ) -> [String] {
        var words: [String] = []
        var place = state
        while let (before, word) = from[place] {
            words.append(word)
            place = before
        }
        return words.reversed()
    }
}

extension WorkflowSearch {
    /// Whether the goal can be reached at all: a way that nobody can go proves nothing.
    public var reachesEnd: Bool {
        let start = WorkState(officers: officers)
        var seen: Set<WorkState> = [start]
        var waiting = [start]
        while let state = waiting.popLast() {
            if model.isAtEnd(state) { return true }
            for (_, next) in moves(state) where seen.insert(next).inserted { waiting.append(next) }
        }
        return false
    }
}
