// SPDX-License-Identifier: Apache-2.0

/// Who listens to the steps of a calculation: the single form writes them down, the batch does not.
protocol StepTrace {
    /// Whether steps are worded at all; the batch form is compiled without them.
    static var writes: Bool { get }
    mutating func write(_ step: Step)
}

/// Writes the steps down.
struct WrittenSteps: StepTrace {
    static var writes: Bool { true }
    var steps: [Step] = []

    mutating func write(_ step: Step) { steps.append(step) }
}

/// Forgets them; costs nothing.
struct NoSteps: StepTrace {
    static var writes: Bool { false }

    mutating func write(_ step: Step) {}
}
