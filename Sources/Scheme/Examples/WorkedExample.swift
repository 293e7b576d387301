// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// A worked example of a book: what is given, and what the officers expect.
struct WorkedExample: Sendable {
    /// What is asked and expected.
    enum Question: Sendable {
        case judge(JudgeRequest, expected: [CareSetting: ExpectedJudgement])
        case compute(ClaimFacts, expected: ExpectedAmounts)
        case highCost(
            band: String, month: YearMonth, totalCost: Yen, multiple: Bool, limit: Yen)
        case ratio(born: CivilDate, month: YearMonth, tenths: Int)
        case meals(month: YearMonth, mealClass: MealClass, count: Int, burden: Yen?)
        case additional(insurer: String, month: YearMonth, share: Yen, benefit: Yen)
        case deadline(month: YearMonth, lastDay: CivilDate)
    }

    struct ExpectedJudgement: Sendable {
        let eligible: Bool
        let from: CivilDate?
        let until: CivilDate?
        /// Words that what is missing must hold.
        let missing: String?
        /// Words that a finding that is not met must hold.
        let because: String?
    }

    struct ExpectedAmounts: Sendable {
        let payable: Yen?
        let burden: Yen?
        let highCost: Yen?
        let otherFunds: Yen?
        let meals: Yen?
        let route: BenefitRoute?
        let isHeld: Bool
        let copayment: Yen?
        /// Words that one of the steps must hold.
        let says: String?
        /// Words that what is missing must hold.
        let missing: String?
    }

    let name: String
    let question: Question
    let place: NodePlace
}

/// Where something stands, without the tree it was read from.
struct NodePlace: Sendable {
    let file: String
    let line: Int
    let path: String

    func problem(_ advice: String) -> BookProblem {
        BookProblem(.exampleFails, file: file, line: line, path: path, advice: advice)
    }
}
