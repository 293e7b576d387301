// SPDX-License-Identifier: Apache-2.0
import Safeguards
import Vocabulary

/// A table of 1510 as a file: it needs the right to bring data out (持出し) and a reason, as every file does;
/// whoever has it not is told whom to ask.
struct StatisticsFile: PageModel {
    let action: String
    /// The form, for an officer who has the right.
    let mayExport: Bool
    let fields: [FormField]

    init(_ visit: Visit, problems: [FormProblem]) {
        action = Route.statisticsFile.path()
        mayExport = visit.may(.exportData)
        fields = [
            FormField.text(
                "reason", "出力の理由（記録されます）", visit.form, size: "middle", isRequired: true
            ).checked(problems)
        ]
    }

    /// `F11`, where there is something to bring out.
    func keys(isNone: Bool) -> [Key] {
        mayExport && !isNone ? [.send("F11", "CSV", form: "file-form")] : []
    }

    static func reason(_ reading: inout FormReading) -> String {
        reading.text("reason", orElse: "出力の理由を入力してください（記録されます）。")
    }
}
