// SPDX-License-Identifier: Apache-2.0
import Testing
import Vocabulary

@testable import Benefits

@Suite("調定の経過")
struct IncomeCourseTests {
    private func step(
        _ operation: Int64, _ day: String, recorded: String? = nil, isWord: Bool = false
    ) -> IncomeStep {
        IncomeStep(
            on: date(day),
            recorded: Recording(operation: operation, on: date(recorded ?? day)), isWord: isWord)
    }

    private func changes(_ steps: [IncomeStep], _ owed: [Int64: Int]) -> [String] {
        IncomeStep.changes(steps) { Yen(owed[$0] ?? 0) }.map { "\($0.on) \($0.amount.amount)" }
    }

    @Test("決定、返還の決裁、新しい決定、終了は、それぞれの日の増減になる")
    func daysOfChanges() {
        #expect(
            changes(
                [
                    step(3, "2026-06-02", isWord: true), step(1, "2025-06-02", isWord: true),
                    step(2, "2026-01-10"),
                ], [1: 1_000, 2: 700, 3: 500]) == [
                    "2025-06-02 1000", "2026-01-10 -300", "2026-06-02 -200",
                ])
        // What the end leaves open falls on the day of the end.
        #expect(
            changes(
                [step(1, "2025-06-02", isWord: true), step(2, "2027-05-01")],
                [1: 1_000, 2: 400]) == ["2025-06-02 1000", "2027-05-01 -600"])
    }

    @Test("変わらない記録は増減にならないが、不支給の決定は0円でも経過に残る。後の記録は前の増減を変えない")
    func onlyAdded() {
        let refused = [step(1, "2025-06-02", isWord: true), step(2, "2025-07-01")]
        #expect(changes(refused, [:]) == ["2025-06-02 0"])
        let first = changes(refused, [1: 800, 2: 800])
        #expect(first == ["2025-06-02 800"])
        // Recorded later, with an earlier day.
        let late = step(3, "2025-06-20", recorded: "2025-08-01", isWord: true)
        #expect(changes(refused + [late], [1: 800, 2: 800, 3: 900]) == first + ["2025-06-20 100"])
    }
}
