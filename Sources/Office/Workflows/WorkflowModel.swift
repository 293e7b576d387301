// SPDX-License-Identifier: Apache-2.0
import Safeguards

/// Where the work stands, who had it in hand as it is now, and who holds which of the roles.
struct WorkState: Hashable {
    var stage: UInt8 = 0
    /// The kinds of steps that each officer took, one bit a kind; the last place is the machine.
    var hands: [UInt16]
    var roles: [UInt16]

    init(officers: Int) {
        hands = Array(repeating: 0, count: officers + 1)
        roles = Array(repeating: 0, count: officers)
    }

    var officers: Int { roles.count }

    /// The same with its officers in order; the first, whom the work favours, keeps the place.
    var canonical: WorkState {
        var next = self
        next.hands.replaceSubrange(1..<officers, with: hands[1..<officers].sorted())
        return next
    }

    /// How many orders of officers this state stands for.
    var orbit: Int {
        var alike: [UInt16: Int] = [:]
        for hand in hands[1..<officers] { alike[hand, default: 0] += 1 }
        return alike.values.reduce(factorial(officers - 1)) { $0 / factorial($1) }
    }

    private func factorial(_ n: Int) -> Int { n < 2 ? 1 : (2...n).reduce(1, *) }
}

/// A way of work as its search needs it.
///
/// Steps that no rule tells apart (all that may be taken by whoever may not decide later) are one
/// kind: who took which of them makes no difference to what may follow.
struct WorkflowModel {
    let flow: Workflow
    /// The roles of persons that any step asks for.
    let roles: [Role]
    private let stages: [String]
    private let allowed: [UInt16]
    private let barred: [UInt16]
    private let kind: [UInt16]
    private let voided: [UInt16]
    private let counted: UInt16

    init(_ flow: Workflow) {
        self.flow = flow
        var names = [""]
        for step in flow.steps {
            for name in step.from.sorted() + [step.to] where !names.contains(name) {
                names.append(name)
            }
        }
        stages = names
        let asked = flow.steps.reduce(into: Set<Role>()) {
            $0.formUnion($1.operation.definition.roles)
        }
        let people = Role.allCases.filter { $0 != .system && asked.contains($0) }
        roles = people
        allowed = flow.steps.map { step in
            people.enumerated().reduce(0) { bits, entry in
                step.operation.definition.roles.contains(entry.element)
                    ? bits | 1 << UInt16(entry.offset) : bits
            }
        }
        let kinds = Self.kinds(flow)
        kind = kinds
        func bits(_ names: Set<String>) -> UInt16 {
            zip(flow.steps, kinds).reduce(0) { names.contains($1.0.name) ? $0 | $1.1 : $0 }
        }
        barred = flow.steps.map { bits($0.notBy) }
        let agreed = bits(Set(flow.steps.filter { !$0.shapes }.map(\.name)))
        voided = flow.steps.map { ($0.shapes ? agreed : 0) | bits($0.voids) }
        counted = bits(["支払起案", "支払決裁"])
    }

    /// One bit a kind of step; steps without any consequence for others have none.
    private static func kinds(_ flow: Workflow) -> [UInt16] {
        var signatures: [[String]: UInt16] = [:]
        return flow.steps.map { step in
            let later = flow.steps.filter { $0.notBy.contains(step.name) }.map(\.name)
            let void = flow.steps.filter { $0.voids.contains(step.name) }.map(\.name)
            let decides = !step.notBy.isEmpty || step.countsPersons
            guard step.shapes || decides || !later.isEmpty || !void.isEmpty else { return 0 }
            let signature = later + ["/"] + void + [step.shapes ? "shapes" : "", "\(decides)"]
            if let known = signatures[signature] { return known }
            let bit = UInt16(1) << UInt16(signatures.count)
            signatures[signature] = bit
            return bit
        }
    }

    func isOpen(_ step: Workflow.Step, _ state: WorkState) -> Bool {
        step.from.isEmpty ? state.stage == 0 : step.from.contains(stages[Int(state.stage)])
    }

    /// - Parameter withRoles: whether the roles of the state count; else any role may be had.
    func may(_ index: Int, _ actor: Int, _ state: WorkState, withRoles: Bool) -> Bool {
        let step = flow.steps[index]
        if actor == state.officers {
            guard step.machineMay, step.operation.definition.roles.contains(.system) else {
                return false
            }
        } else {
            guard allowed[index] != 0 else { return false }
            if withRoles, state.roles[actor] & allowed[index] == 0 { return false }
            if step.notByBeneficiary, actor == 0 { return false }
        }
        guard state.hands[actor] & barred[index] == 0 else { return false }
        guard step.countsPersons else { return true }
        var persons = 0
        for officer in 0..<state.officers
        where officer == actor || state.hands[officer] & counted != 0 {
            persons += 1
        }
        return persons > 1
    }

    func take(_ index: Int, _ actor: Int, _ state: WorkState) -> WorkState {
        var next = state
        let step = flow.steps[index]
        next.stage = UInt8(stages.firstIndex(of: step.to) ?? 0)
        for place in next.hands.indices {
            next.hands[place] = next.stage == 0 ? 0 : next.hands[place] & ~voided[index]
        }
        if next.stage != 0 { next.hands[actor] |= kind[index] }
        return next
    }

    func isAtEnd(_ state: WorkState) -> Bool { stages[Int(state.stage)] == flow.end }

    /// The goal is reached and not two had the work in hand. A machine is nobody; what it brings
    /// from outside is somebody's word where the way of work says so.
    func isWrong(_ state: WorkState) -> Bool {
        guard isAtEnd(state) else { return false }
        let persons = state.hands.dropLast().filter { $0 != 0 }.count
        let outside = flow.outsideCounts && state.hands[state.officers] != 0
        return persons + (outside ? 1 : 0) < 2
    }
}
