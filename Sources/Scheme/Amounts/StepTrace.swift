// SPDX-License-Identifier: Apache-2.0

/// Who listens to the steps of a calculation: the single form writes them down, the batch does not.
protocol StepTrace {
    mutating func say(
        _ label: @autoclosure () -> String, _ amount: Int, _ article: @autoclosure () -> String?)
}

/// Writes the steps down.
struct WrittenSteps: StepTrace {
    var steps: [Step] = []

    mutating func say(
        _ label: @autoclosure () -> String, _ amount: Int, _ article: @autoclosure () -> String?
    ) {
        steps.append(Step(label(), amount, article: article()))
    }
}

/// Forgets them; costs nothing.
struct NoSteps: StepTrace {
    @inline(__always)
    mutating func say(
        _ label: @autoclosure () -> String, _ amount: Int, _ article: @autoclosure () -> String?
    ) {}
}
