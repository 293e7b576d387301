// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Press
import Safeguards
import Vocabulary

/// The one sheet that the applicant reads and signs at the counter: everything that was asked and
/// what will probably come of it. Nothing is received yet.
enum SigningSheet {
    static func print(_ visit: Visit) async throws -> Answer {
        let draft = try IntakeScreens.draft(visit)
        let household = try await IntakeScreens.household(visit, draft)
        let form = IntakeForm(household, visit.installation, today: visit.today)
        let typed = IntakeFields.filled(draft, form)
        let key = visit.parameters["draft"] ?? ""
        guard let check = try await IntakeCheck.make(form, typed, key, visit) else {
            return .page(try await ReceiveScreen.page(visit, problems: []))
        }
        let sheet = Sheet.list(try list(check, form))
        let children = form.chosen(typed).map(\.number)
        let desk = visit.desk
        let printed = try await visit.perform(about: children) { scope in
            try Printing.casePaper(
                sheet, "署名の紙", back: Route.intakeStep.path(key, IntakeStep.check.rawValue),
                desk, in: scope)
        }
        return try Printing.shelve(printed, visit)
    }

    static func list(_ check: IntakeCheck, _ form: IntakeForm) throws -> ListSheet {
        var rows = check.lines.map { ["申請", $0.label, $0.value] }
        for child in check.children {
            rows.append(["児童", child.name, "\(child.birth)　健康保険 \(child.insurance)"])
            if let said = child.exclusion { rows.append(["児童", child.name, said]) }
            rows.append([
                "見込み", child.name,
                "\(child.result)　\(child.periods)\(child.because.isEmpty ? "" : "　")"
                    + child.because.joined(separator: "、"),
            ])
        }
        rows += check.missing.map { ["後日の書類", $0, "期限 \(check.due)"] }
        if let text = form.explanation {
            rows.append(["説明", "利用目的（第\(text.code)版）", text.wording])
        }
        rows.append(["署名", "上の内容に間違いありません", "令和　　年　　月　　日　氏名"])
        return try ListSheet(
            title: "こども医療費 受給資格登録申請（窓口での聞き取り）",
            subtitles: ["見込みは決定ではありません。決定は審査の後、通知書でお知らせします。"],
            columns: [
                .init("区分", weight: 1.4), .init("項目", weight: 2.6), .init("内容", weight: 7),
            ], rows: rows, isLandscape: false)
    }
}
