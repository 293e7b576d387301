// SPDX-License-Identifier: Apache-2.0
import Scheme

/// An amount with every step to it, ready to be stored.
final class ExplainedAmount: Sendable {
    let computation: Computation
    let form: StepForm
    /// The numbers that belong into the form.
    let numbers: String

    init(_ computation: Computation) {
        self.computation = computation
        (form, numbers) = StepForm.split(computation)
    }
}

/// The amounts of an import: claims that agree in everything that is computed with share one
/// explanation, so that it is worded once.
final class ExplainedAmounts {
    private var known: [StepKey: ExplainedAmount] = [:]

    /// The amount of a row.
    func amount(_ row: Int, of sums: BatchCompute) -> ExplainedAmount {
        let key = sums.key(row)
        if let amount = known[key] { return amount }
        let amount = ExplainedAmount(sums.explained(row))
        known[key] = amount
        return amount
    }
}
