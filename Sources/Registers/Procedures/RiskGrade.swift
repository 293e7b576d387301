// SPDX-License-Identifier: Apache-2.0
import Safeguards

/// リスク対策の評価 (`OperationCode.writeRegister`): a grade may not exceed what the tests show.
enum RiskGrade {
    private static let modest = "課題が残されている"

    /// - Throws: `RegisterRefusal` for a measure that nobody knows, or an open one under a grade above
    ///   課題が残されている.
    static func check(_ values: RegisterValues, measures: any MeasureStates) throws {
        let ids = values.ticked("evidence")
        guard !ids.isEmpty, ids.allSatisfy({ measures.state(of: $0) != nil }) else {
            throw RegisterRefusal.fields([
                FieldProblem(field: "evidence", label: "根拠とした対策", what: .notAChoice)
            ])
        }
        guard values["grade"] != modest else { return }
        let open = ids.filter { measures.state(of: $0) == .open }
        guard open.isEmpty else { throw RegisterRefusal.rule(.gradeTooHigh(open)) }
    }
}
